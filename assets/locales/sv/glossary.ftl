# Ordboken: fackets ord på grannspråken.
glossary-title = Ordbok
glossary-see = Se ordboken
glossary-heading = Nordisk ordbok för fackets ord
glossary-lead = Samma sak heter olika i grannländerna. Här står orden sida vid sida. När du söker på ett av dem hittar sökningen också de andra.
glossary-find = Hitta ett ord
glossary-find-label = Hitta ett ord i ordboken
glossary-letters = Bokstäver i ordboken
glossary-all = Alla
glossary-count = { $count ->
    [one] 1 begrepp
   *[other] { $count } begrepp
}
glossary-uncertain = (osäkert)
glossary-beware = Se upp:
glossary-try = Prova att söka på ordet
glossary-edit = Redigera
glossary-changed-here = ändrat i det här nätverket
glossary-added-here = tillagt i det här nätverket
glossary-none = Här finns inga ord
glossary-none-text = Inget begrepp börjar med den bokstaven på ditt språk.
glossary-see-all = Se hela ordboken
glossary-not-found = ”{ $q }” står inte i ordboken
glossary-not-found-text = Ordboken har bara fackets egna ord. Sökningen i biblioteket kan många fler.
glossary-search-library = Sök i biblioteket
glossary-new-this = Lägg till ordet
glossary-new = Lägg till ett begrepp
glossary-export = Hämta som tabell (TSV)
glossary-import = Importera en tabell
glossary-form-lead = Skriv ett ord på varje rad, det viktigaste först, högst { $max } ord för varje språk. Sätt ett frågetecken efter ett ord som du är osäker på: då visas det, men det söks inte efter det.
glossary-forms-da = Ord på danska
glossary-forms-sv = Ord på svenska
glossary-forms-nb = Ord på bokmål
glossary-forms-nn = Ord på nynorska
glossary-forms-en = Ord på engelska
glossary-note-da = Förklaring på danska
glossary-note-sv = Förklaring på svenska
glossary-note-nb = Förklaring på norska
glossary-note-en = Förklaring på engelska
glossary-beware-da = Falska vänner, på danska
glossary-beware-da-hint = Vad får det inte förväxlas med? Till exempel: Svenska ”anmälan” kan också vara ett klagomål.
glossary-beware-sv = Falska vänner, på svenska
glossary-beware-nb = Falska vänner, på norska
glossary-beware-en = Falska vänner, på engelska
glossary-edit-title = Redigera ”{ $word }”
glossary-conflict = Någon annan har sparat under tiden. Det som är sparat nu står här nedanför; spara igen för att skriva över med ditt.
glossary-no-form = Skriv minst ett ord på något av språken.
glossary-no-word = En rad har varken bokstäver eller siffror.
glossary-small-word = Ett småord, som ”och” eller ”i”, står i alla texter och kan inte sökas för sig. Skriv fler ord, eller sätt ett frågetecken efter.
glossary-many-forms = Det är för många ord för ett språk.
glossary-remove = Ta bort begreppet
glossary-remove-shipped = Sökningen översätter inte längre mellan orden. Begreppet kan hämtas tillbaka längst ner i ordboken.
glossary-remove-own = Sökningen översätter inte längre mellan orden. Begreppet är tillagt i det här nätverket och kan inte hämtas tillbaka.
glossary-removed = Borttagna
glossary-removed-text = Begrepp som följer med programmet men som nätverket har tagit bort. Bara redaktörer ser dem här.
glossary-reset = Hämta tillbaka den medföljande versionen
glossary-import-lead = En tabell med kolumnerna da, sv, nb, nn och en, som den du kan hämta från ordboken. Ett begrepp som börjar med samma ord får tabellens ord; andra läggs till. Det som inte står i tabellen blir kvar. Förklaringar ändras inte.
glossary-import-file = Fil
glossary-import-table = Eller klistra in raderna här
glossary-import-table-hint = Orden för ett språk skiljs åt av ett lodstreck, språken av tabb, som när du kopierar från ett kalkylblad.
glossary-import-broken = Inget är importerat: det finns rader som inte kan läsas
glossary-import-line = Rad { $line }:
glossary-import-more = { $count ->
    [one] Och 1 rad till.
   *[other] Och { $count } rader till.
}
glossary-broken-header = Första raden ska vara da, sv, nb, nn och en med tabb emellan.
glossary-broken-columns = Det finns fler än fem kolumner.
glossary-broken-many = Det är för många rader: högst 5 000 begrepp åt gången.
glossary-broken-empty = Det finns inga begrepp under första raden.
done-glossary-saved = Begreppet är sparat. Nästa sökning använder det.
done-glossary-removed = Begreppet är borttaget. Nästa sökning använder det inte.
done-glossary-reset = Begreppet är åter som det följer med programmet.
done-glossary-imported = Tabellen är importerad. Nästa sökning använder den.
done-glossary-same = Tabellen säger detsamma som ordboken. Inget är ändrat.
right-keep-glossary = Ändra i ordboken
audit-kind-concept = Begrepp i ordboken
audit-action-reset-concept = Hämtade tillbaka det medföljande begreppet

# Vad de medföljande begreppen är.
glossary-about-samskabelse = Invånare, medarbetare, föreningar och företag tar fram lösningen och genomför den tillsammans med kommunen, från början.
glossary-about-borgerinddragelse = Invånare får inflytande över ett beslut innan det är fattat. Kommunen har fortfarande sista ordet.
glossary-about-tilsyn = Myndighetens granskning av att en verksamhet följer lag och håller kvalitet, ofta tillsammans med stöd till utveckling.
glossary-about-dagtilbud = Omsorg och pedagogik för barn före skolåldern. I Sverige är förskolan en egen skolform.
glossary-about-kommunalbestyrelse = De folkvalda som har det yttersta ansvaret i kommunen.
glossary-about-kommunaldirektoer = Den högsta tjänstemannen i kommunen.
glossary-about-samskabt-styring = Att mål, krav och uppföljning tas fram tillsammans med dem de gäller: invånare, medarbetare, chefer och politiker.
glossary-about-med-udvalg = Den danska kommitté där ledning och medarbetare diskuterar arbetets villkor. MED står för medinflytande och medbestämmande.
glossary-about-effektkaede = En bild av vägen från resurser via aktiviteter till effekter på kort, medellång och lång sikt.
glossary-about-kerneopgave = Det som en arbetsplats finns till för att skapa för invånarna, över yrkesgränserna.
glossary-about-kommissorium = Det skriftliga uppdraget till en grupp: vad den ska göra, vad den får bestämma och när den är klar.
glossary-about-tavs-viden = Det man kan men inte har skrivit ner och kanske inte kan sätta ord på.
glossary-about-ildsjael = En som driver en fråga framåt med egen tid och vilja.
glossary-about-paaroerende = Familj och andra som står en människa nära.
# Och vad de inte är.
glossary-false-tilmelding = ”Anmälan” kan också vara ett klagomål eller en polisanmälan; danska ”tilmelding” är bara att man deltar.
glossary-false-kommunalbestyrelse = Danska ”kommunalbestyrelse” är hela fullmäktige, inte kommunstyrelsen.
glossary-false-naevn = En dansk ”nævn” avgör ärenden, ofta klagomål. Det som motsvarar en nämnd heter ”udvalg”.
glossary-false-droeftelse = Danska MED-utskott har inte bara rätt att yttra sig: de ska informeras och få diskutera innan något beslutas.
glossary-false-referat = Danska och norska ”referat” är mötesanteckningar eller protokoll, inte bara en kort återgivning.
glossary-false-raad = Danska ”råd” är både en rekommendation och en församling. Här menas rekommendationen.

# Ordbogen: fagets ord på nabosprogene.
glossary-title = Ordbog
glossary-see = Se ordbogen
glossary-heading = Nordisk ordbog for fagets ord
glossary-lead = Det samme hedder noget forskelligt i nabolandene. Her er ordene side om side. Når du søger på det ene, finder søgningen også de andre.
glossary-find = Find et ord
glossary-find-label = Find et ord i ordbogen
glossary-letters = Bogstaver i ordbogen
glossary-all = Alle
glossary-count = { $count ->
    [one] 1 begreb
   *[other] { $count } begreber
}
glossary-uncertain = (usikkert)
glossary-beware = Pas på:
glossary-try = Prøv at søge på ordet
glossary-edit = Redigér
glossary-changed-here = ændret i dette netværk
glossary-added-here = tilføjet i dette netværk
glossary-none = Her er ingen ord
glossary-none-text = Intet begreb begynder med det bogstav på dit sprog.
glossary-see-all = Se hele ordbogen
glossary-not-found = »{ $q }« står ikke i ordbogen
glossary-not-found-text = Ordbogen har kun fagets egne ord. Søgningen i biblioteket kender mange flere.
glossary-search-library = Søg i biblioteket
glossary-new-this = Tilføj ordet
glossary-new = Tilføj et begreb
glossary-export = Hent som tabel (TSV)
glossary-import = Importér en tabel
glossary-form-lead = Skriv ét ord på hver linje, det vigtigste først, højst { $max } ord for hvert sprog. Sæt et spørgsmålstegn efter et ord, du er usikker på: så vises det, men der søges ikke efter det.
glossary-forms-da = Ord på dansk
glossary-forms-sv = Ord på svensk
glossary-forms-nb = Ord på bokmål
glossary-forms-nn = Ord på nynorsk
glossary-forms-en = Ord på engelsk
glossary-note-da = Forklaring på dansk
glossary-note-sv = Forklaring på svensk
glossary-note-nb = Forklaring på norsk
glossary-note-en = Forklaring på engelsk
glossary-beware-da = Falske venner, på dansk
glossary-beware-da-hint = Hvad må det ikke forveksles med? For eksempel: Svensk »anmälan« kan også være en klage.
glossary-beware-sv = Falske venner, på svensk
glossary-beware-nb = Falske venner, på norsk
glossary-beware-en = Falske venner, på engelsk
glossary-edit-title = Redigér »{ $word }«
glossary-conflict = En anden har gemt imens. Det, der er gemt nu, står herunder; gem igen for at skrive dit oven på.
glossary-no-form = Skriv mindst ét ord på et af sprogene.
glossary-no-word = En linje har hverken bogstaver eller tal.
glossary-small-word = Et småord, som »og« eller »i«, står i alle tekster og kan ikke søges alene. Skriv flere ord, eller sæt et spørgsmålstegn efter.
glossary-many-forms = Der er for mange ord for et sprog.
glossary-remove = Tag begrebet ud
glossary-remove-shipped = Søgningen oversætter ikke længere mellem ordene. Begrebet kan hentes tilbage nederst i ordbogen.
glossary-remove-own = Søgningen oversætter ikke længere mellem ordene. Begrebet er tilføjet i dette netværk og kan ikke hentes tilbage.
glossary-removed = Taget ud
glossary-removed-text = Begreber, der følger med programmet, men som netværket har taget ud. Kun redaktører ser dem her.
glossary-reset = Hent den medfølgende udgave tilbage
glossary-import-lead = En tabel med kolonnerne da, sv, nb, nn og en, som den, du kan hente fra ordbogen. Et begreb, der begynder med det samme ord, får tabellens ord; andre tilføjes. Det, der ikke står i tabellen, bliver. Forklaringer røres ikke.
glossary-import-file = Fil
glossary-import-table = Eller sæt linjerne ind her
glossary-import-table-hint = Ordene for et sprog skilles af en lodret streg, sprogene af tabulator, som når du kopierer fra et regneark.
glossary-import-broken = Intet er importeret: der er linjer, der ikke kan læses
glossary-import-line = Linje { $line }:
glossary-import-more = { $count ->
    [one] Og 1 linje mere.
   *[other] Og { $count } linjer mere.
}
glossary-broken-header = Første linje skal være da, sv, nb, nn og en med tabulator imellem.
glossary-broken-columns = Der er flere end fem kolonner.
glossary-broken-many = Der er for mange linjer: højst 5.000 begreber ad gangen.
glossary-broken-empty = Der er ingen begreber under første linje.
done-glossary-saved = Begrebet er gemt. Den næste søgning bruger det.
done-glossary-removed = Begrebet er taget ud. Den næste søgning bruger det ikke.
done-glossary-reset = Begrebet er igen, som det følger med programmet.
done-glossary-imported = Tabellen er importeret. Den næste søgning bruger den.
done-glossary-same = Tabellen siger det samme som ordbogen. Intet er ændret.
right-keep-glossary = Rette i ordbogen
audit-kind-concept = Begreb i ordbogen
audit-action-reset-concept = Hentede det medfølgende begreb tilbage

# Hvad de medfølgende begreber er.
glossary-about-samskabelse = Borgere, medarbejdere, foreninger og virksomheder finder på løsningen og gennemfører den sammen med kommunen, fra begyndelsen.
glossary-about-borgerinddragelse = Borgere får indflydelse på en beslutning, før den er truffet. Kommunen har stadig det sidste ord.
glossary-about-tilsyn = Myndighedens kontrol med, at et tilbud lever op til lov og kvalitet, ofte forbundet med sparring.
glossary-about-dagtilbud = Pasning og pædagogik for børn før skolealderen.
glossary-about-kommunalbestyrelse = De folkevalgte, som har det øverste ansvar i kommunen.
glossary-about-kommunaldirektoer = Den øverste embedsmand i kommunen.
glossary-about-samskabt-styring = At mål, krav og opfølgning udvikles sammen med dem, de gælder for: borgere, medarbejdere, ledere og politikere.
glossary-about-med-udvalg = Det danske udvalg, hvor ledelse og medarbejdere drøfter arbejdets forhold. MED står for medindflydelse og medbestemmelse.
glossary-about-effektkaede = Et billede af vejen fra ressourcer over aktiviteter til virkning på kort, mellemlangt og langt sigt.
glossary-about-kerneopgave = Det, en arbejdsplads er til for at skabe for borgerne, på tværs af faggrupper.
glossary-about-kommissorium = Den skrevne opgave til en gruppe: hvad den skal, hvad den må bestemme, og hvornår den er færdig.
glossary-about-tavs-viden = Det, man kan, men ikke har skrevet ned og måske ikke kan sætte ord på.
glossary-about-ildsjael = En, der driver en sag frem med egen tid og vilje.
glossary-about-paaroerende = Familie og andre, der står et menneske nær.
# Og hvad de ikke er.
glossary-false-tilmelding = Svensk »anmälan« kan også være en klage, en underretning eller en politianmeldelse.
glossary-false-kommunalbestyrelse = Svensk »kommunstyrelse« er det ledende udvalg; alle de valgte sidder i »kommunfullmäktige«.
glossary-false-naevn = Et dansk nævn afgør sager, ofte klager. En svensk »nämnd« er et politisk udvalg, der leder en forvaltning.
glossary-false-droeftelse = MED-udvalg høres ikke: de har ret til information og drøftelse, før noget besluttes.
glossary-false-referat = Svensk »protokoll« er det almindelige ord. Svensk »referat« er en kort gengivelse.
glossary-false-raad = »Råd« er både en anbefaling og en forsamling. Her menes anbefalingen.

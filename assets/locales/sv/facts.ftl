# The groups of the form
facts-group-about = Vad handlar det om och var?
facts-group-effort = Problemet och insatsen
facts-group-who = Vilka var med och hur?
facts-group-success = Det som fick det att lyckas
facts-group-when = När, och hur långt har ni kommit?
facts-group-results = Vad blev resultatet?
facts-group-learned = Det andra kan lära sig
facts-group-use = Så används det
facts-group-judged = Styrkor, svagheter och ursprung
facts-group-practice = I praktiken
facts-group-sitting = Mötet
facts-group-agreed = Det mötet kom överens om
facts-group-person = Människan
facts-group-body = Resten, med era egna ord
facts-group-video = Video
facts-group-links = Länkar
facts-group-contact = Vem kan man fråga?
facts-group-readers = Vilka ska hitta det?

# A case
facts-problem = Problemet
facts-problem-hint = Vad var fel, eller vad ville ni uppnå? Två eller tre meningar.
facts-core = Kärnan
facts-core-hint = Det en annan kommun måste ha med för att det ska vara samma insats.
facts-done = Det ni gjorde
facts-done-hint = Steg för steg. Rader som börjar med - eller en siffra blir en lista.
facts-parties = Vilka var med?
facts-started-by = Vem tog initiativet?
facts-degree = Hur mycket hade de berörda att säga till om?
facts-methods = Metoder och verktyg
facts-methods-hint = Kryssa för de verktyg i biblioteket som ni använde.
facts-factors = Vad gjorde skillnad?
facts-reflections = Vad krävdes i övrigt?
facts-from-year = Första året
facts-to-year = Sista året
facts-to-year-hint = Lämna tomt om det fortfarande pågår.
facts-period = Period
facts-since = Sedan { $year }
facts-until = Till { $year }
facts-stage = Hur långt har det kommit?
facts-results = Resultat
facts-for-citizens = För invånarna
facts-for-work = För arbetet
facts-for-environment = För arbetsmiljön
facts-evaluated = Utvärderat
facts-evaluated-yes = Ja
facts-evaluated-no = Nej
facts-not-worked = Det som inte fungerade
facts-not-worked-hint = Det som andra oftast letar efter och mest sällan hittar.
facts-advice = Tre goda råd
facts-advice-hint = Ett råd i varje fält. Skriv till någon som ska börja i morgon.
facts-advice-number = Råd { $n }
facts-advice-title = { $count ->
    [3] Tre goda råd
    [2] Två goda råd
    [one] Ett gott råd
   *[other] Goda råd
}

# A tool
facts-gain = Det här får ni ut av det
facts-how = Så gör ni
facts-how-hint = Steg för steg. Rader som börjar med - eller en siffra blir en lista.
facts-steps = Steg i processen
facts-steps-hint = De steg i samskapad styrning som verktyget hjälper till med.
facts-participants = Deltagare
facts-participants-hint = Hur många och vilka.
facts-time = Tid
facts-strengths = Styrkor
facts-weaknesses = Svagheter
facts-weaknesses-hint = När bör man välja något annat?
facts-origin = Ursprung
facts-origin-hint = Var kommer det från och vem har arbetat med det?
facts-examples = Exempel från verkligheten
facts-examples-hint = Kryssa för de exempel i biblioteket som har använt det.
facts-worksheet = Blad
facts-worksheet-hint = Ett blad som fylls i tillsammans på skärmen.
facts-worksheet-do = Fyll i bladet tillsammans

# A note
facts-agenda = Dagordning
facts-present = Närvarande
facts-present-hint = Roller och organisationer. Namn bara när de behövs.
facts-note-stage = Mötesanteckningarna är
facts-note-stage-draft = Utkast
facts-note-stage-corrections = Öppna för rättelser
facts-note-stage-final = Slutliga
facts-previous = Föregående mötesanteckningar
facts-decisions = Beslut
facts-decisions-hint = Ett på varje rad.
facts-actions = Åtgärder
facts-actions-hint = Vad som ska göras, av vem och när. Spara för att få fler tomma rader.
facts-actions-number = Åtgärd { $n }
facts-actions-what = Vad
facts-actions-owner = Ansvarig
facts-actions-due = Senast

# A portrait
facts-person-role = Roll
facts-person-role-hint = Det personen gör, så att andra förstår det.
facts-person-organisation = Organisation
facts-quote = Citat
facts-quote-hint = En mening eller två som personen har godkänt.

# Any
facts-video = Video
facts-video-address = Videons adress
facts-video-address-hint = Börjar med https://. Inget hämtas därifrån förrän en läsare följer länken.
facts-video-title = Videons titel
facts-video-speakers = Medverkande
facts-video-transcript = Utskrift av det som sägs
facts-video-transcript-hint = Då går det att läsa, söka i och förstå utan ljud.
facts-video-go = Se videon hos { $host }
facts-video-outside = Länken leder ut från nätverkets sidor. Inget har hämtats därifrån.
facts-links = Läs mer
facts-links-hint = Sidor på andra platser. Spara för att få fler tomma rader.
facts-links-number = Länk { $n }
facts-links-address = Adress
facts-links-label = Vad hittar man där?
facts-contact-role = Roll
facts-contact-role-hint = Roller finns kvar när människor byter jobb.
facts-contact-name = Namn eller enhet
facts-contact-deputy = Ersättare
facts-none-to-choose = Det finns inga att välja ännu.
facts-more-entries = Andra
facts-more-entries-hint = Inläggets adress, en på varje rad.

# What cannot be kept
facts-wrong-shape = Det går inte att läsa här.
facts-wrong-year = Skriv ett årtal från 1900 till 2100.
facts-wrong-years = Det sista året kan inte vara före det första.
facts-wrong-day = Skriv ett datum.
facts-wrong-link = Skriv en adress som börjar med https:// eller http://.
facts-wrong-video = Skriv en adress som börjar med https://.
facts-action-missing = Skriv vad ni har kommit överens om.
facts-too-many = Det är fler än det finns plats för.
facts-unknown-entry = Ett av inläggen finns inte, eller så är det inte av rätt typ.
facts-body-or-facts = Skriv en text eller fyll i det inlägget handlar om: för ett exempel problemet och det ni gjorde, för ett verktyg nyttan och hur man gör, för mötesanteckningar ett beslut eller en åtgärd, för ett porträtt citatet och rollen.

# How complete it is
facts-level-stub = Påbörjat
facts-level-partial = Delvis ifyllt
facts-level-complete = Helt ifyllt
facts-filled = { $filled } av { $of } uppgifter
facts-missing = Det här saknas:
facts-nothing-missing = Inget saknas.
facts-missing-summary = En sammanfattning
facts-missing-area = Området
facts-missing-municipality = Kommunen
facts-missing-problem = Problemet
facts-missing-core = Kärnan i insatsen
facts-missing-done = Det ni gjorde
facts-missing-parties = Vilka som var med
facts-missing-started-by = Vem som tog initiativet
facts-missing-degree = Hur mycket de berörda hade att säga till om
facts-missing-factors = Det som gjorde skillnad
facts-missing-from-year = När det började
facts-missing-stage = Hur långt det har kommit
facts-missing-for-citizens = Ett resultat för invånarna, arbetet eller arbetsmiljön
facts-missing-evaluated = Om det är utvärderat
facts-missing-not-worked = Det som inte fungerade
facts-missing-advice-1 = Goda råd
facts-missing-contact-role = En kontakt
facts-missing-contact-deputy = En ersättare för kontakten
facts-missing-gain = Det man får ut av det
facts-missing-how = Hur man gör
facts-missing-steps = Vilka steg det hjälper till med
facts-missing-participants = Hur många som deltar
facts-missing-time = Hur lång tid det tar
facts-missing-strengths = Styrkorna
facts-missing-weaknesses = Svagheterna
facts-missing-origin = Var det kommer från
facts-missing-examples = Exempel från verkligheten
facts-missing-meeting = Mötet det handlar om
facts-missing-agenda = Dagordningen
facts-missing-present = Vilka som var närvarande
facts-missing-note-stage = Om mötesanteckningarna är slutliga
facts-missing-decisions = Besluten
facts-missing-actions = Åtgärderna
facts-missing-person-role = Personens roll
facts-missing-person-organisation = Personens organisation
facts-missing-quote = Ett citat
facts-missing-body = En text eller en utskrift

# What is not saved yet
facts-draft-kept = Det du har skrivit sparades tillfälligt den { $when }. Det är inte sparat som inlägg ännu.
facts-draft-not-kept = Det du skriver sparas inte tillfälligt just nu. Spara själv.
facts-draft-offered = Du har text från den { $when } som inte sparades.
facts-draft-take = Ta fram den
facts-draft-taken = Formuläret visar det du inte hann spara. Spara det eller kasta det.
facts-draft-discard = Kasta den
done-draft-discarded = Texten är kastad.

# In the archive of what is kept of a person
privacy-table-drafts-person-id = Text du inte har sparat
privacy-column-key = Vilket inlägg den hör till
privacy-column-form = Det du har skrivit

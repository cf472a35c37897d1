# Fakta: det, hver slags indlæg fortæller, og hvor langt det er.

# The groups of the form
facts-group-about = Hvad handler det om, og hvor?
facts-group-effort = Problemet og indsatsen
facts-group-who = Hvem var med, og hvordan?
facts-group-success = Det, der fik det til at lykkes
facts-group-when = Hvornår, og hvor langt er I?
facts-group-results = Hvad kom der ud af det?
facts-group-learned = Det, andre kan lære
facts-group-use = Sådan bruges det
facts-group-judged = Styrker, svagheder og ophav
facts-group-practice = I praksis
facts-group-sitting = Mødet
facts-group-agreed = Det, mødet aftalte
facts-group-person = Mennesket
facts-group-body = Resten, med jeres egne ord
facts-group-video = Video
facts-group-links = Henvisninger
facts-group-contact = Hvem kan man spørge?
facts-group-readers = Hvem skal finde det?

# A case
facts-problem = Problemet
facts-problem-hint = Hvad var galt, eller hvad ville I gerne have? To-tre sætninger.
facts-core = Kernen
facts-core-hint = Det, en anden kommune skal have med, før det er den samme indsats.
facts-done = Det, I gjorde
facts-done-hint = Trin for trin. Linjer, der begynder med - eller et tal, bliver til en liste.
facts-parties = Hvem var med?
facts-started-by = Hvem tog initiativet?
facts-degree = Hvor meget havde de berørte at sige?
facts-methods = Metoder og værktøjer
facts-methods-hint = Sæt kryds ved de værktøjer i biblioteket, I brugte.
facts-factors = Hvad gjorde forskellen?
facts-reflections = Hvad krævede det ellers?
facts-from-year = Første år
facts-to-year = Sidste år
facts-to-year-hint = Tomt, når det stadig er i gang.
facts-period = Periode
facts-since = Siden { $year }
facts-until = Til { $year }
facts-stage = Hvor langt er det?
facts-results = Resultater
facts-for-citizens = For borgerne
facts-for-work = For arbejdet
facts-for-environment = For arbejdsmiljøet
facts-evaluated = Evalueret
facts-evaluated-yes = Ja
facts-evaluated-no = Nej
facts-not-worked = Det, der ikke virkede
facts-not-worked-hint = Det, andre oftest leder efter og sjældnest finder.
facts-advice = Tre gode råd
facts-advice-hint = Ét råd i hvert felt. Skriv til en, der skal i gang i morgen.
facts-advice-number = Råd { $n }
facts-advice-title = { $count ->
    [3] Tre gode råd
    [2] To gode råd
    [one] Et godt råd
   *[other] Gode råd
}

# A tool
facts-gain = Det får I ud af det
facts-how = Sådan gør I
facts-how-hint = Trin for trin. Linjer, der begynder med - eller et tal, bliver til en liste.
facts-steps = Trin i processen
facts-steps-hint = De trin i samskabt styring, værktøjet hjælper med.
facts-participants = Deltagere
facts-participants-hint = Hvor mange, og hvem.
facts-time = Tid
facts-strengths = Styrker
facts-weaknesses = Svagheder
facts-weaknesses-hint = Hvornår skal man vælge noget andet?
facts-origin = Ophav
facts-origin-hint = Hvor kommer det fra, og hvem har arbejdet med det?
facts-examples = Eksempler fra virkeligheden
facts-examples-hint = Sæt kryds ved de cases i biblioteket, der har brugt det.
facts-worksheet = Ark
facts-worksheet-hint = Et ark, der udfyldes sammen på skærmen.
facts-worksheet-do = Udfyld arket sammen

# A note
facts-agenda = Dagsorden
facts-present = Til stede
facts-present-hint = Roller og organisationer. Navne kun, når de er nødvendige.
facts-note-stage = Referatet er
facts-note-stage-draft = Udkast
facts-note-stage-corrections = Til rettelser
facts-note-stage-final = Endeligt
facts-previous = Forrige referat
facts-decisions = Beslutninger
facts-decisions-hint = Én på hver linje.
facts-actions = Aftaler
facts-actions-hint = Hvad der gøres, af hvem og hvornår. Gem for at få flere tomme rækker.
facts-actions-number = Aftale { $n }
facts-actions-what = Hvad
facts-actions-owner = Ansvarlig
facts-actions-due = Frist

# A portrait
facts-person-role = Rolle
facts-person-role-hint = Det, personen gør, som andre forstår det.
facts-person-organisation = Organisation
facts-quote = Citat
facts-quote-hint = En sætning eller to, personen har sagt god for.

# Any
facts-video = Video
facts-video-address = Videoens adresse
facts-video-address-hint = Begynder med https://. Intet hentes derfra, før en læser følger henvisningen.
facts-video-title = Videoens titel
facts-video-speakers = Medvirkende
facts-video-transcript = Udskrift af det, der siges
facts-video-transcript-hint = Så kan det læses, søges og forstås uden lyd.
facts-video-go = Se videoen hos { $host }
facts-video-outside = Henvisningen fører ud af netværkets sider. Herfra er intet hentet.
facts-links = Læs mere
facts-links-hint = Sider andre steder. Gem for at få flere tomme rækker.
facts-links-number = Henvisning { $n }
facts-links-address = Adresse
facts-links-label = Hvad finder man der?
facts-contact-role = Rolle
facts-contact-role-hint = Roller bliver, når mennesker skifter job.
facts-contact-name = Navn eller enhed
facts-contact-deputy = Stedfortræder
facts-none-to-choose = Der er endnu ingen at vælge.
facts-more-entries = Andre
facts-more-entries-hint = Indlæggets adresse, én på hver linje.

# What cannot be kept
facts-wrong-shape = Det kan ikke læses her.
facts-wrong-year = Skriv et årstal fra 1900 til 2100.
facts-wrong-years = Det sidste år kan ikke ligge før det første.
facts-wrong-day = Skriv en dato.
facts-wrong-link = Skriv en adresse, der begynder med https:// eller http://.
facts-wrong-video = Skriv en adresse, der begynder med https://.
facts-action-missing = Skriv, hvad der er aftalt.
facts-too-many = Det er flere, end der er plads til.
facts-unknown-entry = Et af indlæggene findes ikke, eller det er ikke af den rette slags.
facts-body-or-facts = Skriv en tekst, eller udfyld det, indlægget handler om: for en case problemet og det, I gjorde; for et værktøj udbyttet og fremgangsmåden; for et referat en beslutning eller en aftale; for et portræt citatet og rollen.

# How complete it is
facts-level-stub = Påbegyndt
facts-level-partial = Delvist udfyldt
facts-level-complete = Fuldt udfyldt
facts-filled = { $filled } af { $of } oplysninger
facts-missing = Det mangler:
facts-nothing-missing = Intet mangler.
facts-missing-summary = Et resumé
facts-missing-area = Området
facts-missing-municipality = Kommunen
facts-missing-problem = Problemet
facts-missing-core = Kernen i indsatsen
facts-missing-done = Det, I gjorde
facts-missing-parties = Hvem der var med
facts-missing-started-by = Hvem der tog initiativet
facts-missing-degree = Hvor meget de berørte havde at sige
facts-missing-factors = Det, der gjorde forskellen
facts-missing-from-year = Hvornår det begyndte
facts-missing-stage = Hvor langt det er
facts-missing-for-citizens = Et resultat for borgerne, arbejdet eller arbejdsmiljøet
facts-missing-evaluated = Om det er evalueret
facts-missing-not-worked = Det, der ikke virkede
facts-missing-advice-1 = Gode råd
facts-missing-contact-role = En kontakt
facts-missing-contact-deputy = En stedfortræder for kontakten
facts-missing-gain = Det, man får ud af det
facts-missing-how = Hvordan man gør
facts-missing-steps = Hvilke trin det hjælper med
facts-missing-participants = Hvor mange der deltager
facts-missing-time = Hvor lang tid det tager
facts-missing-strengths = Styrkerne
facts-missing-weaknesses = Svaghederne
facts-missing-origin = Hvor det kommer fra
facts-missing-examples = Eksempler fra virkeligheden
facts-missing-meeting = Mødet, det handler om
facts-missing-agenda = Dagsordenen
facts-missing-present = Hvem der var til stede
facts-missing-note-stage = Om referatet er endeligt
facts-missing-decisions = Beslutningerne
facts-missing-actions = Aftalerne
facts-missing-person-role = Personens rolle
facts-missing-person-organisation = Personens organisation
facts-missing-quote = Et citat
facts-missing-body = En tekst eller en udskrift

# What is not saved yet
facts-draft-kept = Det, du har skrevet, er husket { $when }. Det er ikke gemt som indlæg endnu.
facts-draft-not-kept = Det, du skriver, bliver ikke husket lige nu. Gem selv.
facts-draft-offered = Du har tekst fra { $when }, som ikke blev gemt.
facts-draft-take = Tag den op
facts-draft-taken = Formularen viser det, du ikke fik gemt. Gem det, eller smid det væk.
facts-draft-discard = Smid den væk
done-draft-discarded = Teksten er smidt væk.

# In the archive of what is kept of a person
privacy-table-drafts-person-id = Tekst, du ikke har gemt
privacy-column-key = Hvilket indlæg det hører til
privacy-column-form = Det, du har skrevet

# Mennesker: log ind, min side, administration, mails.
sign-in = Log ind
sign-in-sent = Se i din indbakke
sign-in-sent-text = Hvis adressen hører til et medlem, er der nu sendt et link. Det virker i { $minutes } minutter og kun én gang.
sign-in-sent-help = Kom der ingen mail? Se i uønsket post, eller prøv igen om et par minutter.
sign-in-again = Prøv med en anden adresse
sign-in-use = Velkommen tilbage
sign-in-use-text = Tryk på knappen for at logge ind på denne enhed.
sign-out = Log ud
sign-out-everywhere = Log ud på alle enheder
setup-title = Åbn netværket
setup-lead = Du bliver netværkets første administrator. Linket kan bruges én gang.
setup-do = Bliv administrator

me-profile = Min profil
me-facts = Om dig

role-member = Medlem
role-student = Studerende
role-organiser = Arrangør
role-teacher = Underviser
role-editor = Redaktør
role-administrator = Administrator

organisation-municipality = Kommune
organisation-region = Region
organisation-association = Forening
organisation-citizen-group = Borgergruppe
organisation-company = Virksomhed
organisation-school = Skole
organisation-state = Statslig myndighed

admin-add-person = Tilføj person
admin-people = Personer
admin-organisations = Organisationer
admin-organisations-lead = Kommuner, foreninger og andre, som medlemmerne kommer fra eller taler for.
admin-no-organisations = Ingen organisationer endnu
admin-no-organisations-text = Tilføj den første herunder. Derefter kan personer knyttes til den.
admin-add-organisation = Tilføj organisation
admin-seats = { $count ->
    [one] 1 plads ved hvert møde
   *[other] { $count } pladser ved hvert møde
}
admin-email-taken = En anden person har allerede denne mailadresse.
admin-name-taken = Der findes allerede en organisation med det navn.
admin-last-administrator = Netværket skal have mindst én administrator. Giv først en anden rollen.
admin-retry = Prøv igen
admin-mail = Mails
admin-mail-lead = Alt, hvad netværket har sendt eller vil sende, det nyeste først.

mail-status = Status
mail-status-queued = I kø
mail-status-transmitting = Afsendes
mail-status-sent = Sendt
mail-status-undecided = Uafklaret
mail-status-failed = Afvist
mail-status-dropped = Bortfaldet
mail-kind-sign-in = Link til at logge ind
mail-kind-invitation = Invitation
mail-none = Ingen mails her
mail-none-text = Når nogen logger ind eller inviteres, kan du følge deres mails her.
mail-to = Til
mail-tries = Forsøg
mail-sent-at = Sendt
mail-error = Seneste fejl
mail-keys-left-out = Nøglerne i modtagerens personlige links er udeladt.
mail-calendar = Kalenderdelen
mail-undecided-text = Forbindelsen blev afbrudt, mens mailen var på vej. Modtageren kan have fået den. Spørg modtageren, og vælg; den sendes aldrig igen af sig selv.
mail-decide-sent = Den kom frem
mail-decide-again = Send igen

mail-hello = Hej { $name }
mail-sign-in-subject = Log ind på { $network }
mail-sign-in-text = Her er dit link til at logge ind på { $network }. Det virker i { $minutes } minutter og kun én gang.
mail-sign-in-ignore = Har du ikke bedt om det, kan du se bort fra denne mail.

front-title = Forside
front-welcome = Velkommen til { $network }
front-lead = Her deler kommuner, foreninger og borgere det, de har lært af at skabe løsninger sammen.
front-search-label = Hvad leder du efter?
front-try = Prøv
front-try-1 = forældre i tilsyn
front-try-2 = effektkæde
front-try-3 = samverkan
front-latest = Nyt i biblioteket
front-coming = Kommende møder

licences-lead = Programmet er fri software. Det bygger på andres arbejde, som er nævnt her.
licences-own = Hele licensen (på engelsk)
licences-others = Andres arbejde
licences-texts = Alle licensernes tekster (på engelsk)
licences-version = Version
licences-licence = Licens

page-about =
    { $network } er et vidensforum, hvor ansatte, ledere, foreninger, borgergrupper og virksomheder gør hinanden dygtigere til at skabe løsninger sammen.

    ## Det kan du her

    - **Find viden.** Cases, værktøjer og referater fra mange kommuner, på dansk og på nabosprogene.
    - **Mød de andre.** Netværket mødes cirka fire gange om året, og der er cirka fire workshops om deltagernes egne processer. Det er gratis at deltage.
    - **Tag uddannelsen.** Deltagelse i møderne tæller med til eksamen i *Samskabelse i praksis*.
    - **Spørg mellem møderne.** Forummet er åbent for alle medlemmer.

    ## Hvem kan være med

    Alle, der arbejder samskabende. En forening eller aktionsgruppe finder selv en eller to repræsentanter, der deltager i møderne, gerne på skift.

    ## Kontakt

    Skriv til { $contact }.
page-privacy =
    ## Hvad vi gemmer om dig

    - Navn, mailadresse, stilling, sprog og organisation, så netværket kan nå dig.
    - Dine svar på invitationer og dit fremmøde, fordi fremmødet tæller med til eksamen.
    - Det, du selv skriver: viden, indlæg og arbejdsark.
    - Hvornår du loggede ind, og hvilken slags enhed det var. Ikke hvor du var.

    ## Hvad vi ikke gør

    Vi sætter ingen cookies til statistik eller reklame. Der er to, som siden har brug for: en, der holder dig logget ind, og en, der husker dit valg af sprog. Intet på siden hentes fra andre.

    CPR-numre må ikke skrives her, og siden afviser dem.

    ## Dine rettigheder

    Du kan få at vide, hvad der er gemt om dig, få det rettet og få det slettet. Skriv til { $contact }. Du kan klage til Datatilsynet.
page-accessibility =
    { $network } skal kunne bruges af alle. Siden følger WCAG 2.2 på niveau AA.

    ## Sådan er siden undersøgt

    Hver side afprøves automatisk med axe-core, i lyst og mørkt udseende og på telefon og computer, hver gang programmet ændres. Siden kan bruges med tastatur alene og uden JavaScript.

    ## Kendte mangler

    Vi kender ingen. Siden er endnu ikke afprøvet af brugere med skærmlæser; det er vores næste skridt.

    ## Sig til

    Møder du en forhindring, så skriv til { $contact }. Du får svar inden for syv hverdage. Er du ikke tilfreds med svaret, kan du klage til Digitaliseringsstyrelsen.
role-visitor = Gæst
role-lead = Tovholder
role-organisation-administrator = Organisationens administrator
role-member-text = Alle, der er logget ind. Kan læse netværkets sider, skrive i forum og biblioteket og svare på invitationer.
role-student-text = Følger et forløb med eksamen eller diplommodul og ser sit eget fremmøde.
role-organiser-text = Planlægger møder, inviterer og ser, hvem der kommer. Holder orden i forum.
role-teacher-text = Registrerer fremmøde og resultater for de studerende.
role-editor-text = Udgiver, gennemgår og arkiverer i biblioteket.
role-lead-text = Åbner og fører processer, hvor alle parter bliver hørt.
role-organisation-administrator-text = Ser efter sin egen organisations folk, enheder og repræsentanter. Aldrig andres.
role-administrator-text = Driver netværket: folk, roller, indstillinger, mail og log.

sign-in = Logg inn
sign-in-sent = Se i innboksen din
sign-in-sent-text = Hvis adressen hører til et medlem, er det nå sendt en lenke. Den virker i { $minutes } minutter og bare én gang.
sign-in-sent-help = Fikk du ingen e-post? Se i søppelposten, eller prøv igjen om et par minutter.
sign-in-again = Prøv med en annen adresse
sign-in-use = Velkommen tilbake
sign-in-use-text = Trykk på knappen for å logge inn på denne enheten.
sign-out = Logg ut
sign-out-everywhere = Logg ut på alle enheter

setup-title = Åpne nettverket
setup-lead = Du blir den første administratoren for nettverket. Lenken kan brukes én gang.
setup-do = Bli administrator

me-profile = Profilen min
me-facts = Om deg

role-member = Medlem
role-student = Student
role-organiser = Arrangør
role-teacher = Underviser
role-editor = Redaktør
role-administrator = Administrator

organisation-municipality = Kommune
organisation-region = Region
organisation-association = Forening
organisation-citizen-group = Innbyggergruppe
organisation-company = Bedrift
organisation-school = Skole
organisation-state = Statlig myndighet

admin-add-person = Legg til person
admin-people = Personer
admin-organisations = Organisasjoner
admin-organisations-lead = Kommuner, foreninger og andre som medlemmene kommer fra eller taler for.
admin-no-organisations = Ingen organisasjoner ennå
admin-no-organisations-text = Legg til den første under. Deretter kan personer knyttes til den.
admin-add-organisation = Legg til organisasjon
admin-seats = { $count ->
    [one] 1 plass på hvert møte
   *[other] { $count } plasser på hvert møte
}
admin-email-taken = En annen person har allerede denne e-postadressen.
admin-name-taken = Det finnes allerede en organisasjon med det navnet.
admin-last-administrator = Nettverket må ha minst én administrator. Gi rollen til noen andre først.
admin-retry = Prøv igjen

admin-mail = E-poster
admin-mail-lead = Alt nettverket har sendt eller skal sende, det nyeste først.
mail-status = Status
mail-status-queued = I kø
mail-status-transmitting = Sendes
mail-status-sent = Sendt
mail-status-undecided = Uavklart
mail-status-failed = Avvist
mail-status-dropped = Bortfalt
mail-kind-sign-in = Innloggingslenke
mail-kind-invitation = Invitasjon
mail-none = Ingen e-poster her
mail-none-text = Når noen logger inn eller blir invitert, kan du følge e-postene deres her.
mail-to = Til
mail-tries = Forsøk
mail-sent-at = Sendt
mail-error = Siste feil
mail-keys-left-out = Nøklene i mottakerens personlige lenker er utelatt.
mail-calendar = Kalenderdelen
mail-undecided-text = Forbindelsen ble brutt mens e-posten var på vei. Mottakeren kan ha fått den. Spør mottakeren, og velg. Den sendes aldri på nytt av seg selv.
mail-decide-sent = Den kom fram
mail-decide-again = Send på nytt

mail-hello = Hei { $name }
mail-sign-in-subject = Logg inn på { $network }
mail-sign-in-text = Her er lenken din for å logge inn på { $network }. Den virker i { $minutes } minutter og bare én gang.
mail-sign-in-ignore = Hvis du ikke har bedt om den, kan du se bort fra denne e-posten.

front-title = Forside
front-welcome = Velkommen til { $network }
front-lead = Her deler kommuner, foreninger og innbyggere det de har lært av å skape løsninger sammen.
front-search-label = Hva leter du etter?
front-try = Prøv
front-try-1 = foreldre i tilsyn
front-try-2 = effektkjede
front-try-3 = samverkan
front-latest = Nytt i biblioteket
front-coming = Kommende møter

licences-lead = Programmet er fri programvare. Det bygger på andres arbeid, som er nevnt her.
licences-own = Hele lisensen (på engelsk)
licences-others = Andres arbeid
licences-texts = Tekstene til alle lisensene (på engelsk)
licences-version = Versjon
licences-licence = Lisens

page-about =
    { $network } er et kunnskapsforum der ansatte, ledere, foreninger, innbyggergrupper og bedrifter gjør hverandre dyktigere til å skape løsninger sammen.

    ## Dette kan du gjøre her

    - **Finn kunnskap.** Eksempler, verktøy og referater fra mange kommuner, på norsk og på nabospråkene.
    - **Møt de andre.** Nettverket møtes omtrent fire ganger i året, og det er omtrent fire workshoper om deltakernes egne prosesser. Det er gratis å delta.
    - **Ta utdanningen.** Deltakelse i møtene teller med til eksamen i *Samskabelse i praksis*.
    - **Spør mellom møtene.** Forumet er åpent for alle medlemmer.

    ## Hvem kan være med

    Alle som arbeider samskapende. En forening eller aksjonsgruppe finner selv én eller to representanter som deltar i møtene, gjerne på omgang.

    ## Kontakt

    Skriv til { $contact }.
page-privacy =
    ## Hva vi lagrer om deg

    - Navn, e-postadresse, stilling, språk og organisasjon, slik at nettverket kan nå deg.
    - Svarene dine på invitasjoner og oppmøtet ditt, fordi oppmøtet teller med til eksamen.
    - Det du selv skriver: kunnskap, innlegg og arbeidsark.
    - Når du logget inn, og hva slags enhet det var. Ikke hvor du var.

    ## Hva vi ikke gjør

    Vi bruker ingen informasjonskapsler til statistikk eller reklame. Nettstedet trenger to: en som holder deg innlogget, og en som husker språkvalget ditt. Ingenting på nettstedet hentes fra andre.

    CPR-numre (danske personnumre) kan ikke skrives her, og nettstedet avviser dem.

    ## Rettighetene dine

    Du kan få vite hva som er lagret om deg, få det rettet og få det slettet. Skriv til { $contact }. Du kan klage til Datatilsynet.
page-accessibility =
    { $network } skal kunne brukes av alle. Nettstedet følger WCAG 2.2 på nivå AA.

    ## Slik er nettstedet undersøkt

    Hver side testes automatisk med axe-core, i lyst og mørkt utseende og på telefon og datamaskin, hver gang programmet endres. Nettstedet kan brukes med bare tastatur og uten JavaScript.

    ## Kjente mangler

    Vi kjenner ikke til noen. Nettstedet er ennå ikke testet av brukere med skjermleser. Det er det neste steget vårt.

    ## Si fra

    Hvis du møter en hindring, kan du skrive til { $contact }. Du får svar innen sju virkedager. Er du ikke fornøyd med svaret, kan du klage til Digitaliseringsstyrelsen.
role-visitor = Gjest
role-lead = Prosessleder
role-organisation-administrator = Administrator for organisasjonen
role-member-text = Alle som er logget inn. Kan lese sidene til nettverket, skrive i forumet og biblioteket og svare på invitasjoner.
role-student-text = Følger en utdanning med eksamen eller diplommodul og ser sitt eget oppmøte.
role-organiser-text = Planlegger møter, inviterer og ser hvem som kommer. Holder orden i forumet.
role-teacher-text = Registrerer oppmøte og resultater for studentene.
role-editor-text = Publiserer, går gjennom og arkiverer i biblioteket.
role-lead-text = Åpner og leder prosesser der alle parter blir hørt.
role-organisation-administrator-text = Tar seg av folk, enheter og representanter i sin egen organisasjon. Aldri i andres.
role-administrator-text = Driver nettverket: folk, roller, innstillinger, e-post og logg.

organisations-title = Organisasjoner
organisations-kinds = Typer organisasjoner
organisations-plural-municipality = Kommuner
organisations-plural-region = Regioner
organisations-plural-association = Foreninger
organisations-plural-citizen-group = Innbyggergrupper
organisations-plural-company = Bedrifter
organisations-plural-school = Skoler
organisations-plural-state = Staten
organisations-none = Ingen organisasjoner her
organisations-none-text = Det er ingen av denne typen i nettverket ennå.
organisations-count-people = { $count ->
    [0] ingen personer
    [one] 1 person
   *[other] { $count } personer
}
organisations-keep = Administrer organisasjonen
organisations-edit = Rediger organisasjonen
organisations-conflict = Noen andre har lagret mens du skrev. Ingenting er overskrevet, og det du skrev, står fortsatt i skjemaet. Sammenlign, og lagre så det som skal gjelde.
organisations-stored = Det som er lagret nå
organisations-back = Tilbake til organisasjonen
organisations-remove = Fjern organisasjonen
organisations-remove-text = Ingenting hører til organisasjonen, så den kan fjernes. Dette kan ikke angres.
organisations-remove-not-empty = Organisasjonen kan ikke fjernes så lenge noe hører til den:
organisations-has-people = { $count ->
    [one] 1 person
   *[other] { $count } personer
}
organisations-has-units = { $count ->
    [one] 1 enhet
   *[other] { $count } enheter
}
organisations-has-representatives = { $count ->
    [one] 1 representant
   *[other] { $count } representanter
}
organisations-has-entries = { $count ->
    [one] 1 innlegg i biblioteket
   *[other] { $count } innlegg i biblioteket
}
organisations-has-worksheets = { $count ->
    [one] 1 arbeidsark
   *[other] { $count } arbeidsark
}
organisations-has-processes = { $count ->
    [one] 1 prosess
   *[other] { $count } prosesser
}
organisations-has-seats = { $count ->
    [one] 1 plass på et møte, holdt eller kommende
   *[other] { $count } plasser på møter, holdte eller kommende
}
organisations-has-providers = { $count ->
    [one] 1 egen innlogging
   *[other] { $count } egne innlogginger
}
organisations-has-joinings = { $count ->
    [one] 1 søknad eller invitasjon
   *[other] { $count } søknader eller invitasjoner
}
done-organisations-removed = Organisasjonen er fjernet.

organisations-units = Enheter
organisations-no-units = Det er ingen enheter ennå.
organisations-unit-department = Etat eller avdeling
organisations-unit-institution = Institusjon
organisations-unit-med-committee = Medbestemmelsesutvalg
organisations-unit-add = Legg til en enhet
organisations-unit-add-below = Legg til en enhet under denne
organisations-unit-edit = Gi nytt navn eller flytt
organisations-parent = Hører under
organisations-parent-hint = Enheten flytter med alt som er under den.
organisations-unit-top = Organisasjonen selv
organisations-unit-below = Enheter under denne
organisations-unit-members = Medlemmer
organisations-unit-nobody = Det er ingen i enheten ennå.
organisations-unit-put-in = Legg til en person i enheten
organisations-unit-take-out = Ta ut av enheten
organisations-unit-title = Tittel i enheten
organisations-unit-title-hint = Hvis feltet er tomt, vises personens egen stilling. Velg noen som allerede er med, for å endre tittel eller rolle.
organisations-unit-remove = Fjern enheten
organisations-unit-remove-text = Enheten er tom og kan fjernes.
organisations-unit-not-empty = Enheten kan ikke fjernes før ingen er i den og ingenting er under den.
organisations-unit-cycle = En enhet kan ikke ligge under seg selv eller under noe som er under den. Velg et annet sted.
organisations-unit-too-deep = Treet kan ha høyst seks nivåer. Velg et sted lenger opp.
organisations-unit-too-many = En organisasjon kan ha høyst 300 enheter. Fjern en dere ikke bruker, eller slå sammen noen.
organisations-unit-name-taken = Det finnes allerede en enhet med det navnet på dette stedet.
organisations-unit-full = En enhet kan ha høyst 200 medlemmer. Del den opp.
done-organisations-unit-removed = Enheten er fjernet.
organisations-person = Person
organisations-choose-person = Velg en person
organisations-role = Rolle i enheten
organisations-role-member = Medlem
organisations-role-leader = Leder
organisations-role-chair = Utvalgsleder
organisations-role-deputy-chair = Nestleder
organisations-role-secretary = Sekretær
organisations-role-working-environment = Verneombud
organisations-role-staff-representative = Tillitsvalgt

organisations-representatives = Representanter
organisations-representatives-keep = Administrer representanter
organisations-representatives-lead = De taler for organisasjonen på nettverksmøtene og inviteres på vegne av den. Den første på listen med en periode som dekker dagen, står for tur. Når vedkommende er registrert på et møte, går turen videre. Ellers endrer du rekkefølgen her.
organisations-no-representatives = Ingen representanter ennå
organisations-no-representatives-text = Pek ut én eller to under. De kan møte på omgang.
organisations-representative-add = Legg til representant
organisations-representative-remove = Fjern
organisations-representative-none-left = Alle i organisasjonen er allerede representanter, eller det er ingen ennå.
organisations-represents-already = Personen er allerede representant, eller organisasjonen har 20, som er det høyeste antallet.
organisations-turn-now = Står for tur
organisations-turn-next = Neste
organisations-turn-not-now = Ikke i perioden
organisations-turn-up = Flytt opp
organisations-turn-down = Flytt ned
organisations-period = Endre perioden
organisations-period-text = Et tomt felt betyr at perioden er åpen.
organisations-from = Fra dag
organisations-to = Til og med dag
organisations-from-day = Fra { $from }
organisations-to-day = Til og med { $to }
organisations-from-to-day = Fra { $from } til og med { $to }
organisations-invalid-day = Velg en gyldig dag, eller la feltet stå tomt.
organisations-period-backwards = Perioden slutter før den begynner.

organisations-people = Folk
organisations-people-keep = Administrer folk
organisations-people-lead = De som hører til { $organisation }. E-postadressen er det bare du og administratorene for nettverket som ser her.
organisations-no-people = Ingen personer ennå
organisations-no-people-text = Inviter den første. Du kan bare se og endre dem som hører til denne organisasjonen.
organisations-ask = Inviter en person
organisations-ask-do = Send invitasjon
organisations-ask-lead = Personen får en e-post og svarer selv ja eller nei. Hvis personen allerede har en konto et annet sted i nettverket, flyttes den med et ja. Det kan du ikke se på forhånd.
organisations-already-here = Personen hører allerede til denne organisasjonen.
organisations-asked-open = Invitert, ikke svart ennå
organisations-asked-open-text = Her står det du skrev. Lenken i e-posten virker i 14 dager. Inviter igjen for å sende en ny.
organisations-asked-on = Invitert { $day }
organisations-take-back = Trekk tilbake
done-organisations-asked = Invitasjonen er sendt.
organisations-administers = Rett til å administrere organisasjonen
organisations-administers-yes = Er administrator for organisasjonen: tar seg av folk, enheter og representanter
organisations-address-text = E-postadresse og andre roller endres av administratorene for nettverket.
organisations-leave = Ta ut av organisasjonen
organisations-leave-text = Personen beholder kontoen og oppmøtet sitt, men hører ikke lenger til her.
organisations-leave-see = Se hva som skjer
organisations-move = Flytt til en annen organisasjon
organisations-moves = Dette skjer
organisations-moves-attended = { $count ->
    [0] Personen har ikke vært registrert på noe møte.
    [one] Personen beholder oppmøtet sitt på 1 møte, og plassen teller fortsatt for organisasjonen personen møtte for.
   *[other] Personen beholder oppmøtet sitt på { $count } møter, og plassene teller fortsatt for organisasjonene personen møtte for.
}
organisations-moves-entries = { $count ->
    [0] Ingen innlegg i biblioteket bytter eier.
    [one] 1 innlegg i biblioteket blir værende i organisasjonen og får en ny eier.
   *[other] { $count } innlegg i biblioteket blir værende i organisasjonen og får en ny eier.
}
organisations-moves-worksheets = { $count ->
    [one] 1 arbeidsark som bare organisasjonen kan se, blir værende og får en ny eier
   *[other] { $count } arbeidsark som bare organisasjonen kan se, blir værende og får en ny eier
}
organisations-moves-drafts = { $count ->
    [one] 1 utkast som ingen andre har sett, følger med personen.
   *[other] { $count } utkast som ingen andre har sett, følger med personen.
}
organisations-moves-units = { $count ->
    [one] Personen går ut av 1 enhet.
   *[other] Personen går ut av { $count } enheter.
}
organisations-moves-represents = Personen er ikke lenger representant for organisasjonen.
organisations-moves-invitations = { $count ->
    [one] På 1 kommende møte sitter personen ikke lenger på organisasjonens plass.
   *[other] På { $count } kommende møter sitter personen ikke lenger på organisasjonens plass.
}
organisations-moves-administers = Personen er ikke lenger administrator for organisasjonen.
organisations-organisation = Ny organisasjon
organisations-to-none = Ingen organisasjon
organisations-there-already = Personen hører allerede til der. Velg en annen.
organisations-heir = Ny eier av det som blir værende
organisations-heir-hint = Forslaget er representanten som står for tur, ellers administratoren for organisasjonen.
organisations-heir-nobody = Ingen: Redaktørene tar seg av det
organisations-of-none = Hører ikke til en organisasjon
done-organisations-left = Personen hører ikke lenger til organisasjonen.
done-organisations-moved = Personen er flyttet.

organisations-domains = E-postdomener
organisations-domains-lead = Den som bekrefter en e-postadresse med et av disse domenene, hører til { $organisation }.
organisations-no-domains = Ingen e-postdomener ennå
organisations-no-domains-text = Legg til domenet som organisasjonens egne e-postadresser slutter på.
organisations-domains-ask = Administratorene for nettverket legger til og fjerner e-postdomener fordi domenene slipper folk inn. Skriv til dem hvis ett mangler.
organisations-domain = Domene
organisations-domain-hint = For eksempel roskilde.dk
organisations-domain-add = Legg til domene
organisations-domain-remove = Fjern
organisations-domain-invalid = Skriv et domene som roskilde.dk, med små bokstaver a-z, tall og bindestrek.
organisations-domain-public = Alle kan få en adresse på dette domenet. Det kan ikke tilhøre en organisasjon.
organisations-domain-taken = Domenet tilhører allerede en organisasjon.
organisations-domain-too-many = En organisasjon kan ha høyst 50 domener.

organisations-offer = En invitasjon
organisations-offer-title = { $organisation } inviterer deg
organisations-offer-text = Hvis du sier ja, hører du til { $organisation } i { $network }. Den som administrerer organisasjonen, ser da navnet, stillingen og e-postadressen din.
organisations-offer-leaves = Du hører til { $organisation } nå og flytter hvis du sier ja. Dette skjer:
organisations-offer-yes = Ja, jeg vil bli med
organisations-offer-no = Nei takk
done-organisations-joined = Du er med. Logg inn med e-postadressen din.
done-organisations-declined = Invitasjonen er avslått, og det som sto i den, er glemt.
mail-kind-membership = Invitasjon til en organisasjon
organisations-offer-terms = Hvis du sier ja, samtykker du til å være medlem av { $network } på disse vilkårene. Du kan melde deg ut når som helst.
organisations-mail-subject = { $organisation } inviterer deg til { $network }
organisations-mail-text = { $organisation } vil gjerne ha deg med i { $network }. Åpne lenken for å se hva det betyr, og svar ja eller nei. Den virker i { $days } dager.
organisations-mail-link = Se invitasjonen
organisations-mail-ignore = Hvis dette ikke sier deg noe, kan du se bort fra denne e-posten. Da skjer det ingenting.
organisations-find-people = Navn, stilling eller e-postadresse
organisations-nobody-found = Ingen funnet
organisations-nobody-found-text = Prøv med færre ord eller en del av navnet.

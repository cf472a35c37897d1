# Uddannelse: krav, fremdrift, prøver.
study-lead = Møderne tæller med: her ser du, hvad du har nået, og hvad der mangler.
study-own = Din uddannelse
study-see-way = Se det hele
study-programmes = Uddannelser
study-other-programmes = Andre uddannelser
study-teach = For undervisere
study-none = Ingen uddannelser endnu
study-none-define = Beskriv den første: hvor mange møder den kræver, og hvilke prøver.
study-none-wait = Når en underviser har oprettet en, kan du tilmelde dig her. Møderne er åbne imens.
study-see-meetings = Se møderne
study-ects = { $count } ECTS-point
study-ects-field = ECTS-point
study-asks-meetings = { $kind }: mindst { $count }
study-asks = Krav
study-sitting-when = { $day } kl. { $time }
study-enrol = Tilmeld dig
study-enrol-in = Tilmeld dig { $name }
study-sign-in = Log ind for at tilmelde dig
study-part-attendance = Møder
study-part-written = Skriftlig del
study-part-oral = Mundtlig del
study-standing-none = Ikke begyndt
study-standing-submitted = Afleveret
study-standing-passed = Bestået
study-standing-failed = Ikke bestået
study-of = { $have } af { $needed }
study-attended = Deltaget i { $have } af { $needed } møder
study-done = Opfyldt
study-missing = Mangler
study-awaits = Venter på bedømmelse
study-missing-meetings =
    { $count ->
        [one] Mangler 1 møde
       *[other] Mangler { $count } møder
    }
study-all-done = Du har opfyldt alle krav.
study-counted = Disse møder tæller:
study-none-counted = Ingen møder tæller endnu.
study-coming = Disse kommende møder vil tælle:
study-none-coming = Der er ingen kommende møder, som vil tælle.
study-next-sitting = Næste prøve
study-no-sitting = Der er ingen prøve i kalenderen endnu.
study-register-closed = Tilmeldingen sluttede { $date }.
study-next-open-sitting = Næste prøve, du kan nå at tilmelde dig
study-no-open-sitting = Der er ingen senere prøve i kalenderen endnu.
study-register-by = Tilmelding senest { $date }.
study-register-by-field = Sidste dag for tilmelding
study-register-after = Fristen skal ligge før prøven.
study-new = Opret uddannelse
study-conflict = En anden har rettet uddannelsen, mens du skrev. Intet er overskrevet, og det, du skrev, står stadig i formularen. Sammenlign, og gem så det, der skal gælde.
study-stored = Det, der er gemt nu
study-edit = Ret uddannelsen
study-name = Navn
study-name-taken = Der findes allerede en uddannelse med det navn.
study-description = Beskrivelse
study-meetings-needed = Antal møder, der kræves
study-meetings-needed-hint = 0, hvis deltagelse ikke kræves.
study-meeting-kind = Slags møde, der tæller
study-parts = Prøver
study-asks-nothing = Uddannelsen skal kræve mindst én ting.
study-sittings = Prøver i kalenderen
study-add-sitting = Tilføj prøve
study-remove-sitting = Fjern
study-remove-sitting-of = Fjern prøven { $date }
study-students = Studerende
study-students-count =
    { $count ->
        [one] 1 studerende
       *[other] { $count } studerende
    }
study-no-students = Ingen er tilmeldt endnu
study-no-students-text = Medlemmer tilmelder sig selv på siden Uddannelse.
study-status = Status
study-under-way = I gang
study-way = Vejen hertil
study-record = Registrér prøver
done-enrolled = Du er tilmeldt.

study-lead = Møtene teller med: Her ser du hva du har nådd, og hva som mangler.
study-own = Utdanningen din
study-see-way = Se alt
study-programmes = Utdanninger
study-other-programmes = Andre utdanninger
study-teach = For undervisere
study-none = Ingen utdanninger ennå
study-none-define = Beskriv den første: hvor mange møter den krever, og hvilke prøver.
study-none-wait = Når en underviser har opprettet en, kan du melde deg på her. Møtene er åpne imens.
study-see-meetings = Se møtene
study-ects = { $count } studiepoeng (ECTS)
study-ects-field = Studiepoeng (ECTS)
study-asks-meetings = { $kind }: minst { $count }
study-asks = Krav
study-sitting-when = { $day } kl. { $time }
study-enrol = Meld deg på
study-enrol-in = Meld deg på { $name }
study-sign-in = Logg inn for å melde deg på
study-part-attendance = Møter
study-part-written = Skriftlig del
study-part-oral = Muntlig del
study-standing-none = Ikke begynt
study-standing-submitted = Levert
study-standing-passed = Bestått
study-standing-failed = Ikke bestått
study-of = { $have } av { $needed }
study-attended = Deltatt på { $have } av { $needed } møter
study-done = Oppfylt
study-missing = Mangler
study-awaits = Venter på vurdering
study-missing-meetings =
    { $count ->
        [one] Mangler 1 møte
       *[other] Mangler { $count } møter
    }
study-all-done = Du har oppfylt alle krav.
study-counted = Disse møtene teller:
study-none-counted = Ingen møter teller ennå.
study-coming = Disse kommende møtene vil telle:
study-none-coming = Det er ingen kommende møter som vil telle.
study-next-sitting = Neste prøve
study-no-sitting = Det er ingen prøve i kalenderen ennå.
study-register-closed = Påmeldingen sluttet { $date }.
study-next-open-sitting = Neste prøve du kan melde deg på
study-no-open-sitting = Det er ingen senere prøve i kalenderen ennå.
study-register-by = Påmelding senest { $date }.
study-register-by-field = Siste dag for påmelding
study-register-after = Fristen må være før prøven.

study-new = Opprett utdanning
study-conflict = Noen andre har endret utdanningen mens du skrev. Ingenting er overskrevet, og det du skrev, står fortsatt i skjemaet. Sammenlign, og lagre så det som skal gjelde.
study-stored = Det som er lagret nå
study-edit = Rediger utdanningen
study-name = Navn
study-name-taken = Det finnes allerede en utdanning med det navnet.
study-description = Beskrivelse
study-meetings-needed = Antall møter som kreves
study-meetings-needed-hint = 0 hvis deltakelse ikke kreves.
study-meeting-kind = Type møte som teller
study-parts = Prøver
study-asks-nothing = Utdanningen må kreve minst én ting.
study-sittings = Prøver i kalenderen
study-add-sitting = Legg til prøve
study-remove-sitting = Fjern
study-remove-sitting-of = Fjern prøven { $date }
study-students = Studenter
study-students-count =
    { $count ->
        [one] 1 student
       *[other] { $count } studenter
    }
study-no-students = Ingen er påmeldt ennå
study-no-students-text = Medlemmer melder seg på selv på siden Utdanning.
study-status = Status
study-under-way = I gang
study-way = Veien hit
study-record = Registrer prøver
done-enrolled = Du er påmeldt.

meetings-lead = Her møtes nettverket: foredrag, verktøy, sparring og erfaringer fra hverandres arbeid.
meetings-new = Planlegg møter
meetings-new-lead = Legg en hel rekke på én gang, for eksempel et møte i hvert kvartal. Du ser datoene før noe blir opprettet.
meetings-coming = Kommende møter
meetings-past = Tidligere møter
meetings-none-coming = Ingen kommende møter
meetings-none-coming-plan = Planlegg det neste, så kan medlemmene sette av tid.
meetings-none-coming-wait = Når arrangøren har planlagt det neste møtet, står det her. Medlemmer får en invitasjon på e-post.
meetings-kind-network = Nettverksmøte
meetings-kind-workshop = Workshop
meetings-kind-module = Modulsamling
meetings-part-of = Del av rekken { $series }
meetings-cancelled = Avlyst
meetings-cancelled-text = Møtet er avlyst.
meetings-when = Tid
meetings-place = Sted
meetings-speakers = Foredragsholdere
meetings-facts = Om møtet
meetings-agenda = Dagsorden
meetings-agenda-hint = Skriv gjerne med Markdown: ## overskrift, - punkt.
meetings-no-agenda = Dagsordenen er ikke klar ennå.
meetings-seats = Plasser i alt
meetings-seats-hint = Hvor mange det er plass til, på tvers av organisasjoner.
meetings-seats-taken = { $taken } opptatt, { $left } ledige
meetings-calendar-file = Legg i kalenderen (.ics)
meetings-members-see-more = Medlemmer ser også dagsorden, foredragsholdere og plasser.
meetings-to-meeting = Se siden for møtet

meetings-own-answer = Svaret ditt
meetings-not-invited = Du er ikke invitert til dette møtet ennå. Hvis du vil være med, kan du skrive til arrangøren for nettverket.
meetings-not-invited-plan = Du er ikke invitert selv. Hvis du vil være med, kan du invitere deg selv under Invitasjoner og svar.
meetings-was-not-invited = Du var ikke invitert til dette møtet.
meetings-are-you-coming = Kommer du?
meetings-you-answered = Du har svart:
meetings-you-have-not-answered = Du har ikke svart ennå.
meetings-send-answer = Send svar
meetings-may-change-answer = Du kan endre svaret ditt til møtet begynner.
meetings-answer = Svar
meetings-answer-yes = Ja
meetings-answer-maybe = Kanskje
meetings-answer-no = Nei
meetings-answer-none = Ikke svart
meetings-organisation-full = { $seats ->
    [one] Den ene plassen til organisasjonen din er opptatt
   *[other] De { $seats } plassene til organisasjonen din er opptatt
} av andre som har sagt ja. Svaret ditt er ikke endret. Snakk med kollegene dine, eller svar kanskje, så kan du bli med hvis noen melder avbud.
meetings-meeting-full = Møtet er fullt: { $seats ->
    [one] Den ene plassen er opptatt
   *[other] Alle { $seats } plassene er opptatt
}. Svaret ditt er ikke endret. Svar kanskje, så kan du bli med hvis noen melder avbud.
meetings-has-started = Møtet har begynt, så svaret kan ikke lenger endres.

meetings-title = Tittel
meetings-series-title = Tittel på serien
meetings-series-title-hint = Alle møtene får samme tittel. Du kan endre hvert enkelt møte etterpå.
meetings-day = Dato
meetings-first = Første møte
meetings-count = Antall møter
meetings-count-hint = 1 til 8.
meetings-interval = Måneder imellom
meetings-interval-hint = 3 er et møte i hvert kvartal.
meetings-starts = Begynner kl.
meetings-ends = Slutter kl.
meetings-zone = Tidssone
meetings-invalid-time = Skriv et klokkeslett, for eksempel 09:00.
meetings-invalid-day = Velg en dato.
meetings-ends-before = Møtet må slutte etter at det har begynt.
meetings-see-days = Se datoene
meetings-preview = Datoene
meetings-preview-lead = { $title }, hver gang kl. { $starts }–{ $ends }. Endre datoene som ikke passer.
meetings-preview-keep = Ingen dato flyttes av seg selv. Klokkeslettet er det samme sommer og vinter.
meetings-nth = { $n }. møte
meetings-flag-weekend = Helg
meetings-flag-holiday = Helligdag eller fridag
meetings-flag-past = Er allerede over
meetings-create =
    { $count ->
        [one] Opprett møtet
       *[other] Opprett { $count } møter
    }
meetings-back = Endre opplysningene
meetings-edit = Rediger møtet
meetings-conflict = Noen andre har endret møtet mens du skrev. Ingenting er overskrevet, og det du skrev, står fortsatt i skjemaet. Sammenlign, og lagre så det som skal gjelde.
meetings-stored = Det som er lagret nå
meetings-tell = De inviterte
meetings-tell-hint = Gjelder når tid eller sted er endret.
meetings-tell-yes = Send endringen på e-post til alle inviterte
meetings-cancel = Avlys møtet
meetings-cancel-text =
    { $count ->
        [0] Ingen er invitert, så ingen får beskjed.
        [one] Den ene som er invitert, får en e-post som også fjerner møtet fra kalenderen.
       *[other] De { $count } som er invitert, får en e-post som også fjerner møtet fra kalenderen.
    } Avlysningen kan ikke angres.
meetings-cancel-do = Ja, avlys møtet
meetings-keep = Behold møtet

meetings-invitations = Invitasjoner og svar
meetings-whom = Hvem skal inviteres?
meetings-whom-hint = Hver person får én invitasjon og én e-post, også den som taler for flere organisasjoner. Den som allerede er invitert, får ikke en til.
meetings-whom-everybody = Alle medlemmer
meetings-whom-representatives = Representantene for organisasjonene
meetings-whom-chosen = Dem jeg velger under
meetings-people = Personer
meetings-choose-people =
    { $count ->
        [one] Velg person (1)
       *[other] Velg personer ({ $count })
    }
meetings-choose-fewer = Velg høyst 1500 om gangen, og send til resten etterpå.
meetings-choose-somebody = Velg hvem som skal inviteres.
meetings-invite = Send invitasjoner
meetings-answers = Svar
meetings-answers-caption = Inviterte etter organisasjon, med svarene deres
meetings-nobody-invited = Ingen er invitert ennå
meetings-nobody-invited-text = Velg hvem som skal være med, og send. Svarene samles her.
meetings-organisation-seats = Plasser
meetings-of = { $count } av { $of }
meetings-no-organisation = Uten organisasjon

meetings-attendance = Deltakerliste
meetings-door-closed = Deltakere kan registreres fra og med dagen for møtet.
meetings-door-empty = Ingen er invitert. Legg til dem som kommer, én om gangen.
meetings-door-add = Legg til noen som ikke står på listen
meetings-present = Deltakere
meetings-present-count =
    { $count ->
        [0] Ingen er registrert.
        [one] 1 person deltok.
       *[other] { $count } personer deltok.
    }
meetings-decisions = Dette snakket vi om
meetings-notes = Referat
meetings-notes-write = Skriv referat
meetings-notes-lead = Referatet publiseres i biblioteket med lenke til møtet.
meetings-notes-title = Tittel
meetings-notes-summary = Sammendrag
meetings-notes-summary-hint = Én eller to setninger som står i lister og søk.
meetings-notes-body = Referat
meetings-notes-body-hint = Skriv gjerne med Markdown. Ikke nevn deltakere ved navn uten avtale.
meetings-notes-publish = Publiser referatet
meetings-notes-exist = Referatet er skrevet:
meetings-notes-meanwhile = Noen andre har publisert et referat i mellomtiden. Teksten din er ikke publisert, men står her fortsatt, slik at du kan føye til det som mangler:
meetings-audience = Hvem kan lese det?
meetings-audience-public = Alle
meetings-audience-network = Medlemmer av nettverket

meetings-mail-subject-new = Invitasjon: { $title }, { $date }
meetings-mail-subject-changed = Endret: { $title }, { $date }
meetings-mail-subject-cancelled = Avlyst: { $title }, { $date }
meetings-mail-lead-new = Du er invitert til { $title } i { $network }.
meetings-mail-lead-changed = Tid eller sted for { $title } i { $network } er endret. Her er det som gjelder nå.
meetings-mail-lead-cancelled = { $title } i { $network } er avlyst.
meetings-mail-answer = Svar på invitasjonen
meetings-mail-answer-text = Svar med lenken: Et svar i kalenderen når ikke fram til arrangøren. Du trenger ikke logge inn. Lenken er bare din, så ikke send den videre. Du kan endre svaret ditt til møtet begynner.

done-planned = Møtene er opprettet.
done-nobody-new = Alle du valgte, var invitert fra før. Ingen ny e-post er sendt.
done-invited = Invitasjonene sendes nå.
done-answered = Takk, svaret ditt er lagret.
done-cancelled = Møtet er avlyst, og de inviterte får beskjed.

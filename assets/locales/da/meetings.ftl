# Møder: planlægning, invitationer, svar, deltagelse, mails.
meetings-lead = Her mødes netværket: oplæg, værktøjer, sparring og erfaringer fra hinandens arbejde.
meetings-new = Planlæg møder
meetings-new-lead = Læg en hel række på én gang, for eksempel et møde i hvert kvartal. Du ser datoerne, før noget bliver oprettet.
meetings-coming = Kommende møder
meetings-past = Tidligere møder
meetings-none-coming = Ingen kommende møder
meetings-none-coming-plan = Planlæg det næste, så kan medlemmerne sætte tiden af.
meetings-none-coming-wait = Når arrangøren har planlagt det næste møde, står det her. Medlemmer får en invitation på mail.
meetings-kind-network = Netværksmøde
meetings-kind-workshop = Workshop
meetings-kind-module = Modulgang
meetings-part-of = Del af rækken { $series }
meetings-cancelled = Aflyst
meetings-cancelled-text = Mødet er aflyst.
meetings-when = Tid
meetings-place = Sted
meetings-speakers = Oplægsholdere
meetings-facts = Om mødet
meetings-agenda = Dagsorden
meetings-agenda-hint = Skriv gerne med Markdown: ## overskrift, - punkt.
meetings-no-agenda = Dagsordenen er ikke klar endnu.
meetings-seats = Pladser i alt
meetings-seats-hint = Hvor mange der er plads til, på tværs af organisationer.
meetings-seats-taken = { $taken } optaget, { $left } ledige
meetings-calendar-file = Læg i kalenderen (.ics)
meetings-members-see-more = Medlemmer ser også dagsorden, oplægsholdere og pladser.
meetings-to-meeting = Se mødets side
meetings-own-answer = Dit svar
meetings-not-invited = Du er ikke inviteret til dette møde endnu. Vil du med, så skriv til netværkets arrangør.
meetings-not-invited-plan = Du er ikke selv inviteret. Vil du med, så invitér dig selv under Invitationer og svar.
meetings-was-not-invited = Du var ikke inviteret til dette møde.
meetings-are-you-coming = Kommer du?
meetings-you-answered = Du har svaret:
meetings-you-have-not-answered = Du har ikke svaret endnu.
meetings-send-answer = Send svar
meetings-may-change-answer = Du kan ændre dit svar, indtil mødet begynder.
meetings-answer = Svar
meetings-answer-yes = Ja
meetings-answer-maybe = Måske
meetings-answer-no = Nej
meetings-answer-none = Ikke svaret
meetings-organisation-full = Din organisations { $seats ->
    [one] ene plads er optaget
   *[other] { $seats } pladser er optaget
} af andre, der har sagt ja. Dit svar er ikke ændret. Tal med dine kolleger, eller svar måske, så kan du komme med, hvis nogen melder fra.
meetings-meeting-full = Mødet er fuldt: { $seats ->
    [one] den ene plads er optaget
   *[other] alle { $seats } pladser er optaget
}. Dit svar er ikke ændret. Svar måske, så kan du komme med, hvis nogen melder fra.
meetings-has-started = Mødet er begyndt, så svaret kan ikke længere ændres.
meetings-title = Titel
meetings-series-title = Seriens titel
meetings-series-title-hint = Hvert møde får samme titel. Du kan ændre det enkelte møde bagefter.
meetings-day = Dato
meetings-first = Første møde
meetings-count = Antal møder
meetings-count-hint = 1 til 8.
meetings-interval = Måneder imellem
meetings-interval-hint = 3 er et møde i hvert kvartal.
meetings-starts = Begynder kl.
meetings-ends = Slutter kl.
meetings-zone = Tidszone
meetings-invalid-time = Skriv et klokkeslæt, for eksempel 09:00.
meetings-invalid-day = Vælg en dato.
meetings-ends-before = Mødet skal slutte, efter at det er begyndt.
meetings-see-days = Se datoerne
meetings-preview = Datoerne
meetings-preview-lead = { $title }, hver gang kl. { $starts }–{ $ends }. Ret de datoer, der ikke passer.
meetings-preview-keep = Ingen dato flyttes af sig selv. Klokkeslættet er det samme sommer og vinter.
meetings-nth = { $n }. møde
meetings-flag-weekend = Weekend
meetings-flag-holiday = Helligdag eller lukkedag
meetings-flag-past = Er allerede forbi
meetings-create =
    { $count ->
        [one] Opret mødet
       *[other] Opret { $count } møder
    }
meetings-back = Ret oplysningerne
meetings-edit = Ret mødet
meetings-conflict = En anden har rettet mødet, mens du skrev. Intet er overskrevet, og det, du skrev, står stadig i formularen. Sammenlign, og gem så det, der skal gælde.
meetings-stored = Det, der er gemt nu
meetings-tell = De inviterede
meetings-tell-hint = Gælder, når tid eller sted er ændret.
meetings-tell-yes = Send ændringen på mail til alle inviterede
meetings-cancel = Aflys mødet
meetings-cancel-text =
    { $count ->
        [0] Ingen er inviteret, så ingen får besked.
        [one] Den ene inviterede får en mail, der også fjerner mødet fra kalenderen.
       *[other] De { $count } inviterede får en mail, der også fjerner mødet fra kalenderen.
    } Aflysningen kan ikke fortrydes.
meetings-cancel-do = Ja, aflys mødet
meetings-keep = Behold mødet
meetings-invitations = Invitationer og svar
meetings-whom = Hvem skal inviteres?
meetings-whom-hint = Hver person får én invitation og én mail, også en, der taler for flere organisationer. Den, der allerede er inviteret, får ikke en til.
meetings-whom-everybody = Alle medlemmer
meetings-whom-representatives = Organisationernes repræsentanter
meetings-whom-chosen = Dem, jeg vælger herunder
meetings-people = Personer
meetings-choose-people =
    { $count ->
        [one] Vælg person (1)
       *[other] Vælg personer ({ $count })
    }
meetings-choose-fewer = Vælg højst 1.500 ad gangen, og send så til resten bagefter.
meetings-choose-somebody = Vælg, hvem der skal inviteres.
meetings-invite = Send invitationer
meetings-answers = Svar
meetings-answers-caption = Inviterede efter organisation, med deres svar
meetings-nobody-invited = Ingen er inviteret endnu
meetings-nobody-invited-text = Vælg, hvem der skal med, og send. Svarene samles her.
meetings-organisation-seats = Pladser
meetings-of = { $count } af { $of }
meetings-no-organisation = Uden organisation
meetings-attendance = Deltagerliste
meetings-door-closed = Deltagere kan registreres fra og med mødets dag.
meetings-door-empty = Ingen er inviteret. Tilføj dem, der kommer, en ad gangen.
meetings-door-add = Tilføj en, der ikke står på listen
meetings-present = Deltagere
meetings-present-count =
    { $count ->
        [0] Ingen er registreret.
        [one] 1 person deltog.
       *[other] { $count } personer deltog.
    }
meetings-decisions = Det talte vi om
meetings-notes = Referat
meetings-notes-write = Skriv referat
meetings-notes-lead = Referatet udgives i biblioteket med henvisning til mødet.
meetings-notes-title = Titel
meetings-notes-summary = Resumé
meetings-notes-summary-hint = En eller to sætninger, som står i lister og søgning.
meetings-notes-body = Referat
meetings-notes-body-hint = Skriv gerne med Markdown. Nævn ikke deltagere ved navn uden aftale.
meetings-notes-publish = Udgiv referatet
meetings-notes-exist = Referatet er skrevet:
meetings-notes-meanwhile = En anden har udgivet et referat imens. Din tekst er ikke udgivet, men står her endnu, så du kan føje det til, der mangler:
meetings-audience = Hvem må læse det?
meetings-audience-public = Alle
meetings-audience-network = Netværkets medlemmer
meetings-mail-subject-new = Invitation: { $title }, { $date }
meetings-mail-subject-changed = Ændret: { $title }, { $date }
meetings-mail-subject-cancelled = Aflyst: { $title }, { $date }
meetings-mail-lead-new = Du er inviteret til { $title } i { $network }.
meetings-mail-lead-changed = Tid eller sted for { $title } i { $network } er ændret. Her er det, der gælder nu.
meetings-mail-lead-cancelled = { $title } i { $network } er aflyst.
meetings-mail-answer = Svar på invitationen
meetings-mail-answer-text = Svar med linket: et svar i kalenderen når ikke frem til arrangøren. Du behøver ikke logge ind. Linket er dit eget: send det ikke videre. Du kan ændre dit svar, indtil mødet begynder.
done-planned = Møderne er oprettet.
done-nobody-new = Alle, du valgte, var inviteret i forvejen. Ingen ny mail er sendt.
done-invited = Invitationerne sendes nu.
done-answered = Tak, dit svar er gemt.
done-cancelled = Mødet er aflyst, og de inviterede får besked.

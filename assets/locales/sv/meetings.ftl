meetings-lead = Här träffas nätverket: föredrag, verktyg, bollplank och erfarenheter från varandras arbete.
meetings-new = Planera möten
meetings-new-lead = Lägg in en hel rad på en gång, till exempel ett möte varje kvartal. Du ser datumen innan något skapas.
meetings-coming = Kommande möten
meetings-past = Tidigare möten
meetings-none-coming = Inga kommande möten
meetings-none-coming-plan = Planera nästa möte så att medlemmarna kan boka in tiden.
meetings-none-coming-wait = När arrangören har planerat nästa möte står det här. Medlemmar får en inbjudan med e-post.
meetings-kind-network = Nätverksmöte
meetings-kind-workshop = Workshop
meetings-kind-module = Modulträff
meetings-part-of = Del av serien { $series }
meetings-cancelled = Inställt
meetings-cancelled-text = Mötet är inställt.
meetings-when = Tid
meetings-place = Plats
meetings-speakers = Föredragshållare
meetings-facts = Om mötet
meetings-agenda = Dagordning
meetings-agenda-hint = Använd gärna Markdown: ## rubrik, - punkt.
meetings-no-agenda = Dagordningen är inte klar ännu.
meetings-seats = Platser totalt
meetings-seats-hint = Hur många som får plats, från alla organisationer tillsammans.
meetings-seats-taken = { $taken } upptagna, { $left } lediga
meetings-calendar-file = Lägg in i kalendern (.ics)
meetings-members-see-more = Medlemmar ser också dagordning, föredragshållare och platser.
meetings-to-meeting = Visa mötets sida
meetings-own-answer = Ditt svar
meetings-not-invited = Du är inte inbjuden till det här mötet ännu. Vill du vara med, skriv till nätverkets arrangör.
meetings-not-invited-plan = Du är inte själv inbjuden. Vill du vara med, bjud in dig själv under Inbjudningar och svar.
meetings-was-not-invited = Du var inte inbjuden till det här mötet.
meetings-are-you-coming = Kommer du?
meetings-you-answered = Du har svarat:
meetings-you-have-not-answered = Du har inte svarat ännu.
meetings-send-answer = Skicka svar
meetings-may-change-answer = Du kan ändra ditt svar tills mötet börjar.
meetings-answer = Svar
meetings-answer-yes = Ja
meetings-answer-maybe = Kanske
meetings-answer-no = Nej
meetings-answer-none = Inte svarat
meetings-organisation-full = Din organisations { $seats ->
    [one] enda plats är upptagen
   *[other] { $seats } platser är upptagna
} av andra som har svarat ja. Ditt svar är inte ändrat. Prata med dina kollegor eller svara kanske, så kan du komma med om någon lämnar återbud.
meetings-meeting-full = Mötet är fullt: { $seats ->
    [one] den enda platsen är upptagen
   *[other] alla { $seats } platser är upptagna
}. Ditt svar är inte ändrat. Svara kanske, så kan du komma med om någon lämnar återbud.
meetings-has-started = Mötet har börjat, så svaret kan inte längre ändras.
meetings-title = Titel
meetings-series-title = Seriens titel
meetings-series-title-hint = Alla möten får samma titel. Du kan ändra enskilda möten efteråt.
meetings-day = Datum
meetings-first = Första mötet
meetings-count = Antal möten
meetings-count-hint = 1 till 8.
meetings-interval = Månader emellan
meetings-interval-hint = 3 är ett möte varje kvartal.
meetings-starts = Börjar kl.
meetings-ends = Slutar kl.
meetings-zone = Tidszon
meetings-invalid-time = Skriv ett klockslag, till exempel 09:00.
meetings-invalid-day = Välj ett datum.
meetings-ends-before = Mötet måste sluta efter att det har börjat.
meetings-see-days = Visa datumen
meetings-preview = Datumen
meetings-preview-lead = { $title }, varje gång kl. { $starts }–{ $ends }. Ändra de datum som inte passar.
meetings-preview-keep = Inget datum flyttas av sig självt. Klockslaget är detsamma sommar och vinter.
meetings-nth = Möte { $n }
meetings-flag-weekend = Helg
meetings-flag-holiday = Helgdag eller stängd dag
meetings-flag-past = Har redan varit
meetings-create =
    { $count ->
        [one] Skapa mötet
       *[other] Skapa { $count } möten
    }
meetings-back = Ändra uppgifterna
meetings-edit = Ändra mötet
meetings-conflict = Någon annan har ändrat mötet medan du skrev. Inget är överskrivet och det du skrev finns kvar i formuläret. Jämför och spara sedan det som ska gälla.
meetings-stored = Det som är sparat nu
meetings-tell = De inbjudna
meetings-tell-hint = Gäller när tid eller plats har ändrats.
meetings-tell-yes = Mejla ändringen till alla inbjudna
meetings-cancel = Ställ in mötet
meetings-cancel-text =
    { $count ->
        [0] Ingen är inbjuden, så ingen får något besked.
        [one] Den enda inbjudna får ett mejl som också tar bort mötet från kalendern.
       *[other] De { $count } inbjudna får ett mejl som också tar bort mötet från kalendern.
    } Det går inte att ångra.
meetings-cancel-do = Ja, ställ in mötet
meetings-keep = Behåll mötet
meetings-invitations = Inbjudningar och svar
meetings-whom = Vilka ska bjudas in?
meetings-whom-hint = Varje person får en inbjudan och ett mejl, även den som talar för flera organisationer. Den som redan är inbjuden får ingen till.
meetings-whom-everybody = Alla medlemmar
meetings-whom-representatives = Organisationernas företrädare
meetings-whom-chosen = De som jag väljer nedan
meetings-people = Personer
meetings-choose-people =
    { $count ->
        [one] Välj person (1)
       *[other] Välj personer ({ $count })
    }
meetings-choose-fewer = Välj högst 1 500 åt gången och skicka till resten efteråt.
meetings-choose-somebody = Välj vilka som ska bjudas in.
meetings-invite = Skicka inbjudningar
meetings-answers = Svar
meetings-answers-caption = Inbjudna per organisation, med sina svar
meetings-nobody-invited = Ingen är inbjuden ännu
meetings-nobody-invited-text = Välj vilka som ska vara med och skicka. Svaren samlas här.
meetings-organisation-seats = Platser
meetings-of = { $count } av { $of }
meetings-no-organisation = Utan organisation
meetings-attendance = Deltagarlista
meetings-door-closed = Deltagare kan registreras från och med mötesdagen.
meetings-door-empty = Ingen är inbjuden. Lägg till dem som kommer, en i taget.
meetings-door-add = Lägg till någon som inte står på listan
meetings-present = Deltagare
meetings-present-count =
    { $count ->
        [0] Ingen är registrerad.
        [one] 1 person deltog.
       *[other] { $count } personer deltog.
    }
meetings-decisions = Det här pratade vi om
meetings-notes = Mötesanteckningar
meetings-notes-write = Skriv mötesanteckningar
meetings-notes-lead = Mötesanteckningarna publiceras i biblioteket med en länk till mötet.
meetings-notes-title = Titel
meetings-notes-summary = Sammanfattning
meetings-notes-summary-hint = En eller två meningar som visas i listor och sökning.
meetings-notes-body = Mötesanteckningar
meetings-notes-body-hint = Använd gärna Markdown. Nämn inte deltagare vid namn utan att ha kommit överens om det.
meetings-notes-publish = Publicera mötesanteckningarna
meetings-notes-exist = Mötesanteckningarna är skrivna:
meetings-notes-meanwhile = Någon annan har publicerat mötesanteckningar under tiden. Din text är inte publicerad men finns kvar här, så att du kan lägga till det som saknas:
meetings-audience = Vem får läsa det?
meetings-audience-public = Alla
meetings-audience-network = Nätverkets medlemmar
meetings-mail-subject-new = Inbjudan: { $title }, { $date }
meetings-mail-subject-changed = Ändrat: { $title }, { $date }
meetings-mail-subject-cancelled = Inställt: { $title }, { $date }
meetings-mail-lead-new = Du är inbjuden till { $title } i { $network }.
meetings-mail-lead-changed = Tid eller plats för { $title } i { $network } har ändrats. Här är det som gäller nu.
meetings-mail-lead-cancelled = { $title } i { $network } är inställt.
meetings-mail-answer = Svara på inbjudan
meetings-mail-answer-text = Svara med länken: ett svar i kalendern når inte arrangören. Du behöver inte logga in. Länken är din egen: skicka den inte vidare. Du kan ändra ditt svar tills mötet börjar.
done-planned = Mötena är skapade.
done-nobody-new = Alla du valde var redan inbjudna. Inget nytt mejl har skickats.
done-invited = Inbjudningarna skickas nu.
done-answered = Tack, ditt svar är sparat.
done-cancelled = Mötet är inställt och de inbjudna får besked.

# Ordstyring: anmeldelser, afgørelser, klager, nye medlemmer.
nav-moderation = Ordstyring
moderation-lead = Det, medlemmer har anmeldt, det, der venter på at blive set, og klager. Det ældste først.
moderation-none = Intet venter
moderation-none-text = Der er ingen åbne anmeldelser, tilbageholdte indlæg eller klager.

moderation-report = Anmeld
moderation-decide = Ordstyring
moderation-report-title = Anmeld til ordstyrerne
moderation-report-text = En ordstyrer ser på det. Den, du anmelder, får ikke at vide, hvem der har anmeldt.
moderation-report-do = Send anmeldelsen
moderation-reported-before = Du har allerede anmeldt det her. Tak; en ordstyrer ser eller har set på det.
moderation-back = Tilbage
moderation-thanks = Tak for din anmeldelse
moderation-thanks-text = En ordstyrer ser på den. Den, det handler om, får ikke at vide, at den kommer fra dig.
moderation-why = Hvad er der galt?
moderation-remark = Bemærkning
moderation-remark-hint = Skriv gerne, hvad du især tænker på.
moderation-reason-insult = Nedladende eller personligt angreb
moderation-reason-spam = Reklame eller uønsket link
moderation-reason-personal = Private oplysninger om andre
moderation-reason-unlawful = Ulovligt indhold
moderation-reason-wrong = Forkert eller vildledende
moderation-reason-other = Noget andet
moderation-choose-reason = Vælg, hvad der er galt.
moderation-say-what = Skriv i bemærkningen, hvad der er galt.
problem-bad-request-report-own = Du kan ikke anmelde noget, du selv har skrevet.
problem-bad-request-entry-hidden = En ordstyrer har skjult indlægget. Det kan ikke udgives, før skjulningen er ophævet.

moderation-kind-post = Forumindlæg
moderation-kind-topic = Emne i forum
moderation-kind-entry = Indlæg i biblioteket
moderation-kind-worksheet = Arbejdsark
moderation-kind-person = Person

moderation-reports = Anmeldelser
moderation-report-count = { $count ->
    [one] 1 anmeldelse
   *[other] { $count } anmeldelser
}
moderation-gone = Findes ikke længere
moderation-held-posts = Tilbageholdte indlæg
moderation-held-posts-text = Skrevet af nye medlemmer, med et link eller meget på kort tid. Kun forfatteren og ordstyrerne kan se dem.
moderation-appeals = Klager
moderation-appealed-at = Klagede { $when }
moderation-suspended = Lukket ude lige nu
moderation-where = Se, hvor det står
moderation-closed = afgjort
moderation-reporter-hidden = Hvem der har anmeldt, ses kun af ordstyrere.
moderation-before = Tidligere afgørelser om personen
moderation-decide-title = Din afgørelse
moderation-no-options = Her er ikke noget at afgøre.
moderation-decision = Hvad skal der ske?
moderation-decision-dismiss = Der er ikke noget galt
moderation-decision-release = Vis det for alle
moderation-decision-hide = Skjul det
moderation-decision-warn = Giv personen en advarsel
moderation-decision-suspend = Luk personen ude
moderation-decision-lift = Luk personen ind igen
moderation-choose-decision = Vælg, hvad der skal ske.
moderation-period = Hvor længe
moderation-period-hint = Kun når personen lukkes ude.
moderation-choose = Vælg
moderation-choose-period = Vælg, hvor længe personen skal være lukket ude.
moderation-days = { $count ->
    [one] 1 dag
   *[other] { $count } dage
}
moderation-your-reason = Begrundelse
moderation-your-reason-hint = Personen får begrundelsen at læse, når du skjuler, advarer eller lukker ude. Skriv venligt og konkret, og nævn ikke, hvem der har anmeldt.
moderation-decide-do = Gem afgørelsen
done-moderation-decided = Afgørelsen er gemt.
done-moderation-answered = Svaret er sendt.
done-moderation-appealed = Din klage er modtaget.
done-held = Dit indlæg er gemt og vises for de andre, når en ordstyrer har set det. Sådan er det med de første indlæg, når der er et link i, eller der kommer mange på én gang.

moderation-held = Venter på en ordstyrer
moderation-held-text = Kun forfatteren og ordstyrerne kan se det her, indtil en ordstyrer har set det.
moderation-hidden = Skjult
moderation-hidden-text = En ordstyrer har skjult det her. De andre kan ikke læse det.
moderation-hidden-by = Skjult af en ordstyrer.
moderation-hidden-topic = Skjult emne
moderation-reason = Begrundelse
moderation-role = Ordstyrer

moderation-measure-hide = Skjult
moderation-measure-warn = Advarsel
moderation-measure-suspend = Lukket ude
moderation-fact-what = Afgørelse
moderation-fact-when = Hvornår
moderation-fact-by = Af
moderation-fact-until = Hvor længe
moderation-until = Indtil { $when }
moderation-until-lifted = Indtil det ophæves
moderation-standing = Gælder
moderation-over = Slut
moderation-lifted = Ophævet

moderation-own = Afgørelser om dig
moderation-own-lead = Her ser du, hvad en ordstyrer har besluttet om dig eller noget, du har skrevet, og hvorfor. Du kan klage én gang over hver afgørelse.
moderation-own-none = Ingen afgørelser
moderation-own-none-text = Ingen ordstyrer har besluttet noget om dig.
moderation-news = En ordstyrer har truffet en afgørelse, der handler om dig.
moderation-news-see = Se afgørelsen
moderation-appeal = Klage
moderation-appeal-do = Klag over afgørelsen
moderation-appeal-text = Skriv, hvorfor du mener, at afgørelsen er forkert. En anden ordstyrer end den, der traf den, svarer, hvis der er en anden. Svaret kommer med mail. Du kan klage én gang.
moderation-appeal-send = Send klagen
moderation-your-appeal = Din klage
moderation-answer = Svar på klagen
moderation-answer-waits = Klagen venter på svar. Du får det med mail.
moderation-appeal-of = Klage fra { $name }
moderation-another-answers = Du traf selv afgørelsen. En anden ordstyrer svarer på klagen.
moderation-outcome = Hvad bliver resultatet?
moderation-outcome-keep = Afgørelsen står ved magt
moderation-outcome-lift = Afgørelsen ophæves
moderation-choose-outcome = Vælg, om afgørelsen står ved magt.
moderation-your-answer = Dit svar
moderation-answer-do = Send svaret

moderation-suspended-title = Du er lukket ude for en tid
moderation-suspended-lead = Du har vist, hvem du er, men kan ikke logge ind nu. Her står hvorfor, og hvordan du klager.

mail-kind-moderation = Afgørelse fra en ordstyrer
moderation-mail-subject-hide = Noget, du har skrevet på { $network }, er skjult
moderation-mail-subject-warn = En advarsel fra { $network }
moderation-mail-subject-suspend = Du er lukket ude af { $network }
moderation-mail-subject-answer = Svar på din klage til { $network }
moderation-did-hide = En ordstyrer har skjult noget, du har skrevet. De andre kan ikke læse det. Begrundelsen er:
moderation-did-warn = En ordstyrer giver dig en advarsel. Begrundelsen er:
moderation-did-suspend = En ordstyrer har lukket dig ude. Du kan ikke logge ind. Begrundelsen er:
moderation-mail-lifted = Din klage er besvaret, og afgørelsen er ophævet. Svaret er:
moderation-mail-kept = Din klage er besvaret, og afgørelsen står ved magt. Svaret er:
moderation-mail-way = Se afgørelsen, og klag, hvis du mener, den er forkert:
moderation-mail-way-suspended = Bed om et link til at logge ind. Det fører til afgørelsen, hvor du også kan klage:
moderation-mail-see = Se afgørelsen:

mail-kind-notice = Avisering
mail-kind-digest = Sammanfattning
notices-title = Aviseringar
notices-lead = Välj vad du vill höra om och när.
notices-what = Vad och när
notices-kind-meeting = Inbjudningar och ändringar av möten
notices-meeting-text = kommer alltid direkt. De går inte att stänga av: svara nej så vet arrangören.
notices-kind-reply = Svar i trådar du följer
notices-kind-topic = Nya trådar i forumet
notices-kind-entry = Nytt i biblioteket
notices-kind-review = Inlägg som väntar på granskning
notices-kind-joining = Någon som vill vara med
notices-pace-at-once = Direkt
notices-pace-daily = Samlat varje dag
notices-pace-weekly = Samlat varje vecka
notices-pace-off = Inte alls
notices-digest-text = En sammanfattning kommer kl. 7, den veckovisa på måndagar. Har du varit inne sedan dess får du den inte.
notices-quiet = Tyst tid
notices-quiet-text = Under de timmarna skickar vi bara mejl som du själv ber om för att logga in och ändringar av möten samma dag. Resten väntar tills den tysta tiden är slut. Två likadana tider betyder ingen tyst tid.
notices-quiet-from = Tyst från
notices-quiet-to = Tyst till
notices-hour = kl. { $hour }
notices-zone = Tid i
notices-language = Språk
notices-lang = Språk på sidan och i mejl
notices-following = Trådar du följer
notices-following-none = Du följer inga trådar. Du följer automatiskt de trådar du startar och kan följa andras.
notices-to-forum = Till forumet
notices-follow = Följ tråden
notices-unfollow = Sluta följa
notices-unfollow-this = Sluta följa: { $title }
notices-you-follow = Du får besked om svar.
notices-choose = Välj vad du får besked om
notices-choose-instead = Välj själv i stället
notices-digests = Allt i sammanfattningar
notices-less = Färre mejl
notices-less-lead = Vill du inte längre få mejl om detta: { $what }?
notices-less-do = Stoppa de mejlen
notices-less-done = Det är gjort
notices-less-done-text = Du får inte längre mejl om detta: { $what }. Du kan alltid ändra dig.
notices-less-invitations = Inbjudningar till möten går inte att stänga av, för de skickas till dig av en arrangör.
notices-less-invitations-how = Svara nej på inbjudan, så får du bara besked om mötet ändras. Vill du inte bli inbjuden alls, skriv till arrangören eller lämna nätverket från sidan Mina uppgifter.
done-notices-followed = Du följer tråden.
done-notices-unfollowed = Du följer inte längre tråden.

notices-said-reply = { $author } har svarat i ”{ $title }”
notices-said-topic = { $author } har startat tråden ”{ $title }”
notices-said-entry = Nytt i biblioteket: ”{ $title }”
notices-said-review = ”{ $title }” väntar på granskning
notices-said-joining = Någon vill vara med för { $title }
notices-said-joining-network = Någon vill vara med i nätverket
notices-open-reply = Läs svaret
notices-open-topic = Läs tråden
notices-open-entry = Läs mer
notices-open-review = Granska
notices-open-joining = Se vem som frågar
notices-line-reply = { $title } ({ $count ->
    [one] 1 svar
   *[other] { $count } svar
})
notices-line-topic = { $title }
notices-line-entry = { $title }
notices-line-review = { $title }
notices-line-joining = { $title } ({ $count ->
    [one] 1 frågar
   *[other] { $count } frågar
})
notices-line-joining-network = Någon vill vara med ({ $count ->
    [one] 1 frågar
   *[other] { $count } frågar
})
notices-digest-subject = { $count ->
    [one] 1 nyhet i { $network }
   *[other] { $count } nyheter i { $network }
}
notices-digest-lead = Det här har hänt i { $network } sedan du var inne senast.
notices-mail-why = Du får det här mejlet eftersom du är medlem i nätverket.
notices-mail-less = Färre mejl

mail-kind-notice = Varsel
mail-kind-digest = Oppsummering
notices-title = Varsler
notices-lead = Velg hva du vil høre om, og når.
notices-what = Hva og når
notices-kind-meeting = Invitasjoner og endringer av møter
notices-meeting-text = kommer alltid med én gang. De kan ikke slås av: Svar nei, så vet arrangøren det.
notices-kind-reply = Svar i emner du følger
notices-kind-topic = Nye emner i forumet
notices-kind-entry = Nytt i biblioteket
notices-kind-review = Innlegg som venter på gjennomgang
notices-kind-joining = Noen som gjerne vil bli med
notices-pace-at-once = Med én gang
notices-pace-daily = Samlet hver dag
notices-pace-weekly = Samlet hver uke
notices-pace-off = Ikke i det hele tatt
notices-digest-text = Oppsummeringen kommer kl. 7, den ukentlige på mandager. Hvis du har vært innom i mellomtiden, får du den ikke.
notices-quiet = Stille timer
notices-quiet-text = I disse timene sender vi bare e-poster du selv ber om for å logge inn, og endringer av møter samme dag. Resten venter til de stille timene er over. To like tidspunkter betyr ingen stille timer.
notices-quiet-from = Stille fra
notices-quiet-to = Stille til
notices-hour = kl. { $hour }
notices-zone = Tidssone
notices-language = Språk
notices-lang = Språk på nettstedet og i e-poster
notices-following = Emner du følger
notices-following-none = Du følger ingen emner. Du følger automatisk emnene du starter, og kan følge andres.
notices-to-forum = Til forumet
notices-follow = Følg emnet
notices-unfollow = Slutt å følge
notices-unfollow-this = Slutt å følge: { $title }
notices-you-follow = Du får varsel om svar.
notices-choose = Velg hva du får varsel om
notices-choose-instead = Velg selv i stedet
notices-digests = Alt i oppsummeringer
notices-less = Færre e-poster
notices-less-lead = Vil du ikke lenger ha e-post om dette: { $what }?
notices-less-do = Stopp disse e-postene
notices-less-done = Det er gjort
notices-less-done-text = Du får ikke lenger e-post om dette: { $what }. Du kan alltid velge på nytt.
notices-less-invitations = Invitasjoner til møter kan ikke slås av, for de er sendt til deg av en arrangør.
notices-less-invitations-how = Svar nei på invitasjonen, så får du bare beskjed hvis møtet endres. Hvis du ikke vil ha invitasjoner i det hele tatt, kan du skrive til arrangøren eller forlate nettverket fra siden Mine data.
done-notices-followed = Du følger emnet.
done-notices-unfollowed = Du følger ikke lenger emnet.
notices-said-reply = { $author } har svart i «{ $title }»
notices-said-topic = { $author } har startet emnet «{ $title }»
notices-said-entry = Nytt i biblioteket: «{ $title }»
notices-said-review = «{ $title }» venter på gjennomgang
notices-said-joining = Noen vil gjerne bli med for { $title }
notices-said-joining-network = Noen vil gjerne bli med i nettverket
notices-open-reply = Les svaret
notices-open-topic = Les emnet
notices-open-entry = Les mer
notices-open-review = Gå gjennom
notices-open-joining = Se hvem som spør
notices-line-reply = { $title } ({ $count ->
    [one] 1 svar
   *[other] { $count } svar
})
notices-line-topic = { $title }
notices-line-entry = { $title }
notices-line-review = { $title }
notices-line-joining = { $title } ({ $count ->
    [one] 1 spør
   *[other] { $count } spør
})
notices-line-joining-network = Noen vil gjerne bli med ({ $count ->
    [one] 1 spør
   *[other] { $count } spør
})
notices-digest-subject = { $count ->
    [one] 1 nyhet i { $network }
   *[other] { $count } nyheter i { $network }
}
notices-digest-lead = Dette har skjedd i { $network } siden du sist var innom.
notices-mail-why = Du får denne e-posten fordi du er medlem av nettverket.
notices-mail-less = Færre e-poster

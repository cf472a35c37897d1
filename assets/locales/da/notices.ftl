# Beskeder: hvad folk får at vide, hvornår, og hvordan de får mindre.
mail-kind-notice = Besked
mail-kind-digest = Samlet besked
notices-title = Beskeder
notices-lead = Vælg, hvad du vil høre om, og hvornår.
notices-what = Hvad og hvornår
notices-kind-meeting = Invitationer og ændringer af møder
notices-meeting-text = kommer altid med det samme. De kan ikke slås fra: svar nej, så ved arrangøren besked.
notices-kind-reply = Svar i emner, du følger
notices-kind-topic = Nye emner i forum
notices-kind-entry = Nyt i biblioteket
notices-kind-review = Viden, der venter på gennemgang
notices-kind-joining = Nogen, der gerne vil være med
notices-pace-at-once = Med det samme
notices-pace-daily = Samlet hver dag
notices-pace-weekly = Samlet hver uge
notices-pace-off = Slet ikke
notices-digest-text = En samlet besked kommer kl. 7, den ugentlige om mandagen. Har du været forbi i mellemtiden, får du den ikke.
notices-quiet = Ro
notices-quiet-text = I de timer sender vi kun mails, du selv beder om for at logge ind, og ændringer af møder samme dag. Resten venter, til roen er forbi. To ens tidspunkter betyder ingen ro.
notices-quiet-from = Ro fra
notices-quiet-to = Ro til
notices-hour = kl. { $hour }
notices-zone = Tid i
notices-language = Sprog
notices-lang = Sprog på siden og i mails
notices-following = Emner, du følger
notices-following-none = Du følger ingen emner. Du følger selv de emner, du starter, og kan følge andres.
notices-to-forum = Til forum
notices-follow = Følg emnet
notices-unfollow = Følg ikke længere
notices-unfollow-this = Følg ikke længere: { $title }
notices-you-follow = Du får besked om svar.
notices-choose = Vælg, hvad du får besked om
notices-choose-instead = Vælg selv i stedet
notices-digests = Alt i samlede beskeder
notices-less = Færre mails
notices-less-lead = Vil du ikke længere have mail om dette: { $what }?
notices-less-do = Stop de mails
notices-less-done = Det er gjort
notices-less-done-text = Du får ikke længere mail om dette: { $what }. Du kan altid vælge om.
notices-less-invitations = Invitationer til møder kan ikke slås fra, for de er sendt til dig af en arrangør.
notices-less-invitations-how = Svar nej på invitationen, så får du kun besked, hvis mødet ændres. Vil du slet ikke inviteres, så skriv til arrangøren, eller forlad netværket fra siden Mine data.
done-notices-followed = Du følger emnet.
done-notices-unfollowed = Du følger ikke længere emnet.

notices-said-reply = { $author } har svaret i »{ $title }«
notices-said-topic = { $author } har startet emnet »{ $title }«
notices-said-entry = Nyt i biblioteket: »{ $title }«
notices-said-review = »{ $title }« venter på gennemgang
notices-said-joining = Nogen vil gerne være med for { $title }
notices-said-joining-network = Nogen vil gerne være med i netværket
notices-open-reply = Læs svaret
notices-open-topic = Læs emnet
notices-open-entry = Læs mere
notices-open-review = Gennemgå
notices-open-joining = Se, hvem der spørger
notices-line-reply = { $title } ({ $count ->
    [one] 1 svar
   *[other] { $count } svar
})
notices-line-topic = { $title }
notices-line-entry = { $title }
notices-line-review = { $title }
notices-line-joining = { $title } ({ $count ->
    [one] 1 spørger
   *[other] { $count } spørger
})
notices-line-joining-network = Nogen vil gerne være med ({ $count ->
    [one] 1 spørger
   *[other] { $count } spørger
})
notices-digest-subject = { $count ->
    [one] 1 nyhed i { $network }
   *[other] { $count } nyheder i { $network }
}
notices-digest-lead = Det er sket i { $network }, siden du sidst var forbi.
notices-mail-why = Du får denne mail, fordi du er medlem af netværket.
notices-mail-less = Færre mails

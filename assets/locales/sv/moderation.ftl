nav-moderation = Moderering
moderation-lead = Det medlemmar har rapporterat, det som väntar på att granskas och överklaganden. Det äldsta först.
moderation-none = Inget väntar
moderation-none-text = Det finns inga öppna rapporter, kvarhållna inlägg eller överklaganden.

moderation-report = Rapportera
moderation-decide = Moderera
moderation-report-title = Rapportera till moderatorerna
moderation-report-text = En moderator tittar på det. Den du rapporterar får inte veta vem som har rapporterat.
moderation-report-do = Skicka rapporten
moderation-reported-before = Du har redan rapporterat det här. Tack. En moderator tittar eller har tittat på det.
moderation-back = Tillbaka
moderation-thanks = Tack för din rapport
moderation-thanks-text = En moderator tittar på den. Den som det handlar om får inte veta att den kommer från dig.
moderation-why = Vad är fel?
moderation-remark = Kommentar
moderation-remark-hint = Skriv gärna vad du särskilt tänker på.
moderation-reason-insult = Nedlåtande eller personangrepp
moderation-reason-spam = Reklam eller oönskad länk
moderation-reason-personal = Privata uppgifter om andra
moderation-reason-unlawful = Olagligt innehåll
moderation-reason-wrong = Felaktigt eller vilseledande
moderation-reason-other = Något annat
moderation-choose-reason = Välj vad som är fel.
moderation-say-what = Skriv i kommentaren vad som är fel.
problem-bad-request-report-own = Du kan inte rapportera något som du själv har skrivit.
problem-bad-request-entry-hidden = En moderator har dolt inlägget. Det kan inte publiceras förrän det beslutet har upphävts.

moderation-kind-post = Foruminlägg
moderation-kind-topic = Tråd i forumet
moderation-kind-entry = Inlägg i biblioteket
moderation-kind-worksheet = Arbetsblad
moderation-kind-person = Person

moderation-reports = Rapporter
moderation-report-count = { $count ->
    [one] 1 rapport
   *[other] { $count } rapporter
}
moderation-gone = Finns inte längre
moderation-held-posts = Kvarhållna inlägg
moderation-held-posts-text = Skrivna av nya medlemmar, med en länk eller många på kort tid. Bara författaren och moderatorerna kan se dem.
moderation-appeals = Överklaganden
moderation-appealed-at = Överklagat { $when }
moderation-suspended = Avstängda just nu
moderation-where = Se var det står
moderation-closed = avgjort
moderation-reporter-hidden = Bara moderatorer ser vem som har rapporterat.
moderation-before = Tidigare beslut om personen
moderation-decide-title = Ditt beslut
moderation-no-options = Här finns inget att besluta.
moderation-decision = Vad ska hända?
moderation-decision-dismiss = Inget är fel
moderation-decision-release = Visa det för alla
moderation-decision-hide = Dölj det
moderation-decision-warn = Ge personen en varning
moderation-decision-suspend = Stäng av personen
moderation-decision-lift = Släpp in personen igen
moderation-choose-decision = Välj vad som ska hända.
moderation-period = Hur länge
moderation-period-hint = Bara när personen stängs av.
moderation-choose = Välj
moderation-choose-period = Välj hur länge personen ska vara avstängd.
moderation-days = { $count ->
    [one] 1 dag
   *[other] { $count } dagar
}
moderation-your-reason = Motivering
moderation-your-reason-hint = Personen får läsa motiveringen när du döljer, varnar eller stänger av. Skriv vänligt och konkret, och nämn inte vem som har rapporterat.
moderation-decide-do = Spara beslutet
done-moderation-decided = Beslutet är sparat.
done-moderation-answered = Svaret är skickat.
done-moderation-appealed = Ditt överklagande är mottaget.
done-held = Ditt inlägg är sparat och visas för de andra när en moderator har tittat på det. Så är det med de första inläggen, när det finns en länk i dem eller när många kommer på en gång.

moderation-held = Väntar på en moderator
moderation-held-text = Bara författaren och moderatorerna kan se det här tills en moderator har tittat på det.
moderation-hidden = Dolt
moderation-hidden-text = En moderator har dolt det här. De andra kan inte läsa det.
moderation-hidden-by = Dolt av en moderator.
moderation-hidden-topic = Dold tråd
moderation-reason = Motivering
moderation-role = Moderator

moderation-measure-hide = Dolt
moderation-measure-warn = Varning
moderation-measure-suspend = Avstängd
moderation-fact-what = Beslut
moderation-fact-when = När
moderation-fact-by = Av
moderation-fact-until = Hur länge
moderation-until = Till { $when }
moderation-until-lifted = Tills det upphävs
moderation-standing = Gäller
moderation-over = Slut
moderation-lifted = Upphävt

moderation-own = Beslut om dig
moderation-own-lead = Här ser du vad en moderator har beslutat om dig eller något du har skrivit, och varför. Du kan överklaga varje beslut en gång.
moderation-own-none = Inga beslut
moderation-own-none-text = Ingen moderator har beslutat något om dig.
moderation-news = En moderator har fattat ett beslut som handlar om dig.
moderation-news-see = Visa beslutet
moderation-appeal = Överklagande
moderation-appeal-do = Överklaga beslutet
moderation-appeal-text = Skriv varför du anser att beslutet är fel. En annan moderator än den som fattade det svarar, om det finns någon annan. Svaret kommer med e-post. Du kan överklaga en gång.
moderation-appeal-send = Skicka överklagandet
moderation-your-appeal = Ditt överklagande
moderation-answer = Svar på överklagandet
moderation-answer-waits = Överklagandet väntar på svar. Du får det med e-post.
moderation-appeal-of = Överklagande från { $name }
moderation-another-answers = Du fattade själv beslutet. En annan moderator svarar på överklagandet.
moderation-outcome = Vad blir resultatet?
moderation-outcome-keep = Beslutet står fast
moderation-outcome-lift = Beslutet upphävs
moderation-choose-outcome = Välj om beslutet står fast.
moderation-your-answer = Ditt svar
moderation-answer-do = Skicka svaret

moderation-suspended-title = Du är avstängd en tid
moderation-suspended-lead = Du har visat vem du är men kan inte logga in nu. Här står varför och hur du överklagar.

mail-kind-moderation = Beslut från en moderator
moderation-mail-subject-hide = Något du har skrivit på { $network } har dolts
moderation-mail-subject-warn = En varning från { $network }
moderation-mail-subject-suspend = Du är avstängd från { $network }
moderation-mail-subject-answer = Svar på ditt överklagande till { $network }
moderation-did-hide = En moderator har dolt något du har skrivit. De andra kan inte läsa det. Motiveringen är:
moderation-did-warn = En moderator ger dig en varning. Motiveringen är:
moderation-did-suspend = En moderator har stängt av dig. Du kan inte logga in. Motiveringen är:
moderation-mail-lifted = Ditt överklagande är besvarat och beslutet har upphävts. Svaret är:
moderation-mail-kept = Ditt överklagande är besvarat och beslutet står fast. Svaret är:
moderation-mail-way = Läs beslutet och överklaga om du anser att det är fel:
moderation-mail-way-suspended = Be om en länk för att logga in. Den leder till beslutet, där du också kan överklaga:
moderation-mail-see = Läs beslutet:

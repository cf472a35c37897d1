# Om viden stadig er rigtig, og hvem der har ansvaret for den.
freshness-badge = Ældre end { $months } måneder
freshness-stale = Ældre end { $months } måneder. Noget kan have ændret sig, siden teksten blev skrevet.
freshness-updated = Sidst opdateret
freshness-reviewed = Sidst set efter
freshness-never = Ikke endnu
freshness-review-due = Skal ses efter
freshness-is-due = Nu
freshness-still-true = Det er stadig rigtigt
freshness-question = Er det stadig rigtigt?
freshness-read = Læs indlægget
freshness-desk = Pas på viden
freshness-due = Skal ses efter
freshness-due-lead = Indlæg, som snart eller allerede skal ses efter. Er teksten stadig rigtig, er ét klik nok.
freshness-due-none = Intet skal ses efter
freshness-due-none-text = Når et indlæg nærmer sig den dag, det skal ses efter, står det her.
freshness-ownerless = Uden ansvarlig
freshness-ownerless-lead = Indlæg, som ingen har ansvaret for: den ansvarlige er holdt op, og der var ingen stedfortræder.
freshness-ownerless-none = Alle indlæg har en ansvarlig
freshness-ownerless-none-text = Mister et indlæg sin ansvarlige, får redaktørerne besked, og det står her.
freshness-find-owner = Find en ansvarlig
freshness-people = Hvem har ansvaret?
freshness-people-lead = Den ansvarlige bliver spurgt, om teksten stadig er rigtig. Stedfortræderen må også redigere og tager over, hvis den ansvarlige holder op.
freshness-owner = Ansvarlig
freshness-deputy-is = Stedfortræder
freshness-nobody = Ingen
freshness-offered-to = Tilbudt til
freshness-no-deputy = Fjern stedfortræderen
freshness-no-offer = Træk tilbuddet tilbage
freshness-find = Find en person
freshness-found-none = Ingen fundet. Prøv en del af navnet.
freshness-make-deputy = Gør { $name } til stedfortræder
freshness-offer = Tilbyd { $name } ansvaret
freshness-assign = Giv { $name } ansvaret
freshness-you-are-offered = Du er tilbudt ansvaret for dette indlæg. Siger du ja, bliver du spurgt, når det skal ses efter.
freshness-take = Ja, jeg tager det
freshness-not-take = Nej tak
freshness-setting-stale = Gammel efter så mange måneder
freshness-setting-stale-hint = Er en tekst hverken ændret eller set efter så længe, står det på siden og i lister. Tomt felt: 12.
freshness-setting-due = Skal ses efter igen om så mange måneder
freshness-setting-due-hint = Regnet fra udgivelsen, eller fra nogen sidst sagde, at det stadig er rigtigt. Tomt felt: 12.
done-freshness-reviewed = Tak. Det er noteret, at det stadig er rigtigt.
done-freshness-deputy = Gemt.
done-freshness-offered = Tilbudt. Ansvaret skifter, når der bliver sagt ja.
done-freshness-not-offered = Tilbuddet er trukket tilbage.
done-freshness-assigned = Indlægget har fået en ny ansvarlig.
done-freshness-taken = Tak. Nu har du ansvaret.
done-freshness-not-taken = Noteret. Ansvaret bliver, hvor det er.

freshness-mail-before-subject = Er »{ $title }« stadig rigtig?
freshness-mail-before = »{ $title }« skal ses efter senest { $day }. Teksten er sidst ændret { $updated }.
freshness-mail-due-subject = »{ $title }« skal ses efter nu
freshness-mail-due = »{ $title }« skulle have været set efter { $day }. Teksten er sidst ændret { $updated }.
freshness-mail-overdue-subject = Ingen har set »{ $title }« efter
freshness-mail-overdue = »{ $title }« skulle have været set efter { $day }, og det er ikke sket. Du er stedfortræder: kan du gøre det?
freshness-mail-how = Er den stadig rigtig? Åbn linket, og tryk på knappen. Du behøver ikke at logge ind.
freshness-mail-link = Det er stadig rigtigt
freshness-mail-otherwise = Skal noget rettes, så redigér her:
freshness-mail-desk-subject = { $count ->
    [one] 1 indlæg er ikke set efter
   *[other] { $count } indlæg er ikke set efter
}
freshness-mail-desk = { $count ->
    [one] Ét indlæg skulle have været set efter for to uger siden:
   *[other] { $count } indlæg skulle have været set efter for to uger siden:
}
freshness-mail-ownerless-subject = { $count ->
    [one] 1 indlæg har ingen ansvarlig
   *[other] { $count } indlæg har ingen ansvarlig
}
freshness-mail-ownerless = { $count ->
    [one] Ét indlæg har mistet sin ansvarlige og har ingen stedfortræder:
   *[other] { $count } indlæg har mistet deres ansvarlige og har ingen stedfortræder:
}
freshness-mail-desk-link = Se listen

notices-kind-offered = Indlæg, du bliver tilbudt ansvaret for
notices-said-offered = Du er tilbudt ansvaret for »{ $title }«
notices-open-offered = Se indlægget, og svar ja eller nej
notices-line-offered = { $title }

freshness-mail-several-subject = { $count } indlæg skal ses efter
freshness-mail-several = { $count } indlæg, du har ansvaret for eller er stedfortræder for, skal ses efter.
freshness-mail-several-how = Er et indlæg stadig rigtigt? Åbn linket, og tryk på knappen. Du behøver ikke at logge ind.
freshness-mail-of-several-before = Skal ses efter senest { $day }. Sidst ændret { $updated }.
freshness-mail-of-several-due = Skulle have været set efter { $day }. Sidst ændret { $updated }.
freshness-mail-of-several-overdue = Skulle have været set efter { $day }, og det er ikke sket. Du er stedfortræder: kan du gøre det? Sidst ændret { $updated }.
freshness-mail-edit = Ret det
freshness-mail-list = Se dem alle på din liste
freshness-mail-more = Og { $count } til.
freshness-leaving-tended = { $count ->
    [one] Du har ansvaret for 1 indlæg i biblioteket.
   *[other] Du har ansvaret for { $count } indlæg i biblioteket.
}
freshness-leaving-deputies = { $count ->
    [one] 1 af dem går til stedfortræderen.
   *[other] { $count } af dem går til stedfortræderne.
}
freshness-leaving-alone = { $count ->
    [one] Vælges ingen til at tage over, kommer 1 indlæg på redaktørernes liste over indlæg uden ansvarlig.
   *[other] Vælges ingen til at tage over, kommer { $count } indlæg på redaktørernes liste over indlæg uden ansvarlig.
}
freshness-leaving-by-hand = Kender du en, der kan tage over, så tilbyd vedkommende ansvaret på indlæggets side først.
freshness-leaving-heir = Hvem tager ansvaret for dine indlæg?
freshness-leaving-heir-hint = En kollega i din organisation. Ansvaret skifter med det samme, og kollegaen får besked. Gælder kun, hvis du lader dine bidrag blive stående. Det, der er givet videre, kommer ikke tilbage, hvis du fortryder.
freshness-leaving-heir-cannot = Den kollega kan ikke tage over længere. Vælg en anden.
freshness-leaving-nobody = Ingen: redaktørerne finder en
notices-kind-given = Indlæg, du får ansvaret for
notices-said-given = Du har fået ansvaret for »{ $title }«
notices-open-given = Se indlægget
notices-line-given = { $title }
notices-kind-lapsed = Tilbud om ansvar, der bortfalder
notices-said-lapsed = Tilbuddet om ansvaret for »{ $title }« gælder ikke længere
notices-open-lapsed = Se indlægget
notices-line-lapsed = { $title }

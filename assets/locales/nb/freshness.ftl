freshness-badge = Eldre enn { $months } måneder
freshness-stale = Eldre enn { $months } måneder. Noe kan ha endret seg siden teksten ble skrevet.
freshness-updated = Sist oppdatert
freshness-reviewed = Sist sjekket
freshness-never = Ikke ennå
freshness-review-due = Skal sjekkes
freshness-is-due = Nå
freshness-still-true = Det stemmer fortsatt
freshness-question = Stemmer det fortsatt?
freshness-read = Les innlegget
freshness-desk = Ta vare på kunnskapen
freshness-due = Skal sjekkes
freshness-due-lead = Innlegg som snart eller allerede skal sjekkes. Hvis teksten fortsatt stemmer, er ett klikk nok.
freshness-due-none = Ingenting skal sjekkes
freshness-due-none-text = Når et innlegg nærmer seg dagen det skal sjekkes, står det her.
freshness-ownerless = Uten ansvarlig
freshness-ownerless-lead = Innlegg som ingen har ansvaret for: Den ansvarlige har sluttet, og det var ingen stedfortreder.
freshness-ownerless-none = Alle innlegg har en ansvarlig
freshness-ownerless-none-text = Hvis et innlegg mister den ansvarlige, får redaktørene beskjed, og det står her.
freshness-find-owner = Finn en ansvarlig
freshness-people = Hvem har ansvaret?
freshness-people-lead = Den ansvarlige blir spurt om teksten fortsatt stemmer. Stedfortrederen kan også redigere og tar over hvis den ansvarlige slutter.
freshness-owner = Ansvarlig
freshness-deputy-is = Stedfortreder
freshness-nobody = Ingen
freshness-offered-to = Tilbudt til
freshness-no-deputy = Fjern stedfortrederen
freshness-no-offer = Trekk tilbake tilbudet
freshness-find = Finn en person
freshness-found-none = Ingen funnet. Prøv en del av navnet.
freshness-make-deputy = Gjør { $name } til stedfortreder
freshness-offer = Tilby { $name } ansvaret
freshness-assign = Gi { $name } ansvaret
freshness-you-are-offered = Du er tilbudt ansvaret for dette innlegget. Hvis du sier ja, blir du spurt når det skal sjekkes.
freshness-take = Ja, jeg tar det
freshness-not-take = Nei takk
freshness-setting-stale = Gammelt etter så mange måneder
freshness-setting-stale-hint = Når en tekst verken er endret eller sjekket på så lenge, står det på siden og i lister. Tomt felt: 12.
freshness-setting-due = Skal sjekkes igjen om så mange måneder
freshness-setting-due-hint = Regnet fra publiseringen, eller fra noen sist sa at det fortsatt stemmer. Tomt felt: 12.
done-freshness-reviewed = Takk. Det er notert at det fortsatt stemmer.
done-freshness-deputy = Lagret.
done-freshness-offered = Tilbudt. Ansvaret går over når svaret er ja.
done-freshness-not-offered = Tilbudet er trukket tilbake.
done-freshness-assigned = Innlegget har fått en ny ansvarlig.
done-freshness-taken = Takk. Nå har du ansvaret.
done-freshness-not-taken = Notert. Ansvaret blir der det er.
freshness-mail-before-subject = Stemmer «{ $title }» fortsatt?
freshness-mail-before = «{ $title }» skal sjekkes senest { $day }. Teksten ble sist endret { $updated }.
freshness-mail-due-subject = «{ $title }» skal sjekkes nå
freshness-mail-due = «{ $title }» skulle ha vært sjekket { $day }. Teksten ble sist endret { $updated }.
freshness-mail-overdue-subject = Ingen har sjekket «{ $title }»
freshness-mail-overdue = «{ $title }» skulle ha vært sjekket { $day }, og det er ikke gjort. Du er stedfortreder: Kan du gjøre det?
freshness-mail-how = Stemmer teksten fortsatt? Åpne lenken og trykk på knappen. Du trenger ikke logge inn.
freshness-mail-link = Det stemmer fortsatt
freshness-mail-otherwise = Hvis noe må rettes, kan du redigere her:
freshness-mail-desk-subject = { $count ->
    [one] 1 innlegg er ikke sjekket
   *[other] { $count } innlegg er ikke sjekket
}
freshness-mail-desk = { $count ->
    [one] Ett innlegg skulle ha vært sjekket for to uker siden:
   *[other] { $count } innlegg skulle ha vært sjekket for to uker siden:
}
freshness-mail-ownerless-subject = { $count ->
    [one] 1 innlegg har ingen ansvarlig
   *[other] { $count } innlegg har ingen ansvarlig
}
freshness-mail-ownerless = { $count ->
    [one] Ett innlegg har mistet den ansvarlige og har ingen stedfortreder:
   *[other] { $count } innlegg har mistet den ansvarlige og har ingen stedfortreder:
}
freshness-mail-desk-link = Se listen

notices-kind-offered = Innlegg du blir tilbudt ansvaret for
notices-said-offered = Du er tilbudt ansvaret for «{ $title }»
notices-open-offered = Se innlegget, og svar ja eller nei
notices-line-offered = { $title }

freshness-mail-several-subject = { $count } innlegg skal sjekkes
freshness-mail-several = { $count } innlegg du har ansvaret for eller er stedfortreder for, skal sjekkes.
freshness-mail-several-how = Stemmer et innlegg fortsatt? Åpne lenken og trykk på knappen. Du trenger ikke logge inn.
freshness-mail-of-several-before = Skal sjekkes senest { $day }. Sist endret { $updated }.
freshness-mail-of-several-due = Skulle ha vært sjekket { $day }. Sist endret { $updated }.
freshness-mail-of-several-overdue = Skulle ha vært sjekket { $day }, og det har ikke skjedd. Du er stedfortreder: Kan du gjøre det? Sist endret { $updated }.
freshness-mail-edit = Rett det
freshness-mail-list = Se alle på listen din
freshness-mail-more = Og { $count } til.
freshness-leaving-tended = { $count ->
    [one] Du har ansvaret for 1 innlegg i biblioteket.
   *[other] Du har ansvaret for { $count } innlegg i biblioteket.
}
freshness-leaving-deputies = { $count ->
    [one] 1 av dem går til stedfortrederen.
   *[other] { $count } av dem går til stedfortrederne.
}
freshness-leaving-alone = { $count ->
    [one] Hvis ingen velges til å ta over, kommer 1 innlegg på redaktørenes liste over innlegg uten ansvarlig.
   *[other] Hvis ingen velges til å ta over, kommer { $count } innlegg på redaktørenes liste over innlegg uten ansvarlig.
}
freshness-leaving-by-hand = Vet du om noen som kan ta over, så tilby dem ansvaret på innleggssiden først.
freshness-leaving-heir = Hvem tar ansvaret for innleggene dine?
freshness-leaving-heir-hint = En kollega i organisasjonen din. Ansvaret går over med en gang, og kollegaen får beskjed. Gjelder bare hvis du lar bidragene dine bli stående. Det som er gitt videre, kommer ikke tilbake hvis du angrer.
freshness-leaving-heir-cannot = Denne kollegaen kan ikke lenger ta over. Velg en annen.
freshness-leaving-nobody = Ingen: Redaktørene finner noen
notices-kind-given = Innlegg du får ansvaret for
notices-said-given = Du har fått ansvaret for «{ $title }»
notices-open-given = Se innlegget
notices-line-given = { $title }
notices-kind-lapsed = Tilbud om ansvar som faller bort
notices-said-lapsed = Tilbudet om ansvaret for «{ $title }» gjelder ikke lenger
notices-open-lapsed = Se innlegget
notices-line-lapsed = { $title }

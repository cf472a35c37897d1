freshness-badge = Äldre än { $months } månader
freshness-stale = Äldre än { $months } månader. Något kan ha ändrats sedan texten skrevs.
freshness-updated = Senast uppdaterat
freshness-reviewed = Senast kontrollerat
freshness-never = Inte ännu
freshness-review-due = Ska kontrolleras
freshness-is-due = Nu
freshness-still-true = Det stämmer fortfarande
freshness-question = Stämmer det fortfarande?
freshness-read = Läs inlägget
freshness-desk = Håll kunskapen aktuell
freshness-due = Ska kontrolleras
freshness-due-lead = Inlägg som snart eller redan ska kontrolleras. Om texten fortfarande stämmer räcker det med ett klick.
freshness-due-none = Inget ska kontrolleras
freshness-due-none-text = När ett inlägg närmar sig den dag då det ska kontrolleras står det här.
freshness-ownerless = Utan ansvarig
freshness-ownerless-lead = Inlägg som ingen har ansvar för: den ansvariga har slutat och det fanns ingen ersättare.
freshness-ownerless-none = Alla inlägg har en ansvarig
freshness-ownerless-none-text = Om ett inlägg förlorar sin ansvariga får redaktörerna besked och det står här.
freshness-find-owner = Hitta en ansvarig
freshness-people = Vem har ansvaret?
freshness-people-lead = Den ansvariga får frågan om texten fortfarande stämmer. Ersättaren får också redigera och tar över om den ansvariga slutar.
freshness-owner = Ansvarig
freshness-deputy-is = Ersättare
freshness-nobody = Ingen
freshness-offered-to = Erbjudet till
freshness-no-deputy = Ta bort ersättaren
freshness-no-offer = Dra tillbaka erbjudandet
freshness-find = Hitta en person
freshness-found-none = Ingen hittades. Prova en del av namnet.
freshness-make-deputy = Gör { $name } till ersättare
freshness-offer = Erbjud { $name } ansvaret
freshness-assign = Ge { $name } ansvaret
freshness-you-are-offered = Du har erbjudits ansvaret för det här inlägget. Om du säger ja får du en fråga när det ska kontrolleras.
freshness-take = Ja, jag tar det
freshness-not-take = Nej tack
freshness-setting-stale = Gammalt efter så här många månader
freshness-setting-stale-hint = Om en text varken har ändrats eller kontrollerats på så länge står det på sidan och i listor. Tomt fält: 12.
freshness-setting-due = Ska kontrolleras igen om så här många månader
freshness-setting-due-hint = Räknat från publiceringen, eller från när någon senast sa att det fortfarande stämmer. Tomt fält: 12.
done-freshness-reviewed = Tack. Det är noterat att det fortfarande stämmer.
done-freshness-deputy = Sparat.
done-freshness-offered = Erbjudet. Ansvaret byts när personen säger ja.
done-freshness-not-offered = Erbjudandet är tillbakadraget.
done-freshness-assigned = Inlägget har fått en ny ansvarig.
done-freshness-taken = Tack. Nu har du ansvaret.
done-freshness-not-taken = Noterat. Ansvaret ligger kvar där det är.

freshness-mail-before-subject = Stämmer ”{ $title }” fortfarande?
freshness-mail-before = ”{ $title }” ska kontrolleras senast den { $day }. Texten ändrades senast den { $updated }.
freshness-mail-due-subject = ”{ $title }” ska kontrolleras nu
freshness-mail-due = ”{ $title }” skulle ha kontrollerats den { $day }. Texten ändrades senast den { $updated }.
freshness-mail-overdue-subject = Ingen har kontrollerat ”{ $title }”
freshness-mail-overdue = ”{ $title }” skulle ha kontrollerats den { $day }, och det har inte gjorts. Du är ersättare: kan du göra det?
freshness-mail-how = Stämmer den fortfarande? Öppna länken och tryck på knappen. Du behöver inte logga in.
freshness-mail-link = Det stämmer fortfarande
freshness-mail-otherwise = Om något ska rättas, redigera här:
freshness-mail-desk-subject = { $count ->
    [one] 1 inlägg har inte kontrollerats
   *[other] { $count } inlägg har inte kontrollerats
}
freshness-mail-desk = { $count ->
    [one] Ett inlägg skulle ha kontrollerats för två veckor sedan:
   *[other] { $count } inlägg skulle ha kontrollerats för två veckor sedan:
}
freshness-mail-ownerless-subject = { $count ->
    [one] 1 inlägg har ingen ansvarig
   *[other] { $count } inlägg har ingen ansvarig
}
freshness-mail-ownerless = { $count ->
    [one] Ett inlägg har förlorat sin ansvariga och har ingen ersättare:
   *[other] { $count } inlägg har förlorat sina ansvariga och har ingen ersättare:
}
freshness-mail-desk-link = Visa listan

notices-kind-offered = Inlägg som du erbjuds ansvaret för
notices-said-offered = Du har erbjudits ansvaret för ”{ $title }”
notices-open-offered = Se inlägget och svara ja eller nej
notices-line-offered = { $title }

freshness-mail-several-subject = { $count } inlägg ska kontrolleras
freshness-mail-several = { $count } inlägg som du ansvarar för eller är ersättare för ska kontrolleras.
freshness-mail-several-how = Stämmer ett inlägg fortfarande? Öppna länken och tryck på knappen. Du behöver inte logga in.
freshness-mail-of-several-before = Ska kontrolleras senast { $day }. Senast ändrad { $updated }.
freshness-mail-of-several-due = Skulle ha kontrollerats { $day }. Senast ändrad { $updated }.
freshness-mail-of-several-overdue = Skulle ha kontrollerats { $day }, och det har inte skett. Du är ersättare: kan du göra det? Senast ändrad { $updated }.
freshness-mail-edit = Ändra det
freshness-mail-list = Se alla på din lista
freshness-mail-more = Och { $count } till.
freshness-leaving-tended = { $count ->
    [one] Du ansvarar för 1 inlägg i biblioteket.
   *[other] Du ansvarar för { $count } inlägg i biblioteket.
}
freshness-leaving-deputies = { $count ->
    [one] 1 av dem går till ersättaren.
   *[other] { $count } av dem går till ersättarna.
}
freshness-leaving-alone = { $count ->
    [one] Om ingen väljs att ta över hamnar 1 inlägg på redaktörernas lista över inlägg utan ansvarig.
   *[other] Om ingen väljs att ta över hamnar { $count } inlägg på redaktörernas lista över inlägg utan ansvarig.
}
freshness-leaving-by-hand = Om du vet någon som kan ta över, erbjud först den personen ansvaret på inläggets sida.
freshness-leaving-heir = Vem tar ansvaret för dina inlägg?
freshness-leaving-heir-hint = En kollega i din organisation. Ansvaret går över genast och kollegan får besked. Gäller bara om du låter dina bidrag stå kvar. Det som har lämnats över kommer inte tillbaka om du ångrar dig.
freshness-leaving-heir-cannot = Den kollegan kan inte längre ta över. Välj någon annan.
freshness-leaving-nobody = Ingen: redaktörerna hittar någon
notices-kind-given = Inlägg som du får ansvaret för
notices-said-given = Du har fått ansvaret för ”{ $title }”
notices-open-given = Se inlägget
notices-line-given = { $title }
notices-kind-lapsed = Erbjudanden om ansvar som upphör
notices-said-lapsed = Erbjudandet om ansvaret för ”{ $title }” gäller inte längre
notices-open-lapsed = Se inlägget
notices-line-lapsed = { $title }

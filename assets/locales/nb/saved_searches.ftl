# Lagrede søk: å lagre et søk og få vite når noe nytt passer.
saved-searches-title = Lagrede søk
saved-searches-text = Søk og visninger du kommer tilbake til, og det nye de har funnet.
saved-searches-lead = Når noe nytt passer, står det her, og du får e-post så ofte du selv vil.
saved-searches-none = Du har ingen lagrede søk
saved-searches-none-text = Søk etter det du vil følge, og lagre søket. Da får du beskjed når det kommer noe nytt.
saved-searches-to-search = Søk
saved-searches-follow = Følg søket
saved-searches-offer = Lagre søket og få beskjed
saved-searches-feed = Følg søket som nyhetsstrøm (Atom)
saved-searches-feed-public = Nyhetsstrømmen inneholder bare det som er offentlig, også når du er logget inn.
saved-searches-new-title = Lagre søket
saved-searches-new-text = Du får beskjed om innlegg som er nye eller nylig endret, og som har alle ordene i søket, i alle bøyninger og også på de andre språkene. Du får ikke beskjed om det som passer allerede nå.
saved-searches-do = Lagre søket
saved-searches-name = Navn på søket
saved-searches-pace = E-post om nytt
saved-searches-too-many = Du har lagret 50 søk. Slett et du ikke bruker lenger.
saved-searches-taken = Du har allerede et søk med det navnet.
saved-searches-conflict = Søket er endret imens i et annet vindu. Nå er «{ $name }» ({ $pace }) lagret; lagre igjen for å lagre ditt i stedet.
saved-searches-new = { $count ->
    [one] 1 nytt
   *[other] { $count } nye
}
saved-searches-is-new = Ny
saved-searches-ask = Søk nå
saved-searches-found = Nytt som passer
saved-searches-found-none = Det har ikke kommet noe nytt siden du lagret søket.
saved-searches-before = Se alt som passer
saved-searches-change = Endre søket
saved-searches-since = Lagret { $when }.
saved-searches-each = Hvert søk har sin egen takt, og e-posten kommer selv om du har vært innom.
saved-searches-see = Se de lagrede søkene dine
saved-searches-one = det lagrede søket «{ $name }»
saved-searches-quoted = «{ $name }»
saved-searches-mail-subject-one = { $count ->
    [one] 1 nytt innlegg passer til «{ $name }»
   *[other] { $count } nye innlegg passer til «{ $name }»
}
saved-searches-mail-subject = { $count ->
    [one] 1 nytt innlegg til de lagrede søkene dine
   *[other] { $count } nye innlegg til de lagrede søkene dine
}
saved-searches-mail-lead-one = Det er noe nytt som passer til et søk du har lagret.
saved-searches-mail-lead = Det er noe nytt som passer til søk du har lagret.
saved-searches-mail-more = { $count ->
    [one] Og 1 til
   *[other] Og { $count } til
}
saved-searches-mail-change = Se eller endre søket
saved-searches-mail-stop = Ingen flere e-poster om dette søket
notices-kind-search = Lagrede søk
done-search-saved = Søket er lagret.
done-search-removed = Søket er slettet.

# Mine data
privacy-table-saved-searches-person-id = De lagrede søkene dine
privacy-column-saved-at = Lagret

# Gemte søgninger: at gemme en søgning og høre om det nye, der passer.
saved-searches-title = Gemte søgninger
saved-searches-text = Søgninger og visninger, du vender tilbage til, og det nye, de har fundet.
saved-searches-lead = Når noget nyt passer, står det her, og du får en mail, så tit du selv vil.
saved-searches-none = Du har ingen gemte søgninger
saved-searches-none-text = Søg efter det, du vil følge, og gem søgningen. Så får du besked, når der kommer nyt.
saved-searches-to-search = Søg
saved-searches-follow = Følg søgningen
saved-searches-offer = Gem søgningen, og få besked
saved-searches-feed = Følg søgningen som feed (Atom)
saved-searches-feed-public = Feedet indeholder kun det, der er offentligt, også når du er logget ind.
saved-searches-new-title = Gem søgningen
saved-searches-new-text = Du får besked om indlæg, der er nye eller nyligt ændrede og har alle søgningens ord, i alle bøjninger og også på de andre sprog. Det, der passer allerede nu, får du ikke besked om.
saved-searches-do = Gem søgningen
saved-searches-name = Navn på søgningen
saved-searches-pace = Mail om nyt
saved-searches-too-many = Du har gemt 50 søgninger. Slet en, du ikke bruger mere.
saved-searches-taken = Du har allerede en søgning med det navn.
saved-searches-conflict = Søgningen er ændret imens i et andet vindue. Gemt er nu »{ $name }« ({ $pace }); gem igen for at gemme dit i stedet.
saved-searches-new = { $count ->
    [one] 1 ny
   *[other] { $count } nye
}
saved-searches-is-new = Ny
saved-searches-ask = Søg nu
saved-searches-found = Nyt, der passer
saved-searches-found-none = Der er ikke kommet noget nyt, siden du gemte søgningen.
saved-searches-before = Se alt, der passer
saved-searches-change = Ret søgningen
saved-searches-since = Gemt { $when }.
saved-searches-each = Hver søgning har sin egen takt, og mailen kommer, også selv om du har været forbi.
saved-searches-see = Se dine gemte søgninger
saved-searches-one = din gemte søgning »{ $name }«
saved-searches-quoted = »{ $name }«
saved-searches-mail-subject-one = { $count ->
    [one] 1 nyt indlæg passer på »{ $name }«
   *[other] { $count } nye indlæg passer på »{ $name }«
}
saved-searches-mail-subject = { $count ->
    [one] 1 nyt indlæg til dine gemte søgninger
   *[other] { $count } nye indlæg til dine gemte søgninger
}
saved-searches-mail-lead-one = Der er nyt, der passer på en søgning, du har gemt.
saved-searches-mail-lead = Der er nyt, der passer på søgninger, du har gemt.
saved-searches-mail-more = { $count ->
    [one] Og 1 til
   *[other] Og { $count } til
}
saved-searches-mail-change = Se eller ret søgningen
saved-searches-mail-stop = Ingen flere mails om denne søgning
notices-kind-search = Gemte søgninger
done-search-saved = Søgningen er gemt.
done-search-removed = Søgningen er slettet.

# Mine data
privacy-table-saved-searches-person-id = Dine gemte søgninger
privacy-column-saved-at = Gemt

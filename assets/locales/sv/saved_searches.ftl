# Sparade sökningar: att spara en sökning och få veta när något nytt passar.
saved-searches-title = Sparade sökningar
saved-searches-text = Sökningar och vyer som du återkommer till, och det nya de har hittat.
saved-searches-lead = När något nytt passar visas det här, och du får mejl så ofta du själv vill.
saved-searches-none = Du har inga sparade sökningar
saved-searches-none-text = Sök efter det du vill följa och spara sökningen. Då får du veta när det kommer något nytt.
saved-searches-to-search = Sök
saved-searches-follow = Följ sökningen
saved-searches-offer = Spara sökningen och få besked
saved-searches-feed = Följ sökningen som flöde (Atom)
saved-searches-feed-public = Flödet innehåller bara det som är offentligt, även när du är inloggad.
saved-searches-new-title = Spara sökningen
saved-searches-new-text = Du får besked om inlägg som är nya eller nyligen ändrade och som har alla sökningens ord, i alla böjningar och även på de andra språken. Du får inget besked om det som passar redan nu.
saved-searches-do = Spara sökningen
saved-searches-name = Sökningens namn
saved-searches-pace = Mejl om nytt
saved-searches-too-many = Du har sparat 50 sökningar. Ta bort en som du inte använder längre.
saved-searches-taken = Du har redan en sökning med det namnet.
saved-searches-conflict = Sökningen har ändrats under tiden i ett annat fönster. Nu är ”{ $name }” ({ $pace }) sparad; spara igen för att spara det du har skrivit i stället.
saved-searches-new = { $count ->
    [one] 1 ny
   *[other] { $count } nya
}
saved-searches-is-new = Ny
saved-searches-ask = Sök nu
saved-searches-found = Nytt som passar
saved-searches-found-none = Det har inte kommit något nytt sedan du sparade sökningen.
saved-searches-before = Visa allt som passar
saved-searches-change = Ändra sökningen
saved-searches-since = Sparad { $when }.
saved-searches-each = Varje sökning har sin egen takt, och mejlet kommer även om du har varit inne.
saved-searches-see = Visa dina sparade sökningar
saved-searches-one = din sparade sökning ”{ $name }”
saved-searches-quoted = ”{ $name }”
saved-searches-mail-subject-one = { $count ->
    [one] 1 nytt inlägg passar ”{ $name }”
   *[other] { $count } nya inlägg passar ”{ $name }”
}
saved-searches-mail-subject = { $count ->
    [one] 1 nytt inlägg till dina sparade sökningar
   *[other] { $count } nya inlägg till dina sparade sökningar
}
saved-searches-mail-lead-one = Det finns något nytt som passar en sökning som du har sparat.
saved-searches-mail-lead = Det finns något nytt som passar sökningar som du har sparat.
saved-searches-mail-more = { $count ->
    [one] Och 1 till
   *[other] Och { $count } till
}
saved-searches-mail-change = Visa eller ändra sökningen
saved-searches-mail-stop = Inga fler mejl om den här sökningen
notices-kind-search = Sparade sökningar
done-search-saved = Sökningen är sparad.
done-search-removed = Sökningen är borttagen.

# Mina uppgifter
privacy-table-saved-searches-person-id = Dina sparade sökningar
privacy-column-saved-at = Sparad

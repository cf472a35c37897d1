# Saved searches: saving a search, and hearing of what is new and fits.
saved-searches-title = Saved searches
saved-searches-text = Searches and views you come back to, and what is new in them.
saved-searches-lead = When something new fits, it is listed here, and you get a mail as often as you like.
saved-searches-none = You have no saved searches
saved-searches-none-text = Search for what you want to follow, and save the search. You then hear of it when there is something new.
saved-searches-to-search = Search
saved-searches-follow = Follow this search
saved-searches-offer = Save this search and be told
saved-searches-feed = Follow this search as a feed (Atom)
saved-searches-feed-public = The feed holds only what is public, even when you are signed in.
saved-searches-new-title = Save the search
saved-searches-new-text = You are told of entries that are new or newly changed and have every word of the search, in any form and in the other languages too. You are not told of what fits already.
saved-searches-do = Save the search
saved-searches-name = Name of the search
saved-searches-pace = Mail about what is new
saved-searches-too-many = You have saved 50 searches. Delete one you no longer use.
saved-searches-taken = You already have a search of that name.
saved-searches-conflict = The search has been changed meanwhile in another window. What is saved now is “{ $name }” ({ $pace }); save again to save yours instead.
saved-searches-new = { $count ->
    [one] 1 new
   *[other] { $count } new
}
saved-searches-is-new = New
saved-searches-ask = Search now
saved-searches-found = New and fitting
saved-searches-found-none = There has been nothing new since you saved the search.
saved-searches-before = See all that fits
saved-searches-change = Change the search
saved-searches-since = Saved { $when }.
saved-searches-each = Each search has a pace of its own, and its mail comes even if you have been here.
saved-searches-see = See your saved searches
saved-searches-one = your saved search “{ $name }”
saved-searches-quoted = “{ $name }”
saved-searches-mail-subject-one = { $count ->
    [one] 1 new entry fits “{ $name }”
   *[other] { $count } new entries fit “{ $name }”
}
saved-searches-mail-subject = { $count ->
    [one] 1 new entry for your saved searches
   *[other] { $count } new entries for your saved searches
}
saved-searches-mail-lead-one = There is something new that fits a search you have saved.
saved-searches-mail-lead = There is something new that fits searches you have saved.
saved-searches-mail-more = { $count ->
    [one] And 1 more
   *[other] And { $count } more
}
saved-searches-mail-change = See or change the search
saved-searches-mail-stop = No more mails about this search
notices-kind-search = Saved searches
done-search-saved = The search is saved.
done-search-removed = The search is deleted.

# My data
privacy-table-saved-searches-person-id = Your saved searches
privacy-column-saved-at = Saved

# Whether knowledge is still true, and who is responsible for it.
freshness-badge = Older than { $months } months
freshness-stale = Older than { $months } months. Something may have changed since this was written.
freshness-updated = Last updated
freshness-reviewed = Last looked at
freshness-never = Not yet
freshness-review-due = To be looked at
freshness-is-due = Now
freshness-still-true = It is still true
freshness-question = Is it still true?
freshness-read = Read the entry
freshness-desk = Look after knowledge
freshness-due = To be looked at
freshness-due-lead = Entries that soon, or already, should be looked at. If the text is still true, one click is enough.
freshness-due-none = Nothing is to be looked at
freshness-due-none-text = When an entry comes close to the day it should be looked at, it is listed here.
freshness-ownerless = Without an owner
freshness-ownerless-lead = Entries nobody is responsible for: the owner has left, and there was no deputy.
freshness-ownerless-none = Every entry has an owner
freshness-ownerless-none-text = When an entry loses its owner, the editors are told and it is listed here.
freshness-find-owner = Find an owner
freshness-people = Who is responsible?
freshness-people-lead = The owner is asked whether the text is still true. The deputy may edit too, and takes over when the owner leaves.
freshness-owner = Owner
freshness-deputy-is = Deputy
freshness-nobody = Nobody
freshness-offered-to = Offered to
freshness-no-deputy = Remove the deputy
freshness-no-offer = Take the offer back
freshness-find = Find a person
freshness-found-none = Nobody found. Try a part of the name.
freshness-make-deputy = Make { $name } deputy
freshness-offer = Offer it to { $name }
freshness-assign = Give it to { $name }
freshness-you-are-offered = You are offered this entry. If you say yes, you are asked when it should be looked at.
freshness-take = Yes, I take it
freshness-not-take = No, thank you
freshness-setting-stale = Old after so many months
freshness-setting-stale-hint = When a text was neither changed nor looked at for so long, its page and lists say so. Empty: 12.
freshness-setting-due = To be looked at again after so many months
freshness-setting-due-hint = Counted from when it was published, or last found still true. Empty: 12.
done-freshness-reviewed = Thank you. It is noted that it is still true.
done-freshness-deputy = Saved.
done-freshness-offered = Offered. It passes on when they say yes.
done-freshness-not-offered = The offer was taken back.
done-freshness-assigned = The entry has a new owner.
done-freshness-taken = Thank you. It is yours now.
done-freshness-not-taken = Noted. It stays where it is.

freshness-mail-before-subject = Is “{ $title }” still true?
freshness-mail-before = “{ $title }” should be looked at by { $day }. The text was last changed { $updated }.
freshness-mail-due-subject = “{ $title }” should be looked at now
freshness-mail-due = “{ $title }” was to be looked at { $day }. The text was last changed { $updated }.
freshness-mail-overdue-subject = Nobody has looked at “{ $title }”
freshness-mail-overdue = “{ $title }” was to be looked at { $day }, and that has not happened. You are its deputy: can you do it?
freshness-mail-how = Is it still true? Open the link and press the button. You need not sign in.
freshness-mail-link = It is still true
freshness-mail-otherwise = If something should be corrected, edit it here:
freshness-mail-desk-subject = { $count ->
    [one] 1 entry was not looked at
   *[other] { $count } entries were not looked at
}
freshness-mail-desk = { $count ->
    [one] One entry should have been looked at two weeks ago:
   *[other] { $count } entries should have been looked at two weeks ago:
}
freshness-mail-ownerless-subject = { $count ->
    [one] 1 entry has no owner
   *[other] { $count } entries have no owner
}
freshness-mail-ownerless = { $count ->
    [one] One entry has lost its owner and has no deputy:
   *[other] { $count } entries have lost their owner and have no deputy:
}
freshness-mail-desk-link = See the list

notices-kind-offered = Entries you are asked to look after
notices-said-offered = You are asked to look after “{ $title }”
notices-open-offered = See the entry, and say yes or no
notices-line-offered = { $title }

freshness-mail-several-subject = { $count } entries are to be looked at
freshness-mail-several = { $count } entries you are responsible for, or are deputy for, are to be looked at.
freshness-mail-several-how = Is an entry still true? Open the link and press the button. You need not sign in.
freshness-mail-of-several-before = To be looked at by { $day }. Last changed { $updated }.
freshness-mail-of-several-due = Was to be looked at on { $day }. Last changed { $updated }.
freshness-mail-of-several-overdue = Was to be looked at on { $day }, and was not. You are its deputy: can you do it? Last changed { $updated }.
freshness-mail-edit = Change it
freshness-mail-list = See them all on your list
freshness-mail-more = And { $count } more.
freshness-leaving-tended = { $count ->
    [one] You are responsible for 1 entry in the library.
   *[other] You are responsible for { $count } entries in the library.
}
freshness-leaving-deputies = { $count ->
    [one] 1 of them goes to its deputy.
   *[other] { $count } of them go to their deputies.
}
freshness-leaving-alone = { $count ->
    [one] If nobody is chosen to take over, 1 entry goes on the editors’ list of entries without an owner.
   *[other] If nobody is chosen to take over, { $count } entries go on the editors’ list of entries without an owner.
}
freshness-leaving-by-hand = If you know somebody who can take over, offer it to them on the entry’s page first.
freshness-leaving-heir = Who takes over your entries?
freshness-leaving-heir-hint = A colleague in your organisation. They take over at once and are told of it. Only if you let your contributions stay. What was handed over does not come back if you change your mind.
freshness-leaving-heir-cannot = That colleague can no longer take over. Choose somebody else.
freshness-leaving-nobody = Nobody: the editors find somebody
notices-kind-given = Entries you come to be responsible for
notices-said-given = You are now responsible for “{ $title }”
notices-open-given = See the entry
notices-line-given = { $title }
notices-kind-lapsed = Offers that lapse
notices-said-lapsed = The offer to look after “{ $title }” no longer stands
notices-open-lapsed = See the entry
notices-line-lapsed = { $title }

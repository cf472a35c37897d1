# Series and campaigns
collections-title = Series and campaigns
collections-lead = Entries that belong together, in order.
collections-new = New series
collections-edit = Edit the series
collections-arrange = Entries and order
collections-remove = Delete the series
collections-remove-text = The series goes. The entries stay in the library.
collections-remove-do = Delete the series
collections-name = Title
collections-introduction = Introduction
collections-introduction-hint = Write in Markdown: ## heading, **bold**, [text](address).
collections-conflict = Somebody else saved meanwhile. What is stored now stands below; save again to write your text over it.
collections-empty = No series yet
collections-empty-text = An editor can put entries that belong together into a series.
collections-empty-editor = Put entries that belong together: a campaign, a theme, a publication.
collections-parts = { $count ->
    [one] 1 part
   *[other] { $count } parts
}
collections-entries = The parts
collections-none = No entries here that you can read
collections-none-text = The series is still empty, or it is for others than you.
collections-none-editor = The series is empty. Find an entry and put it in.
collections-all = See all series
collections-order = The order
collections-hidden = An entry you cannot read
collections-up = Move up
collections-down = Move down
collections-take-out = Take out
collections-add = Put an entry in
collections-find = Words of the title
collections-add-do = Put into the series
collections-not-found = No entries found
collections-not-found-text = Try another word of the title. Only published entries can be in a series.
collections-see = See the series
collections-nav = Series: { $title }
collections-part = Part { $number } of { $of } in
collections-previous = Previous
collections-next = Next
done-collection-removed = The series is deleted. Its entries are still there.
right-curate = Put entries into series
audit-kind-collection = Series
audit-action-arrange = Arranged the entries of a series

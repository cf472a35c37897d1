# The frame around every page, forms, errors.
skip-to-content = Skip to content
search = Search
search-shortcut = Shortcut: press /
menu = Menu
crumbs-label = Breadcrumb
nav-label = Main menu
nav-person-label = Account and language
nav-library = Library
nav-meetings = Meetings
nav-forum = Forum
nav-processes = Processes
nav-worksheets = Worksheets
nav-study = Study
nav-admin = Administration
nav-more = More
nav-me = My page
nav-about = About the network
nav-accessibility = Accessibility statement
nav-privacy = Privacy
nav-licences = Licences
footer-site = About this site
footer-colophon = Run by the network itself on fælles, which is free software.
to-front-page = To the front page
request-id = Request number:
save = Save
cancel = Cancel
none = None
all = All
or = or
see-all = See all
pager-label = Pages
pager-previous = Previous
pager-next = Next
pager-of = Page { $page } of { $pages }
pager-missing = There is no such page
pager-missing-text = The list has { $pages ->
    [one] one page only
   *[other] { $pages } pages
}.
pager-last = Go to the last page
pager-first = Go to the first page

form-has-errors = Correct this and send again
form-optional = (optional)
invalid-missing = Fill in this field.
invalid-too-long = Write at most { $max } characters.
invalid-cpr = The text holds something that looks like a Danish personal number (CPR). Those must not be stored here: remove it and send again.
invalid-missing-name = Write the name, or clear the row.
invalid-number = Write a whole number within the limits.
invalid-choice = Choose one of the options.
invalid-email = Write a valid e-mail address, for example name@municipality.dk.
invalid-date = Choose a date and a time.

field-name = Name
field-email = E-mail address
field-title = Job title
field-lang = Language
field-organisation = Organisation
field-roles = Roles
field-represents = Represents
field-represents-hint = The organisations this person speaks for at network meetings.
field-kind = Kind
field-reason = Reason
field-answer = Answer
field-municipality = Municipality
field-seats = Seats
field-seats-hint = How many may sit at a meeting.

language-da = Danish
language-sv = Swedish
language-nb = Norwegian (bokmål)
language-nn = Norwegian (nynorsk)
language-en = English

problem-not-found = There is no such page
problem-not-found-text = It may have moved, or you must be signed in to see it. Search for what you need, or start from the front page.
problem-forbidden = This is not open to you
problem-forbidden-text = Your role does not allow this. Ask the network's administrator if you think it should.
problem-sign-in-needed = Sign in to go on
problem-sign-in-needed-text = This page is for the network's members. You get a link by e-mail and come back here.
problem-link-spent = The link no longer works
problem-link-spent-text = It has been used, is too old, or was not copied whole. Ask for a new one.
problem-new-link = Get a new link
problem-stale-form = The form is too old
problem-stale-form-text = You may have been signed out meanwhile. Nothing was saved: copy what you wrote, open the page again and send.
problem-typed = What you wrote
problem-bad-request = The request could not be read
problem-bad-request-text = Nothing was saved. Go back and try again.
problem-bad-request-nul = The text holds characters that cannot be stored (NUL). Nothing was saved. Go back, remove them and send again.
problem-bad-request-encoding = The text is not valid UTF-8. Nothing was saved. Go back and paste the text again.
problem-bad-request-answer = Choose yes, maybe or no. Go back, choose and send again.
problem-bad-request-address = The address is too long.
problem-conflict = Somebody was first
problem-conflict-text = The page has changed since you opened it. Nothing was overwritten. Go back, reload, and see what is new.
problem-too-large = That was too much at once
problem-too-large-text = Text may be at most 2 MB, a picture 5 MB. Nothing was saved. Go back and send something smaller. To attach files to an entry, send them one at a time.
problem-timeout = It took too long
problem-timeout-text = The form did not arrive in time, and nothing was saved. Try again.
problem-too-many = Wait a moment
problem-too-many-text = There were many tries in a short time. Try again in { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
}.
problem-storage-full = There is no room to save
problem-storage-full-text = The server's disk is full, and nothing was saved. Try again in a while; please tell the network's administrator.
problem-unavailable = It cannot be saved just now
problem-unavailable-text = The database does not answer, and nothing was saved. Try again in a moment.
problem-internal = Something went wrong on our side
problem-internal-text = Nothing that was saved before is lost. Try again; if it keeps happening, send the request number to the administrator.

done-saved = Saved.
done-signed-out = You are signed out.
done-welcome = Welcome. The network is open, and you are its first administrator.
problem-second-factor-needed = Show in one more way that it is you
problem-second-factor-needed-text = Whoever administers must use two ways of showing who they are.
problem-show-second-factor = Show the second way
problem-proof-needed = Confirm that it is you
problem-proof-needed-text = This cannot be undone. First confirm who you are. You can then go on for a quarter of an hour.
problem-prove = Confirm that it is you
problem-read-only = Nothing can be saved just now
problem-read-only-text = The network is being looked after and can only be read for a while. Try again later. What you wrote stands below so that you can copy it.

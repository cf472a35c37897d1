# Coming in: invitations, requests, approval, lists, one person twice.
nav-join = Become a member
nav-joining = { $count ->
    [0] New members
   *[other] New members ({ $count })
}
joining-badge = waiting for an answer
joining-waiting = { $count ->
    [one] 1 person wants to join and waits for an answer
   *[other] { $count } people want to join and wait for an answer
}
joining-no-account = Only members of the network get a link. Not a member yet?

joining-ask-title = Become a member of { $network }
joining-ask-lead = It is free. Tell us who you are, and a mail will tell you what comes next.
joining-email = E-mail address
joining-email-hint = Your work address is best: your organisation may be known by it.
joining-organisation = Organisation
joining-organisation-hint = If it is not on the list, write it in the message.
joining-no-organisation = None, or another
join-message = Message
join-message-hint = What do you work with, and why do you want to join? Whoever approves reads it. Never write personal (CPR) numbers.
joining-ask-do = Ask to join
joining-ask-known = Already a member?
joining-sent = Look in your inbox
joining-sent-text = We have sent a mail to the address. Follow the link in it to go on.
joining-sent-help = No mail? Look in junk mail, or try again in a few minutes.
joining-again = Try again
joining-confirm = Confirm your address
joining-confirm-member = Your address belongs to { $organisation }. Once confirmed, you are a member at once.
joining-confirm-wait = Once confirmed, an organiser or your organisation looks at your request. You get an answer by mail.
joining-confirm-do = Confirm and send the request
joining-confirm-enter = Confirm and go in
joining-confirm-not-you = If you did not ask for this, close the page. Nothing happens then, and what was typed is deleted within a week.
joining-waits = Thank you. Your request is sent
joining-waits-text = An organiser or your organisation looks at it. You get an answer by mail.
joining-waits-meanwhile = Meanwhile you can read everything the network shares with everybody.

joining-kept = What we keep
joining-kept-what = Name, e-mail address, title, language and organisation, your answers to invitations, and what you write yourself.
joining-kept-why = We use it to invite you, to show your attendance, and to let members find each other.
joining-kept-more = Read about privacy
joining-terms = Your consent
joining-terms-yes = I want to be a member of { $network } on these terms. I can leave at any time.
joining-terms-needed = Tick the box if you want to join.

joining-welcome = Welcome
joining-welcome-lead = You are invited. See whether this is right, and go in.
joining-welcome-of = You are invited as a member from { $organisation }. See whether this is right, and go in.
joining-welcome-what = Here municipalities, associations and citizens share what they have learnt from creating solutions together: knowledge, meetings, tools and a forum.
joining-welcome-check = Your details
joining-welcome-do = Go in
joining-welcome-as = You sign in with { $email }.

joining-title = Want to join
joining-lead = They have confirmed their address and wait for an answer, the oldest first.
joining-tabs = New members
joining-asked = Waiting for an answer
joining-invited = Not here yet
joining-nobody = Nobody waits for an answer
joining-nobody-text = When somebody asks to join, they are shown here.
joining-nobody-see = See the page where people ask to join
joining-since = asked { $when }
joining-named = Named { $organisation }
joining-named-none = Named no organisation on the list
joining-into = Becomes a member of
joining-approve = Approve
joining-refuse-open = Refuse
joining-reason = Reason
joining-reason-hint = Sent to the person by mail.
joining-refuse = Refuse and send the reason
joining-invited-lead = People who were added and have not used their invitation.
joining-all-here = Everybody has been here
joining-all-here-text = People you add are shown here until they have used their invitation.
joining-told = invited { $when }
joining-not-told = not invited
joining-invite = Send the invitation
joining-invite-again = Send the invitation again

joining-import = Add from a list
joining-import-lead = Copy the list in your spreadsheet and paste it here. You see line by line what will happen before anything does.
joining-import-own = Everybody on the list is invited to { $organisation } by mail, and answers themselves.
joining-list = The list
joining-list-hint = The first line is the names of the columns. At most 2,000 lines.
joining-import-look = See what will happen
joining-import-example = What the list may look like
joining-import-columns = Name and mail must be there. The rest may be left out, the order is free, and the columns may have their Danish, Swedish or Norwegian names. Several roles have commas between them. Administrators are appointed one by one, not here.
joining-example-name = Karen Holm
joining-example-email = karen.holm@kommune.dk
joining-example-title = Development consultant
joining-example-organisation = Roskilde Kommune
joining-import-empty = There are no people on the list.
joining-import-no-header = The first line must be the names of the columns, at least Name and Mail.
joining-import-too-long = There are more than 2,000 people on the list. Divide it.
joining-import-too-many-to-ask = There are over 100 people on the list. An organisation can invite 100 in a day.
joining-import-choose = Some lines are wrong. Correct them, or choose to leave them out.
joining-import-changed = Somebody changed something since you saw the list. Below is what will happen now.
joining-import-how = How it is done
joining-import-leave-out = { $count ->
    [one] Leave out the line that is wrong
   *[other] Leave out the { $count } lines that are wrong
}
joining-import-invite = Send everybody new an invitation by mail
joining-import-do = { $count ->
    [one] Add 1 person
   *[other] Add { $count } people
}
joining-import-ask = { $count ->
    [one] Invite 1 person
   *[other] Invite { $count } people
}
joining-preview = What will happen
joining-preview-lead = Nothing is done yet. Either all of it is done, or nothing.
joining-preview-not-done = Nothing was done
joining-preview-new = { $count ->
    [one] new person
   *[other] new people
}
joining-preview-asked = { $count ->
    [one] person is invited
   *[other] people are invited
}
joining-preview-known = here already
joining-preview-wrong = { $count ->
    [one] wrong line
   *[other] wrong lines
}
joining-preview-nothing = There is nobody new to add.
joining-preview-lines = Line by line
joining-preview-edit = Correct the list
joining-line = Line
joining-outcome = What happens
joining-line-new = New
joining-line-asked = Is invited
joining-line-known = Here already
joining-line-elsewhere = Belongs to another organisation and is not moved.
joining-line-wrong = Wrong
joining-line-no-name = The name is missing.
joining-line-address = The address is not valid.
joining-line-cpr = The line has something in it that looks like a personal (CPR) number. That must not be kept.
joining-line-too-long = The text is too long.
joining-line-twice = The same address as on line { $line }.
joining-line-organisation = The organisation is not in the network.
joining-line-organisation-not-yours = That is not your organisation.
joining-line-role = There is no such role.
joining-line-role-not-here = The role cannot be given by a list.
joining-line-lang = The language must be Danish, Swedish, Norwegian or English.

joining-duplicates = The same person twice?
joining-duplicates-lead = Pairs that look alike, the likeliest first.
joining-no-duplicates = Nobody looks alike
joining-no-duplicates-text = Two people with the same name, telephone or mailbox are shown here.
joining-same-name = Same name
joining-same-organisation = Same organisation
joining-same-mailbox = Same name before the @
joining-same-phone = Same telephone
joining-phone = Telephone
joining-two = They are two people
joining-merge-look = They are one person
joining-merge = Make two into one
joining-merge-lead = All that is the one’s becomes the other’s.
joining-merge-kept = Stays
joining-merge-gone = Becomes part of the other
joining-merge-swap = The other way round
joining-merge-moves = What moves
joining-merge-nothing = There is nothing to move.
joining-merge-same = Where both have the same, such as attendance at one meeting, it counts once.
joining-merge-address = { $email } becomes a further address of the person: it can still be used to sign in. Mails are sent to the address that stays.
joining-merge-ends = { $count ->
    [0] No sessions or passwords end.
    [one] 1 session, password or the like ends.
   *[other] { $count } sessions, passwords and the like end.
}
joining-merge-rest = Name and organisation are those that stay. Title and telephone are taken along where they are missing.
joining-merge-final = This cannot be undone.
joining-merge-do = Make them one
joining-class-account = addresses and photo
joining-class-affiliation = roles and belonging
joining-class-sign-in = ways to sign in
joining-class-joining = requests to join
joining-class-contributions = contributions
joining-class-meetings = answers and attendance
joining-class-study = enrolments and results
joining-class-exam-register = in the exam register
joining-class-mail = mails
joining-class-notices = choices and notices
joining-class-moderation = reports and measures
joining-class-consents = consents
joining-class-requests = requests
joining-class-audit = in the log
joining-class-passing = waiting tasks

done-joined = Welcome. You are a member now.
done-joining-known = Somebody is in the network with that address already. The request is closed.
joining-decided-already = Somebody else has answered the request meanwhile. Here are those that still wait.
done-joining-approved = Approved. The person gets a mail with a link.
done-joining-refused = Refused. The person gets the reason by mail.
done-joining-invited = The invitation is on its way.
done-joining-asked = The people on the list are invited.
done-joining-imported = The list is added.
done-joining-merged = The two are one now.

mail-kind-welcome = Invitation to the network
mail-kind-join-known = Request from a member
mail-kind-join-confirm = Confirm the address
mail-kind-join-approved = Request approved
mail-kind-join-refused = Request refused
joining-mail-welcome-subject = Welcome to { $network }
joining-mail-by-network = The network’s administrator has invited you to { $network }.
joining-mail-by-organisation = The administrator of { $organisation } has invited you to { $network }.
joining-mail-what = Here municipalities, associations and citizens share what they have learnt from creating solutions together: knowledge, meetings, tools and a forum. It is free.
joining-mail-welcome-link = See the invitation, and go in
joining-mail-welcome-days = The link is yours alone and works for { $days } days. After that you can always ask for a new one by writing your address on the page Sign in.
joining-mail-welcome-ignore = If you do not want to join, you can ignore this mail.
joining-mail-known-subject = You are already in { $network }
joining-mail-known-text = Somebody, probably you, has asked to become a member of { $network } with this address. You are a member already: here is a link to sign in. It works for { $minutes } minutes and only once.
joining-mail-ignore = If you did not ask for it, you can ignore this mail.
joining-mail-confirm-subject = Confirm your address
joining-mail-confirm-hello = Hello
joining-mail-confirm-text = Somebody, probably you, has asked to become a member of { $network } with this address.
joining-mail-confirm-link = Confirm the address
joining-mail-confirm-days = The link works for { $days } days.
joining-mail-approved-subject = You are in { $network }
joining-mail-approved-text = Your request is approved: you are now a member of { $network }.
joining-mail-approved-hours = The link works for { $hours } hours and only once. After that you can get a new one on the page Sign in.
joining-mail-refused-subject = About your request to join { $network }
joining-mail-refused-text = Your request to become a member of { $network } was not approved. The reason is:
joining-mail-refused-link = About the network, and whom to write to
joining-mail-refused-again = If something has changed, you are welcome to ask again. Your details are deleted after 90 days.

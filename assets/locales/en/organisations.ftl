# Organisations: units, representatives, people, mail domains.
organisations-title = Organisations
organisations-kinds = Kinds of organisation
organisations-plural-municipality = Municipalities
organisations-plural-region = Regions
organisations-plural-association = Associations
organisations-plural-citizen-group = Citizen groups
organisations-plural-company = Companies
organisations-plural-school = Schools
organisations-plural-state = State
organisations-none = No organisations here
organisations-none-text = There are none of this kind in the network yet.
organisations-count-people = { $count ->
    [0] nobody
    [one] 1 person
   *[other] { $count } people
}
organisations-keep = Look after the organisation
organisations-edit = Change the organisation
organisations-conflict = Somebody else saved while you were writing. Nothing is overwritten, and what you wrote is still in the form. Compare, then save what should stand.
organisations-stored = What is stored now
organisations-back = Back to the organisation

organisations-remove = Remove the organisation
organisations-remove-text = Nothing belongs to the organisation, so it can be removed. This cannot be undone.
organisations-remove-not-empty = The organisation cannot be removed while something belongs to it:
organisations-has-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
organisations-has-units = { $count ->
    [one] 1 unit
   *[other] { $count } units
}
organisations-has-representatives = { $count ->
    [one] 1 representative
   *[other] { $count } representatives
}
organisations-has-entries = { $count ->
    [one] 1 entry in the library
   *[other] { $count } entries in the library
}
organisations-has-worksheets = { $count ->
    [one] 1 worksheet
   *[other] { $count } worksheets
}
organisations-has-processes = { $count ->
    [one] 1 process
   *[other] { $count } processes
}
organisations-has-seats = { $count ->
    [one] 1 seat at a meeting, held or to come
   *[other] { $count } seats at meetings, held or to come
}
organisations-has-providers = { $count ->
    [one] 1 sign-in of its own
   *[other] { $count } sign-ins of its own
}
organisations-has-joinings = { $count ->
    [one] 1 request or invitation
   *[other] { $count } requests or invitations
}
done-organisations-removed = The organisation is removed.

organisations-units = Units
organisations-no-units = There are no units yet.
organisations-unit-department = Department
organisations-unit-institution = Institution
organisations-unit-med-committee = MED committee
organisations-unit-add = Add a unit
organisations-unit-add-below = Add a unit below
organisations-unit-edit = Rename or move
organisations-parent = Is part of
organisations-parent-hint = The unit moves with everything below it.
organisations-unit-top = The organisation itself
organisations-unit-below = Units below
organisations-unit-members = Members
organisations-unit-nobody = There is nobody in the unit yet.
organisations-unit-put-in = Put somebody into the unit
organisations-unit-take-out = Take out of the unit
organisations-unit-title = Title in the unit
organisations-unit-title-hint = Left empty, the person's own title is shown. Choose somebody who is in it already to change their title or role.
organisations-unit-remove = Remove the unit
organisations-unit-remove-text = The unit is empty and can be removed.
organisations-unit-not-empty = The unit can be removed once nobody is in it and nothing is below it.
organisations-unit-cycle = A unit cannot be part of itself or of something below it. Choose another place.
organisations-unit-too-deep = The tree can have six levels at most. Choose a place further up.
organisations-unit-too-many = An organisation can have 300 units at most. Remove one you do not use, or join some.
organisations-unit-name-taken = There is already a unit of that name in this place.
organisations-unit-full = A unit can have 200 members at most. Split it.
done-organisations-unit-removed = The unit is removed.
organisations-person = Person
organisations-choose-person = Choose a person
organisations-role = Role in the unit
organisations-role-member = Member
organisations-role-leader = Leader
organisations-role-chair = Chair
organisations-role-deputy-chair = Deputy chair
organisations-role-secretary = Secretary
organisations-role-working-environment = Working environment representative
organisations-role-staff-representative = Staff representative

organisations-representatives = Representatives
organisations-representatives-keep = Look after representatives
organisations-representatives-lead = They speak for the organisation at the network's meetings and are invited on its behalf. The first on the list whose period covers the day has the turn. Once they are registered at a meeting it passes on; otherwise change the order here.
organisations-no-representatives = No representatives yet
organisations-no-representatives-text = Name one or two below. They may take turns.
organisations-representative-add = Add a representative
organisations-representative-remove = Remove
organisations-representative-none-left = All of the organisation's people represent it already, or there are none yet.
organisations-represents-already = The person is a representative already, or the organisation has 20, which is the most.
organisations-turn-now = Has the turn
organisations-turn-next = Next
organisations-turn-not-now = Not in the period
organisations-turn-up = Move up
organisations-turn-down = Move down
organisations-period = Change the period
organisations-period-text = An empty field is an open end.
organisations-from = From day
organisations-to = To and including day
organisations-from-day = From { $from }
organisations-to-day = To { $to }
organisations-from-to-day = From { $from } to { $to }
organisations-invalid-day = Choose a valid day, or leave the field empty.
organisations-period-backwards = The period ends before it begins.

organisations-people = People
organisations-people-keep = Look after people
organisations-people-lead = Those who belong to { $organisation }. Only you and the network's administrators see the mail address here.
organisations-no-people = No people yet
organisations-no-people-text = Invite the first. You can only see and change those who belong to this organisation.
organisations-ask = Invite somebody
organisations-ask-do = Send invitation
organisations-ask-lead = The person gets a mail and answers yes or no themselves. If they have an account elsewhere in the network, it moves with a yes; you cannot see that beforehand.
organisations-already-here = The person belongs to this organisation already.
organisations-asked-open = Invited, not answered yet
organisations-asked-open-text = This is what you typed. The link in the mail works for 14 days; invite again to send a new one.
organisations-asked-on = Invited { $day }
organisations-take-back = Take back
done-organisations-asked = The invitation is sent.
organisations-administers = Right to look after the organisation
organisations-administers-yes = Is the organisation's administrator: looks after its people, units and representatives
organisations-address-text = Mail address and other roles are changed by the network's administrators.

organisations-leave = Take out of the organisation
organisations-leave-text = The person keeps their account and attendance, but no longer belongs here.
organisations-leave-see = See what will happen
organisations-move = Move to another organisation
organisations-moves = This will happen
organisations-moves-attended = { $count ->
    [0] The person has not been registered at any meeting.
    [one] The person keeps their attendance at 1 meeting, and the seat still counts for the organisation they sat for.
   *[other] The person keeps their attendance at { $count } meetings, and the seats still count for the organisations they sat for.
}
organisations-moves-entries = { $count ->
    [0] No entry in the library changes owner.
    [one] 1 entry in the library stays with the organisation and gets a new owner.
   *[other] { $count } entries in the library stay with the organisation and get a new owner.
}
organisations-moves-worksheets = { $count ->
    [one] 1 worksheet only the organisation sees stays and gets a new owner
   *[other] { $count } worksheets only the organisation sees stay and get a new owner
}
organisations-moves-drafts = { $count ->
    [one] 1 draft nobody else has seen goes along with the person.
   *[other] { $count } drafts nobody else has seen go along with the person.
}
organisations-moves-units = { $count ->
    [one] The person leaves 1 unit.
   *[other] The person leaves { $count } units.
}
organisations-moves-represents = The person no longer represents the organisation.
organisations-moves-invitations = { $count ->
    [one] At 1 meeting to come the person no longer takes the organisation's seat.
   *[other] At { $count } meetings to come the person no longer takes the organisation's seat.
}
organisations-moves-administers = The person is no longer the organisation's administrator.
organisations-organisation = New organisation
organisations-to-none = No organisation
organisations-there-already = The person belongs there already. Choose another.
organisations-heir = New owner of what stays
organisations-heir-hint = Suggested is the representative who has the turn, otherwise the organisation's administrator.
organisations-heir-nobody = Nobody: the editors see to it
organisations-of-none = Belongs to no organisation
done-organisations-left = The person no longer belongs to the organisation.
done-organisations-moved = The person has moved.

organisations-domains = Mail domains
organisations-domains-lead = Whoever confirms a mail address at one of these domains belongs to { $organisation }.
organisations-no-domains = No mail domains yet
organisations-no-domains-text = Add the domain that the organisation's own mail addresses end in.
organisations-domains-ask = The network's administrators add and remove mail domains, because they let people in. Write to them if one is missing.
organisations-domain = Domain
organisations-domain-hint = For example roskilde.dk
organisations-domain-add = Add domain
organisations-domain-remove = Remove
organisations-domain-invalid = Write a domain like roskilde.dk, with small letters a-z, digits and hyphens.
organisations-domain-public = Anybody can get an address at this domain. It cannot belong to an organisation.
organisations-domain-taken = The domain belongs to an organisation already.
organisations-domain-too-many = An organisation can have 50 domains at most.

organisations-offer = An invitation
organisations-offer-title = { $organisation } invites you
organisations-offer-text = If you say yes, you belong to { $organisation } in { $network }. Whoever looks after the organisation then sees your name, title and mail address.
organisations-offer-leaves = You belong to { $organisation } now and move if you say yes. This will happen:
organisations-offer-yes = Yes, count me in
organisations-offer-no = No, thank you
done-organisations-joined = You are in. Sign in with your mail address.
done-organisations-declined = The invitation is declined, and what it said is forgotten.
mail-kind-membership = Invitation to an organisation
organisations-offer-terms = By saying yes you agree to be a member of { $network } on these terms. You can leave at any time.
organisations-mail-subject = { $organisation } invites you to { $network }
organisations-mail-text = { $organisation } would like you to join { $network }. Open the link to see what that means, and answer yes or no. It works for { $days } days.
organisations-mail-link = See the invitation
organisations-mail-ignore = If this means nothing to you, ignore this mail. Nothing happens then.

organisations-find-people = Name, title or mail address
organisations-nobody-found = Nobody found
organisations-nobody-found-text = Try fewer words or a part of the name.

# People: signing in, one's own page, administration, mails.
sign-in = Sign in
sign-in-sent = Look in your inbox
sign-in-sent-text = If the address belongs to a member, a link is on its way. It works for { $minutes } minutes and only once.
sign-in-sent-help = No mail? Look among junk mail, or try again in a few minutes.
sign-in-again = Try another address
sign-in-use = Welcome back
sign-in-use-text = Press the button to sign in on this device.
sign-out = Sign out
sign-out-everywhere = Sign out on all devices
setup-title = Open the network
setup-lead = You become the network's first administrator. The link can be used once.
setup-do = Become administrator

me-profile = My profile
me-facts = About you

role-member = Member
role-student = Student
role-organiser = Organiser
role-teacher = Teacher
role-editor = Editor
role-administrator = Administrator

organisation-municipality = Municipality
organisation-region = Region
organisation-association = Association
organisation-citizen-group = Citizen group
organisation-company = Company
organisation-school = School
organisation-state = State body

admin-add-person = Add a person
admin-people = People
admin-organisations = Organisations
admin-organisations-lead = Municipalities, associations and others that members come from or speak for.
admin-no-organisations = No organisations yet
admin-no-organisations-text = Add the first one below. Then people can belong to it.
admin-add-organisation = Add an organisation
admin-seats = { $count ->
    [one] 1 seat at each meeting
   *[other] { $count } seats at each meeting
}
admin-email-taken = Another person already has this address.
admin-name-taken = There already is an organisation of that name.
admin-last-administrator = The network needs at least one administrator. Give somebody else the role first.
admin-retry = Try again
admin-mail = Mails
admin-mail-lead = Everything the network has sent or is about to send, newest first.

mail-status = Status
mail-status-queued = Queued
mail-status-transmitting = Being sent
mail-status-sent = Sent
mail-status-undecided = Undecided
mail-status-failed = Refused
mail-status-dropped = Dropped
mail-kind-sign-in = Sign-in link
mail-kind-invitation = Invitation
mail-none = No mails here
mail-none-text = When somebody signs in or is invited, you can follow their mails here.
mail-to = To
mail-tries = Tries
mail-sent-at = Sent
mail-error = Latest error
mail-keys-left-out = The keys in the recipient's personal links are left out.
mail-calendar = The calendar part
mail-undecided-text = The connection broke while the mail was on its way. The recipient may have it. Ask the recipient, then choose; it is never sent again by itself.
mail-decide-sent = It arrived
mail-decide-again = Send again

mail-hello = Hello { $name }
mail-sign-in-subject = Sign in to { $network }
mail-sign-in-text = Here is your link to sign in to { $network }. It works for { $minutes } minutes and only once.
mail-sign-in-ignore = If you did not ask for it, you can ignore this mail.

front-title = Front page
front-welcome = Welcome to { $network }
front-lead = Here municipalities, associations and citizens share what they have learnt from making solutions together.
front-search-label = What are you looking for?
front-try = Try
front-try-1 = parents in supervision
front-try-2 = effect chain
front-try-3 = samverkan
front-latest = New in the library
front-coming = Coming meetings

licences-lead = This program is free software. It builds on the work of others, named here.
licences-own = The whole licence
licences-others = The work of others
licences-texts = The texts of all licences
licences-version = Version
licences-licence = Licence

page-about =
    { $network } is a knowledge forum where staff, leaders, associations, citizen groups and companies help one another to make better solutions together.

    ## What you can do here

    - **Find knowledge.** Cases, tools and meeting notes from many municipalities, in Danish and the neighbouring languages.
    - **Meet the others.** The network meets about four times a year, and there are about four workshops on the participants' own processes. Taking part is free.
    - **Study.** Attendance counts toward the exam in *Samskabelse i praksis*.
    - **Ask between meetings.** The forum is open to all members.

    ## Who can join

    Everybody who works with co-creation. An association or action group names one or two representatives who come to the meetings, possibly taking turns.

    ## Contact

    Write to { $contact }.
page-privacy =
    ## What we keep about you

    - Name, e-mail address, job title, language and organisation, so that the network can reach you.
    - Your answers to invitations and your attendance, because attendance counts toward the exam.
    - What you write yourself: entries, posts and worksheets.
    - When you signed in and on what kind of device. Not where you were.

    ## What we do not do

    We set no cookie for statistics or advertising. There are two that the site needs: one keeps you signed in, one remembers the language you chose. Nothing on the site is loaded from others.

    Danish personal numbers (CPR) must not be written here, and the site refuses them.

    ## Your rights

    You can learn what is kept about you, have it corrected and have it erased. Write to { $contact }. You can complain to the Danish Data Protection Agency.
page-accessibility =
    { $network } must be usable by everyone. The site follows WCAG 2.2 at level AA.

    ## How the site was examined

    Every page is tested automatically with axe-core, in light and dark appearance and on phone and computer, each time the program changes. The site can be used with the keyboard alone and without JavaScript.

    ## Known shortcomings

    We know of none. The site has not yet been tried by people using a screen reader; that is our next step.

    ## Tell us

    If something is in your way, write to { $contact }. You get an answer within seven working days. If the answer does not satisfy you, you can complain to the Danish Agency for Digital Government.
role-visitor = Visitor
role-lead = Process lead
role-organisation-administrator = Organisation's administrator
role-member-text = Everybody who is signed in. Reads the network's pages, writes in forum and library, and answers invitations.
role-student-text = Follows a programme with an exam or a diploma module and sees their own attendance.
role-organiser-text = Plans meetings, invites, and sees who comes. Keeps order in the forum.
role-teacher-text = Records students' attendance and results.
role-editor-text = Publishes, reviews and archives in the library.
role-lead-text = Opens and leads processes in which every party is heard.
role-organisation-administrator-text = Looks after their own organisation's people, units and representatives. Never others'.
role-administrator-text = Runs the network: people, roles, settings, mail and log.

# Facts: what each kind of entry tells, and how complete it is.

# The groups of the form
facts-group-about = What is it about, and where?
facts-group-effort = The problem and the effort
facts-group-who = Who took part, and how?
facts-group-success = What made it succeed
facts-group-when = When, and how far are you?
facts-group-results = What came of it?
facts-group-learned = What others can learn
facts-group-use = How it is used
facts-group-judged = Strengths, weaknesses and origin
facts-group-practice = In practice
facts-group-sitting = The meeting
facts-group-agreed = What the meeting agreed
facts-group-person = The person
facts-group-body = The rest, in your own words
facts-group-video = Video
facts-group-links = Links
facts-group-contact = Who can be asked?
facts-group-readers = Who should find it?

# A case
facts-problem = The problem
facts-problem-hint = What was wrong, or what did you want? Two or three sentences.
facts-core = The core
facts-core-hint = What another municipality must keep for it to be the same effort.
facts-done = What you did
facts-done-hint = Step by step. Lines that begin with - or a number become a list.
facts-parties = Who took part?
facts-started-by = Who started it?
facts-degree = How much say did those concerned have?
facts-methods = Methods and tools
facts-methods-hint = Tick the tools in the library that you used.
facts-factors = What made the difference?
facts-reflections = What else did it take?
facts-from-year = First year
facts-to-year = Last year
facts-to-year-hint = Empty while it is still going on.
facts-period = Period
facts-since = Since { $year }
facts-until = Until { $year }
facts-stage = How far is it?
facts-results = Results
facts-for-citizens = For citizens
facts-for-work = For the work
facts-for-environment = For the working environment
facts-evaluated = Evaluated
facts-evaluated-yes = Yes
facts-evaluated-no = No
facts-not-worked = What did not work
facts-not-worked-hint = What others look for most often and find most seldom.
facts-advice = Three pieces of advice
facts-advice-hint = One piece in each field. Write to somebody who begins tomorrow.
facts-advice-number = Advice { $n }
facts-advice-title = { $count ->
    [3] Three pieces of advice
    [2] Two pieces of advice
    [one] A piece of advice
   *[other] Advice
}

# A tool
facts-gain = What you get out of it
facts-how = How to do it
facts-how-hint = Step by step. Lines that begin with - or a number become a list.
facts-steps = Steps of the process
facts-steps-hint = The steps of co-created governance that the tool helps with.
facts-participants = Participants
facts-participants-hint = How many, and who.
facts-time = Time
facts-strengths = Strengths
facts-weaknesses = Weaknesses
facts-weaknesses-hint = When should one choose something else?
facts-origin = Origin
facts-origin-hint = Where does it come from, and who has worked on it?
facts-examples = Examples from real life
facts-examples-hint = Tick the cases in the library that have used it.
facts-worksheet = Worksheet
facts-worksheet-hint = A sheet that is filled in together on screen.
facts-worksheet-do = Fill in the sheet together

# A note
facts-agenda = Agenda
facts-present = Present
facts-present-hint = Roles and organisations. Names only where they are needed.
facts-note-stage = The notes are
facts-note-stage-draft = A draft
facts-note-stage-corrections = Open for corrections
facts-note-stage-final = Final
facts-previous = The notes before
facts-decisions = Decisions
facts-decisions-hint = One on each line.
facts-actions = Actions
facts-actions-hint = What is done, by whom and by when. Save to get more blank rows.
facts-actions-number = Action { $n }
facts-actions-what = What
facts-actions-owner = Who
facts-actions-due = Due

# A portrait
facts-person-role = Role
facts-person-role-hint = What the person does, in words others understand.
facts-person-organisation = Organisation
facts-quote = Quote
facts-quote-hint = A sentence or two that the person has agreed to.

# Any
facts-video = Video
facts-video-address = The video's address
facts-video-address-hint = Begins with https://. Nothing is fetched from there until a reader follows the link.
facts-video-title = The video's title
facts-video-speakers = Speakers
facts-video-transcript = Transcript
facts-video-transcript-hint = So that it can be read, searched and understood without sound.
facts-video-go = Watch the video at { $host }
facts-video-outside = The link leads away from the network's pages. Nothing has been fetched from there.
facts-links = Read more
facts-links-hint = Pages elsewhere. Save to get more blank rows.
facts-links-number = Link { $n }
facts-links-address = Address
facts-links-label = What is there?
facts-contact-role = Role
facts-contact-role-hint = Roles stay when people change jobs.
facts-contact-name = Name or unit
facts-contact-deputy = Deputy
facts-none-to-choose = There are none to choose from yet.
facts-more-entries = Others
facts-more-entries-hint = The entry's address, one on each line.

# What cannot be kept
facts-wrong-shape = This cannot be read here.
facts-wrong-year = Write a year from 1900 to 2100.
facts-wrong-years = The last year cannot be before the first.
facts-wrong-day = Write a date.
facts-wrong-link = Write an address that begins with https:// or http://.
facts-wrong-video = Write an address that begins with https://.
facts-action-missing = Write what was agreed.
facts-too-many = These are more than there is room for.
facts-unknown-entry = One of the entries does not exist, or is not of the right kind.
facts-body-or-facts = Write a text, or fill in what the entry is about: for a case the problem and what you did; for a tool the gain and how to do it; for notes a decision or an action; for a portrait the quote and the role.

# How complete it is
facts-level-stub = Begun
facts-level-partial = Partly filled in
facts-level-complete = Complete
facts-filled = { $filled } of { $of } pieces of information
facts-missing = Missing:
facts-nothing-missing = Nothing is missing.
facts-missing-summary = A summary
facts-missing-area = The area
facts-missing-municipality = The municipality
facts-missing-problem = The problem
facts-missing-core = The core of the effort
facts-missing-done = What you did
facts-missing-parties = Who took part
facts-missing-started-by = Who started it
facts-missing-degree = How much say those concerned had
facts-missing-factors = What made the difference
facts-missing-from-year = When it began
facts-missing-stage = How far it is
facts-missing-for-citizens = A result for citizens, the work or the working environment
facts-missing-evaluated = Whether it was evaluated
facts-missing-not-worked = What did not work
facts-missing-advice-1 = Advice
facts-missing-contact-role = A contact
facts-missing-contact-deputy = A deputy for the contact
facts-missing-gain = What one gets out of it
facts-missing-how = How to do it
facts-missing-steps = Which steps it helps with
facts-missing-participants = How many take part
facts-missing-time = How long it takes
facts-missing-strengths = The strengths
facts-missing-weaknesses = The weaknesses
facts-missing-origin = Where it comes from
facts-missing-examples = Examples from real life
facts-missing-meeting = The meeting it is about
facts-missing-agenda = The agenda
facts-missing-present = Who was present
facts-missing-note-stage = Whether the notes are final
facts-missing-decisions = The decisions
facts-missing-actions = The actions
facts-missing-person-role = The person's role
facts-missing-person-organisation = The person's organisation
facts-missing-quote = A quote
facts-missing-body = A text or a transcript

# What is not saved yet
facts-draft-kept = What you have written was remembered { $when }. It is not saved as an entry yet.
facts-draft-not-kept = What you write is not being remembered just now. Save it yourself.
facts-draft-offered = You have text from { $when } that was not saved.
facts-draft-take = Take it up
facts-draft-taken = The form shows what you did not save. Save it, or throw it away.
facts-draft-discard = Throw it away
done-draft-discarded = The text was thrown away.

# In the archive of what is kept of a person
privacy-table-drafts-person-id = Text you have not saved
privacy-column-key = Which entry it belongs to
privacy-column-form = What you have written

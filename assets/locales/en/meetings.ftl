# Meetings: planning, invitations, answers, attendance, mails.
meetings-lead = Where the network meets: talks, tools, sparring and experience from each other’s work.
meetings-new = Plan meetings
meetings-new-lead = Lay out a whole series at once, for example a meeting every quarter. You see the dates before anything is created.
meetings-coming = Upcoming meetings
meetings-past = Past meetings
meetings-none-coming = No upcoming meetings
meetings-none-coming-plan = Plan the next one, so that members can set the time aside.
meetings-none-coming-wait = When the organiser has planned the next meeting, it is shown here. Members get an invitation by mail.
meetings-kind-network = Network meeting
meetings-kind-workshop = Workshop
meetings-kind-module = Module session
meetings-part-of = Part of the series { $series }
meetings-cancelled = Cancelled
meetings-cancelled-text = The meeting is cancelled.
meetings-when = Time
meetings-place = Place
meetings-speakers = Speakers
meetings-facts = About the meeting
meetings-agenda = Agenda
meetings-agenda-hint = You may use Markdown: ## heading, - item.
meetings-no-agenda = The agenda is not ready yet.
meetings-seats = Seats in all
meetings-seats-hint = How many there is room for, across organisations.
meetings-seats-taken = { $taken } taken, { $left } left
meetings-calendar-file = Add to calendar (.ics)
meetings-members-see-more = Members also see agenda, speakers and seats.
meetings-to-meeting = See the meeting’s page
meetings-own-answer = Your answer
meetings-not-invited = You are not invited to this meeting yet. If you want to come, write to the network’s organiser.
meetings-not-invited-plan = You are not invited yourself. To come, invite yourself under Invitations and answers.
meetings-was-not-invited = You were not invited to this meeting.
meetings-are-you-coming = Are you coming?
meetings-you-answered = You answered:
meetings-you-have-not-answered = You have not answered yet.
meetings-send-answer = Send answer
meetings-may-change-answer = You can change your answer until the meeting begins.
meetings-answer = Answer
meetings-answer-yes = Yes
meetings-answer-maybe = Maybe
meetings-answer-no = No
meetings-answer-none = No answer
meetings-organisation-full = Your organisation’s { $seats ->
    [one] one seat is taken
   *[other] { $seats } seats are taken
} by others who said yes. Your answer is unchanged. Talk with your colleagues, or answer maybe, so that you can come if somebody cancels.
meetings-meeting-full = The meeting is full: { $seats ->
    [one] its one seat is taken
   *[other] all { $seats } seats are taken
}. Your answer is unchanged. Answer maybe, so that you can come if somebody cancels.
meetings-has-started = The meeting has begun, so the answer can no longer be changed.
meetings-title = Title
meetings-series-title = Title of the series
meetings-series-title-hint = Each meeting gets the same title. You can change a single meeting afterwards.
meetings-day = Date
meetings-first = First meeting
meetings-count = Number of meetings
meetings-count-hint = 1 to 8.
meetings-interval = Months between
meetings-interval-hint = 3 is a meeting every quarter.
meetings-starts = Begins at
meetings-ends = Ends at
meetings-zone = Time zone
meetings-invalid-time = Write a time, for example 09:00.
meetings-invalid-day = Choose a date.
meetings-ends-before = The meeting must end after it has begun.
meetings-see-days = See the dates
meetings-preview = The dates
meetings-preview-lead = { $title }, every time { $starts }–{ $ends }. Change the dates that do not fit.
meetings-preview-keep = No date is moved by itself. The hour is the same in summer and winter.
meetings-nth = Meeting { $n }
meetings-flag-weekend = Weekend
meetings-flag-holiday = Public holiday or closed day
meetings-flag-past = Already past
meetings-create =
    { $count ->
        [one] Create the meeting
       *[other] Create { $count } meetings
    }
meetings-back = Change the details
meetings-edit = Change the meeting
meetings-conflict = Somebody else changed the meeting while you wrote. Nothing is overwritten, and what you wrote is still in the form. Compare, and then save what should apply.
meetings-stored = What is stored now
meetings-tell = Those invited
meetings-tell-hint = Applies when time or place has changed.
meetings-tell-yes = Mail the change to everybody invited
meetings-cancel = Cancel the meeting
meetings-cancel-text =
    { $count ->
        [0] Nobody is invited, so nobody is told.
        [one] The one person invited gets a mail that also removes the meeting from the calendar.
       *[other] The { $count } people invited get a mail that also removes the meeting from the calendar.
    } This cannot be undone.
meetings-cancel-do = Yes, cancel the meeting
meetings-keep = Keep the meeting
meetings-invitations = Invitations and answers
meetings-whom = Who should be invited?
meetings-whom-hint = Each person gets one invitation and one mail, even if they speak for several organisations. Who is invited already does not get another.
meetings-whom-everybody = All members
meetings-whom-representatives = The organisations’ representatives
meetings-whom-chosen = Those I choose below
meetings-people = People
meetings-choose-people =
    { $count ->
        [one] Choose person (1)
       *[other] Choose people ({ $count })
    }
meetings-choose-fewer = Choose at most 1,500 at a time, and send to the rest afterwards.
meetings-choose-somebody = Choose who should be invited.
meetings-invite = Send invitations
meetings-answers = Answers
meetings-answers-caption = Those invited by organisation, with their answers
meetings-nobody-invited = Nobody is invited yet
meetings-nobody-invited-text = Choose who should come, and send. The answers gather here.
meetings-organisation-seats = Seats
meetings-of = { $count } of { $of }
meetings-no-organisation = No organisation
meetings-attendance = Attendance
meetings-door-closed = People can be registered from the day of the meeting.
meetings-door-empty = Nobody is invited. Add those who come, one at a time.
meetings-door-add = Add somebody who is not on the list
meetings-present = Present
meetings-present-count =
    { $count ->
        [0] Nobody is registered.
        [one] 1 person was there.
       *[other] { $count } people were there.
    }
meetings-decisions = What we talked about
meetings-notes = Notes
meetings-notes-write = Write the notes
meetings-notes-lead = The notes are published in the library with a link to the meeting.
meetings-notes-title = Title
meetings-notes-summary = Summary
meetings-notes-summary-hint = One or two sentences, shown in lists and search.
meetings-notes-body = Notes
meetings-notes-body-hint = You may use Markdown. Do not name participants without their consent.
meetings-notes-publish = Publish the notes
meetings-notes-exist = The notes are written:
meetings-notes-meanwhile = Somebody else published notes meanwhile. Your text is not published, but it is still here, so that you can add what is missing:
meetings-audience = Who may read it?
meetings-audience-public = Everybody
meetings-audience-network = The network’s members
meetings-mail-subject-new = Invitation: { $title }, { $date }
meetings-mail-subject-changed = Changed: { $title }, { $date }
meetings-mail-subject-cancelled = Cancelled: { $title }, { $date }
meetings-mail-lead-new = You are invited to { $title } in { $network }.
meetings-mail-lead-changed = The time or place of { $title } in { $network } has changed. This is what applies now.
meetings-mail-lead-cancelled = { $title } in { $network } is cancelled.
meetings-mail-answer = Answer the invitation
meetings-mail-answer-text = Answer with the link: an answer in your calendar does not reach the organiser. You need not sign in. The link is your own: do not pass it on. You can change your answer until the meeting begins.
done-planned = The meetings are created.
done-nobody-new = Everybody you chose was invited already. No new mail was sent.
done-invited = The invitations are being sent.
done-answered = Thank you, your answer is saved.
done-cancelled = The meeting is cancelled, and those invited are being told.

# Study: requirements, progress, sittings.
study-lead = Meetings count: see what you have done and what is missing.
study-own = Your study
study-see-way = See all of it
study-programmes = Programmes
study-other-programmes = Other programmes
study-teach = For teachers
study-none = No programmes yet
study-none-define = Define the first: how many meetings it asks for, and which parts.
study-none-wait = When a teacher has made one, you can enrol here. Meanwhile the meetings are open.
study-see-meetings = See the meetings
study-ects = { $count } ECTS credits
study-ects-field = ECTS credits
study-asks-meetings = { $kind }: at least { $count }
study-asks = What it asks for
study-sitting-when = { $day } at { $time }
study-enrol = Enrol
study-enrol-in = Enrol in { $name }
study-sign-in = Sign in to enrol
study-part-attendance = Meetings
study-part-written = Written part
study-part-oral = Oral part
study-standing-none = Not begun
study-standing-submitted = Submitted
study-standing-passed = Passed
study-standing-failed = Not passed
study-of = { $have } of { $needed }
study-attended = Attended { $have } of { $needed } meetings
study-done = Done
study-missing = Missing
study-awaits = Waiting to be assessed
study-missing-meetings =
    { $count ->
        [one] 1 meeting missing
       *[other] { $count } meetings missing
    }
study-all-done = You have met every requirement.
study-counted = These meetings count:
study-none-counted = No meetings count yet.
study-coming = These upcoming meetings would count:
study-none-coming = There are no upcoming meetings that would count.
study-next-sitting = Next sitting
study-no-sitting = No sitting is planned yet.
study-register-closed = Registration ended { $date }.
study-next-open-sitting = Next sitting you can still register for
study-no-open-sitting = No later sitting is planned yet.
study-register-by = Register by { $date }.
study-register-by-field = Last day to register
study-register-after = The deadline must be before the sitting.
study-new = Make a programme
study-conflict = Somebody else changed the programme while you wrote. Nothing is overwritten, and what you wrote is still in the form. Compare, and then save what should apply.
study-stored = What is stored now
study-edit = Change the programme
study-name = Name
study-name-taken = There is already a programme of that name.
study-description = Description
study-meetings-needed = Meetings needed
study-meetings-needed-hint = 0 when attendance is not asked for.
study-meeting-kind = Kind of meeting that counts
study-parts = Parts
study-asks-nothing = The programme must ask for at least one thing.
study-sittings = Sittings
study-add-sitting = Add a sitting
study-remove-sitting = Remove
study-remove-sitting-of = Remove the sitting on { $date }
study-students = Students
study-students-count =
    { $count ->
        [one] 1 student
       *[other] { $count } students
    }
study-no-students = Nobody is enrolled yet
study-no-students-text = Members enrol themselves on the page Study.
study-status = Status
study-under-way = Under way
study-way = The way so far
study-record = Record parts
done-enrolled = You are enrolled.

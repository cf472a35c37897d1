# Moderation: reports, decisions, appeals, newcomers.
nav-moderation = Moderation
moderation-lead = What members have reported, what waits to be looked at, and appeals. The oldest first.
moderation-none = Nothing waits
moderation-none-text = There are no open reports, held posts or appeals.

moderation-report = Report
moderation-decide = Moderate
moderation-report-title = Report to the moderators
moderation-report-text = A moderator will look at it. Whoever you report is not told who reported.
moderation-report-do = Send the report
moderation-reported-before = You have reported this already. Thank you; a moderator looks or has looked at it.
moderation-back = Back
moderation-thanks = Thank you for your report
moderation-thanks-text = A moderator will look at it. Whoever it is about is not told that it came from you.
moderation-why = What is wrong?
moderation-remark = Remark
moderation-remark-hint = Do write what you are thinking of in particular.
moderation-reason-insult = Condescending, or a personal attack
moderation-reason-spam = Advertising or an unwanted link
moderation-reason-personal = Private details about others
moderation-reason-unlawful = Unlawful content
moderation-reason-wrong = Wrong or misleading
moderation-reason-other = Something else
moderation-choose-reason = Choose what is wrong.
moderation-say-what = Write in the remark what is wrong.
problem-bad-request-report-own = You cannot report something you wrote yourself.
problem-bad-request-entry-hidden = A moderator has hidden the entry. It cannot be published before that is lifted.

moderation-kind-post = Forum post
moderation-kind-topic = Forum topic
moderation-kind-entry = Library entry
moderation-kind-worksheet = Worksheet
moderation-kind-person = Person

moderation-reports = Reports
moderation-report-count = { $count ->
    [one] 1 report
   *[other] { $count } reports
}
moderation-gone = No longer there
moderation-held-posts = Held posts
moderation-held-posts-text = Written by newcomers, with a link or much in a short while. Only the author and moderators see them.
moderation-appeals = Appeals
moderation-appealed-at = Appealed { $when }
moderation-suspended = Suspended now
moderation-where = See where it stands
moderation-closed = decided
moderation-reporter-hidden = Only moderators see who reported.
moderation-before = Earlier decisions about the person
moderation-decide-title = Your decision
moderation-no-options = There is nothing to decide here.
moderation-decision = What shall happen?
moderation-decision-dismiss = Nothing is wrong
moderation-decision-release = Show it to everybody
moderation-decision-hide = Hide it
moderation-decision-warn = Warn the person
moderation-decision-suspend = Suspend the person
moderation-decision-lift = Let the person in again
moderation-choose-decision = Choose what shall happen.
moderation-period = How long
moderation-period-hint = Only when the person is suspended.
moderation-choose = Choose
moderation-choose-period = Choose how long the person is suspended.
moderation-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
moderation-your-reason = Reason
moderation-your-reason-hint = The person reads the reason when you hide, warn or suspend. Be kind and concrete, and do not mention who reported.
moderation-decide-do = Save the decision
done-moderation-decided = The decision is saved.
done-moderation-answered = The answer is sent.
done-moderation-appealed = Your appeal is received.
done-held = Your post is saved and is shown to the others once a moderator has looked at it. That is so with the first posts, when there is a link in them or many come at once.

moderation-held = Waits for a moderator
moderation-held-text = Only the author and moderators see this until a moderator has looked at it.
moderation-hidden = Hidden
moderation-hidden-text = A moderator has hidden this. The others cannot read it.
moderation-hidden-by = Hidden by a moderator.
moderation-hidden-topic = Hidden topic
moderation-reason = Reason
moderation-role = Moderator

moderation-measure-hide = Hidden
moderation-measure-warn = Warning
moderation-measure-suspend = Suspended
moderation-fact-what = Decision
moderation-fact-when = When
moderation-fact-by = By
moderation-fact-until = How long
moderation-until = Until { $when }
moderation-until-lifted = Until it is lifted
moderation-standing = In force
moderation-over = Over
moderation-lifted = Lifted

moderation-own = Decisions about you
moderation-own-lead = What a moderator has decided about you or something you wrote, and why. You can appeal each decision once.
moderation-own-none = No decisions
moderation-own-none-text = No moderator has decided anything about you.
moderation-news = A moderator has made a decision that is about you.
moderation-news-see = See the decision
moderation-appeal = Appeal
moderation-appeal-do = Appeal the decision
moderation-appeal-text = Write why you think the decision is wrong. Another moderator than the one who made it answers, if there is another. The answer comes by mail. You can appeal once.
moderation-appeal-send = Send the appeal
moderation-your-appeal = Your appeal
moderation-answer = Answer to the appeal
moderation-answer-waits = The appeal waits for an answer. You get it by mail.
moderation-appeal-of = Appeal from { $name }
moderation-another-answers = You made the decision yourself. Another moderator answers the appeal.
moderation-outcome = What is the outcome?
moderation-outcome-keep = The decision stands
moderation-outcome-lift = The decision is lifted
moderation-choose-outcome = Choose whether the decision stands.
moderation-your-answer = Your answer
moderation-answer-do = Send the answer

moderation-suspended-title = You are suspended for a time
moderation-suspended-lead = You have shown who you are, but cannot sign in now. Here is why, and how to appeal.

mail-kind-moderation = Decision by a moderator
moderation-mail-subject-hide = Something you wrote on { $network } is hidden
moderation-mail-subject-warn = A warning from { $network }
moderation-mail-subject-suspend = You are suspended from { $network }
moderation-mail-subject-answer = Answer to your appeal to { $network }
moderation-did-hide = A moderator has hidden something you wrote. The others cannot read it. The reason is:
moderation-did-warn = A moderator warns you. The reason is:
moderation-did-suspend = A moderator has suspended you. You cannot sign in. The reason is:
moderation-mail-lifted = Your appeal is answered, and the decision is lifted. The answer is:
moderation-mail-kept = Your appeal is answered, and the decision stands. The answer is:
moderation-mail-way = See the decision, and appeal if you think it is wrong:
moderation-mail-way-suspended = Ask for a link to sign in. It leads to the decision, where you can also appeal:
moderation-mail-see = See the decision:

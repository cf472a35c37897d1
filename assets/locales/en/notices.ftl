# Notices: what people are told, when, and how they get less.
mail-kind-notice = Notice
mail-kind-digest = Digest
notices-title = Notices
notices-lead = Choose what you want to hear about, and when.
notices-what = What and when
notices-kind-meeting = Invitations and changes of meetings
notices-meeting-text = always come at once. They cannot be switched off: answer no, and the organiser knows.
notices-kind-reply = Replies in topics you follow
notices-kind-topic = New topics in the forum
notices-kind-entry = New in the library
notices-kind-review = Entries that wait for review
notices-kind-joining = Somebody asks to join
notices-pace-at-once = At once
notices-pace-daily = In a daily digest
notices-pace-weekly = In a weekly digest
notices-pace-off = Not at all
notices-digest-text = A digest comes at 7 o'clock, the weekly one on Mondays. If you have been here in between, you do not get it.
notices-quiet = Quiet hours
notices-quiet-text = In these hours we send only the mails you ask for to sign in, and changes of meetings the same day. The rest waits until they end. Two equal hours mean no quiet hours.
notices-quiet-from = Quiet from
notices-quiet-to = Quiet until
notices-hour = { $hour }:00
notices-zone = Time in
notices-language = Language
notices-lang = Language of pages and mails
notices-following = Topics you follow
notices-following-none = You follow no topics. You follow those you start, and can follow others'.
notices-to-forum = To the forum
notices-follow = Follow this topic
notices-unfollow = Stop following
notices-unfollow-this = Stop following: { $title }
notices-you-follow = You are told of replies.
notices-choose = Choose what you are told of
notices-choose-instead = Choose for yourself instead
notices-digests = Everything in digests
notices-less = Fewer mails
notices-less-lead = Do you want no more mail about this: { $what }?
notices-less-do = Stop these mails
notices-less-done = Done
notices-less-done-text = You get no more mail about this: { $what }. You can always choose anew.
notices-less-invitations = Invitations to meetings cannot be switched off, for an organiser sent them to you.
notices-less-invitations-how = Answer no to the invitation, and you only hear of it if the meeting changes. If you want no invitations at all, write to the organiser, or leave the network from the page My data.
done-notices-followed = You follow the topic.
done-notices-unfollowed = You no longer follow the topic.

notices-said-reply = { $author } has replied in “{ $title }”
notices-said-topic = { $author } has started the topic “{ $title }”
notices-said-entry = New in the library: “{ $title }”
notices-said-review = “{ $title }” waits for review
notices-said-joining = Somebody asks to join for { $title }
notices-said-joining-network = Somebody asks to join the network
notices-open-reply = Read the reply
notices-open-topic = Read the topic
notices-open-entry = Read more
notices-open-review = Review it
notices-open-joining = See who asks
notices-line-reply = { $title } ({ $count ->
    [one] 1 reply
   *[other] { $count } replies
})
notices-line-topic = { $title }
notices-line-entry = { $title }
notices-line-review = { $title }
notices-line-joining = { $title } ({ $count ->
    [one] 1 asks
   *[other] { $count } ask
})
notices-line-joining-network = Somebody asks to join ({ $count ->
    [one] 1 asks
   *[other] { $count } ask
})
notices-digest-subject = { $count ->
    [one] 1 piece of news in { $network }
   *[other] { $count } pieces of news in { $network }
}
notices-digest-lead = This has happened in { $network } since you were last here.
notices-mail-why = You get this mail because you are a member of the network.
notices-mail-less = Fewer mails

# Forum: topics and posts between meetings.
forum-lead = Ask the others, and share what you have tried. Only members of the network can read along.
forum-start = Start a topic
forum-start-lead = Say briefly what you are facing, and what you would like to know.
forum-start-do = Start the topic
forum-topics = Topics
forum-none = No topics yet
forum-none-text = Be the first to ask. A concrete question gets the best answers.
forum-topic-facts = By { $author } · { $count ->
    [one] 1 post
   *[other] { $count } posts
} · latest { $when }
forum-posts = { $count ->
    [one] 1 post
   *[other] { $count } posts
}
forum-former-member = Former member
forum-title = Heading
forum-title-hint = A question makes a good heading.
forum-body = Post
forum-body-hint = You can use Markdown: an empty line starts a new paragraph, - makes a list, **word** makes bold.
forum-reply = Reply
forum-reply-do = Send reply
done-posted = Your post was sent.

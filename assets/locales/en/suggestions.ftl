suggest-label = Suggestions
suggest-one = 1 suggestion
suggest-many = {"{n}"} suggestions
suggest-none = No suggestions
suggest-recent = You last searched for
suggest-forget = Forget my searches
suggest-entries = Library
suggest-questions = Often searched for
suggest-places = Municipalities
suggest-meetings = Meetings
suggest-people = People
instead-mean = Did you mean
instead-taken-for = No text has the word “{ $typed }”. The search was for “{ $meant }” and similar words instead.
instead-not-all = { $asked ->
    [2] No text has both words. The texts below have one of them.
   *[other] No text has all { $asked } words. The texts below have at most { $met } of them.
}
instead-without = { $count ->
    [one] 1 result without { $values }
   *[other] { $count } results without { $values }
}
instead-beginnings = { $count ->
    [one] 1 result for words that begin the same way
   *[other] { $count } results for words that begin the same way
}
instead-near = Other municipalities in { $county }
instead-country = Other municipalities in the same country as { $place }
instead-areas = Areas people have written about
unanswered-title = Questions without answers
unanswered-lead = What people have searched for without finding anything. It says only what was asked and on which days, never who asked. After a year it is forgotten.
unanswered-kept = What is searched for is counted without who searched: the words, the month and on how many days. It is forgotten after { $months } months. What you searched for last is remembered by your own browser alone.
unanswered-none = No questions without answers
unanswered-none-text = When somebody searches and finds nothing, the question is shown here.
unanswered-often = { $times ->
    [one] Searched for in vain once
   *[other] Searched for in vain { $times } times
}, { $days ->
    [one] asked on 1 day
   *[other] asked on { $days } days
}
unanswered-last = most recently { $when }
unanswered-write = Write an entry
unanswered-settle = Answered
unanswered-remove = Remove
done-unanswered-settled = The question is off the list. It comes back if somebody searches for it in vain again.
done-unanswered-removed = The question has been removed.
instead-loosened = Nothing has exactly what you asked for with quotation marks or OR. Here is what has the words one by one.

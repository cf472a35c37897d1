# Search.
search-heading = Search the library
search-title = Search: { $q }
search-field = What are you looking for?
search-count = { $count ->
    [one] 1 result
   *[other] { $count } results
}
search-help = How to search
search-help-words = Write the words you would use to a colleague. Inflected and compound words are found too.
search-help-languages = You also find Danish, Swedish and Norwegian entries: the field's own words are translated on the way.
search-help-letters = Write æ, ø and å as your keyboard allows: århus, aarhus.
search-browse = Look around
search-browse-all = See the whole library
search-library-empty = There is nothing to find yet
search-library-empty-text = When the network's first entry is published, it can be found here.
search-nothing = Nothing found for “{ $q }”
search-nothing-here = Nothing found here
search-nothing-filters = You have narrowed the search. Remove a filter:
search-without = Without { $value }
search-all-filters-off = Remove all filters
search-try = You can also try:
search-try-fewer = fewer or more common words
search-try-other = another word for the same thing
search-try-spelling = checking that the words are spelt right
search-ask-forum = Ask in the forum
search-narrow = Narrow
search-narrow-label = Narrow the results
search-remove = (remove)
search-past-end = There are not that many pages
search-first-page = To the first page
search-by-kind = Kind
search-by-municipality = Municipality
search-by-lang = Language
search-by-area = Area
problem-bad-request-number = The numbers limit and offset must be whole: limit 1 to 100, offset 0 to 10,000.
problem-bad-request-filter = There is no such kind, language or area to filter by.
problem-bad-request-question = The question is too long: write at most 500 characters.
problem-bad-request-cpr = The question holds something that looks like a Danish personal number (CPR). Those are not searched for: remove it.
search-again = Try again
problem-no-index = Search is nearly ready
problem-no-index-text = The network’s texts are being put into the search index. It usually takes less than a minute, and nothing is lost. Try again shortly, or look at the library meanwhile.
search-lexicon-from = The lexicon of Danish, Swedish, Norwegian and English words that search uses is made from Debian packages: Apertium (GPL-2.0-or-later and GPL-3.0-or-later), FreeDict (GPL-2.0-or-later and CC BY-SA 3.0) and the word lists wdanish, wswedish, wnorwegian (GPL-2.0) and wamerican (SCOWL).

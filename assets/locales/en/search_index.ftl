# Searching without an index.
search-without-index = The search index is not ready. Until it is, only titles, summaries and tags are looked through, and that is slower. Nothing has been lost.

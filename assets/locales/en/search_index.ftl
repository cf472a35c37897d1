# Searching without an index.
search-without-index = The search index is being built. Until it is ready only titles, summaries and tags are looked through, and that is slower. Nothing has been lost.

# Reading an entry: how long, contents, aloud, share, cite, similar.
reading-minutes = { $count ->
    [one] About 1 minute to read
   *[other] About { $count } minutes to read
}
reading-contents = Contents
reading-aloud = Read aloud
reading-pause = Pause
reading-go-on = Go on
reading-stop = Stop
reading-over = That was all.
reading-print = Print
reading-copy-link = Copy link
reading-copy = Copy
reading-copied = Copied
reading-mail = Send by mail
reading-cite = Cite
reading-similar = Similar entries
reading-similar-why = Entries that share tags, tools, success factors or rare words with this one, also in the neighbouring languages. Most in common first.
reading-same-tags = same tag
reading-same-tool = same tool
reading-same-factors = same success factor
reading-same-area = same area
reading-same-words = same word
reading-same-words-across = same word in { $language }
reading-in-language = in { $language }
reading-cite-title = Cite the entry
reading-cite-plain = As text
reading-cite-bibtex = BibTeX
reading-cite-file = Download as a file
reading-cite-hint = Entries change. The date says when you read it.
reading-cited = { $author } ({ $year }): { $title }. { $network }. Read { $today }, { $url }

# At læse et indlæg: læsetid, indhold, læs op, del, citer, lignende.
reading-minutes = { $count ->
    [one] Ca. 1 minut at læse
   *[other] Ca. { $count } minutter at læse
}
reading-contents = Indhold
reading-aloud = Læs op
reading-pause = Hold pause
reading-go-on = Læs videre
reading-stop = Stop
reading-over = Oplæsningen er slut.
reading-print = Udskriv
reading-copy-link = Kopiér link
reading-copy = Kopiér
reading-copied = Kopieret
reading-mail = Send i en mail
reading-cite = Citer
reading-similar = Lignende indlæg
reading-similar-why = Indlæg, der deler emneord, redskaber, succesfaktorer eller sjældne ord med dette, også på nabosprogene. Flest fælles først.
reading-same-tags = samme emneord
reading-same-tool = samme redskab
reading-same-factors = samme succesfaktor
reading-same-area = samme område
reading-same-words = samme ord
reading-same-words-across = samme ord på { $language }
reading-in-language = på { $language }
reading-cite-title = Citer indlægget
reading-cite-plain = Som tekst
reading-cite-bibtex = BibTeX
reading-cite-file = Hent som fil
reading-cite-hint = Indlæg kan ændre sig. Datoen siger, hvornår du læste det.
reading-cited = { $author } ({ $year }): { $title }. { $network }. Læst { $today }, { $url }

reading-minutes = { $count ->
    [one] Ca. 1 minutt å lese
   *[other] Ca. { $count } minutter å lese
}
reading-contents = Innhold
reading-aloud = Les opp
reading-pause = Ta pause
reading-go-on = Les videre
reading-stop = Stopp
reading-over = Opplesingen er slutt.
reading-print = Skriv ut
reading-copy-link = Kopier lenken
reading-copy = Kopier
reading-copied = Kopiert
reading-mail = Send på e-post
reading-cite = Siter
reading-similar = Lignende innlegg
reading-similar-why = Innlegg som deler emneord, verktøy, suksessfaktorer eller sjeldne ord med dette, også på nabospråkene. Flest felles først.
reading-same-tags = samme emneord
reading-same-tool = samme verktøy
reading-same-factors = samme suksessfaktor
reading-same-area = samme område
reading-same-words = samme ord
reading-same-words-across = samme ord på { $language }
reading-in-language = på { $language }
reading-cite-title = Siter innlegget
reading-cite-plain = Som tekst
reading-cite-bibtex = BibTeX
reading-cite-file = Last ned som fil
reading-cite-hint = Innlegg kan endre seg. Datoen forteller når du leste det.
reading-cited = { $author } ({ $year }): { $title }. { $network }. Lest { $today }, { $url }

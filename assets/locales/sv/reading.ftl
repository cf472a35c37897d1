reading-minutes = { $count ->
    [one] Cirka 1 minut att läsa
   *[other] Cirka { $count } minuter att läsa
}
reading-contents = Innehåll
reading-aloud = Lyssna
reading-pause = Pausa
reading-go-on = Läs vidare
reading-stop = Stopp
reading-over = Uppläsningen är slut.
reading-print = Skriv ut
reading-copy-link = Kopiera länk
reading-copy = Kopiera
reading-copied = Kopierat
reading-mail = Skicka i ett mejl
reading-cite = Citera
reading-similar = Liknande inlägg
reading-similar-why = Inlägg som delar ämnesord, verktyg, framgångsfaktorer eller ovanliga ord med det här, även på grannspråken. Flest gemensamma först.
reading-same-tags = samma ämnesord
reading-same-tool = samma verktyg
reading-same-factors = samma framgångsfaktor
reading-same-area = samma område
reading-same-words = samma ord
reading-same-words-across = samma ord på { $language }
reading-in-language = på { $language }
reading-cite-title = Citera inlägget
reading-cite-plain = Som text
reading-cite-bibtex = BibTeX
reading-cite-file = Hämta som fil
reading-cite-hint = Inlägg kan ändras. Datumet säger när du läste det.
reading-cited = { $author } ({ $year }): { $title }. { $network }. Läst { $today }, { $url }

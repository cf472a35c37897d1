# Søgning.
search-heading = Søg i viden
search-title = Søgning: { $q }
search-field = Hvad leder du efter?
search-count = { $count ->
    [one] 1 resultat
   *[other] { $count } resultater
}
search-help = Sådan søger du
search-help-words = Skriv de ord, du ville bruge til en kollega. Bøjninger og sammensatte ord findes også.
search-help-languages = Du finder også svenske, norske og engelske indlæg: fagets ord oversættes undervejs.
search-help-letters = Æ, ø og å kan skrives, som dit tastatur tillader det: århus, aarhus.
search-browse = Gå på opdagelse
search-browse-all = Se al viden
search-library-empty = Her er ikke noget at finde endnu
search-library-empty-text = Når netværkets første indlæg er udgivet, kan det findes her.
search-nothing = Intet fundet for »{ $q }«
search-nothing-here = Intet fundet her
search-nothing-filters = Du har afgrænset søgningen. Fjern en afgrænsning:
search-without = Uden { $value }
search-all-filters-off = Fjern alle afgrænsninger
search-try = Prøv også:
search-try-fewer = færre eller mere almindelige ord
search-try-other = et andet ord for det samme
search-try-spelling = at se efter, om ordene er stavet rigtigt
search-ask-forum = Spørg i forummet
search-narrow = Afgræns
search-narrow-label = Afgræns resultaterne
search-remove = (fjern)
search-past-end = Der er ikke så mange sider
search-first-page = Til første side
search-by-kind = Type
search-by-municipality = Kommune
search-by-lang = Sprog
search-by-area = Område
problem-bad-request-number = Tallene limit og offset skal være hele tal: limit 1 til 100, offset 0 til 10.000.
problem-bad-request-filter = Der er ingen sådan type, sprog eller område at afgrænse med.
problem-bad-request-question = Spørgsmålet er for langt: skriv højst 500 tegn.
problem-bad-request-cpr = Spørgsmålet indeholder noget, der ligner et CPR-nummer. Det søges der ikke efter: fjern det.
search-again = Prøv igen
problem-no-index = Søgningen er snart klar
problem-no-index-text = Netværkets tekster lægges i søgningens register. Det tager som regel under et minut, og intet er gået tabt. Prøv igen om lidt, eller se biblioteket imens.
search-lexicon-from = Søgningens ordbog over danske, svenske, norske og engelske ord er lavet af pakker fra Debian: Apertium (GPL-2.0-or-later og GPL-3.0-or-later), FreeDict (GPL-2.0-or-later og CC BY-SA 3.0) og ordlisterne wdanish, wswedish, wnorwegian (GPL-2.0) og wamerican (SCOWL).

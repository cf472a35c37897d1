# Søk uten register.
search-without-index = Søket er ikke klart. Til det er det, letes det bare i titler, sammendrag og emneord, og det går saktere. Ingenting er gått tapt.

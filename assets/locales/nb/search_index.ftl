# Søk uten register.
search-without-index = Søket bygges opp. Til det er klart, letes det bare i titler, sammendrag og emneord, og det går saktere. Ingenting er gått tapt.

# Sökning utan register.
search-without-index = Sökningen byggs upp. Tills den är klar söks bara titlar, sammanfattningar och ämnesord igenom, och det går långsammare. Inget har gått förlorat.

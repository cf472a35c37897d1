# Sökning utan register.
search-without-index = Sökningen är inte klar. Tills den är det söks bara titlar, sammanfattningar och ämnesord igenom, och det går långsammare. Inget har gått förlorat.

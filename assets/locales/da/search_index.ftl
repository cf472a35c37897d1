# Søgning uden register.
search-without-index = Søgningen er ikke klar. Indtil den er det, ses der kun efter i titler, resuméer og emneord, og det går langsommere. Intet er gået tabt.

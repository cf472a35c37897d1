# Søgning uden register.
search-without-index = Søgningen bygges op. Indtil den er klar, ses der kun efter i titler, resuméer og emneord, og det går langsommere. Intet er gået tabt.

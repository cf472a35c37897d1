# Ordboken: fagets ord på nabospråkene.
glossary-title = Ordbok
glossary-see = Se ordboken
glossary-heading = Nordisk ordbok for fagets ord
glossary-lead = Det samme heter noe forskjellig i nabolandene. Her står ordene side om side. Når du søker på det ene, finner søket også de andre.
glossary-find = Finn et ord
glossary-find-label = Finn et ord i ordboken
glossary-letters = Bokstaver i ordboken
glossary-all = Alle
glossary-count = { $count ->
    [one] 1 begrep
   *[other] { $count } begreper
}
glossary-uncertain = (usikkert)
glossary-beware = Pass på:
glossary-try = Prøv å søke på ordet
glossary-edit = Rediger
glossary-changed-here = endret i dette nettverket
glossary-added-here = lagt til i dette nettverket
glossary-none = Her er det ingen ord
glossary-none-text = Ingen begreper begynner med den bokstaven på ditt språk.
glossary-see-all = Se hele ordboken
glossary-not-found = «{ $q }» står ikke i ordboken
glossary-not-found-text = Ordboken har bare fagets egne ord. Søket i biblioteket kjenner mange flere.
glossary-search-library = Søk i biblioteket
glossary-new-this = Legg til ordet
glossary-new = Legg til et begrep
glossary-export = Hent som tabell (TSV)
glossary-import = Importer en tabell
glossary-form-lead = Skriv ett ord på hver linje, det viktigste først, høyst { $max } ord for hvert språk. Sett et spørsmålstegn bak et ord du er usikker på: da vises det, men det søkes ikke på det.
glossary-forms-da = Ord på dansk
glossary-forms-sv = Ord på svensk
glossary-forms-nb = Ord på bokmål
glossary-forms-nn = Ord på nynorsk
glossary-forms-en = Ord på engelsk
glossary-note-da = Forklaring på dansk
glossary-note-sv = Forklaring på svensk
glossary-note-nb = Forklaring på norsk
glossary-note-en = Forklaring på engelsk
glossary-beware-da = Falske venner, på dansk
glossary-beware-da-hint = Hva må det ikke forveksles med? For eksempel: Svensk «anmälan» kan også være en klage.
glossary-beware-sv = Falske venner, på svensk
glossary-beware-nb = Falske venner, på norsk
glossary-beware-en = Falske venner, på engelsk
glossary-edit-title = Rediger «{ $word }»
glossary-conflict = Noen andre har lagret i mellomtiden. Det som er lagret nå, står nedenfor; lagre igjen for å skrive over med ditt.
glossary-no-form = Skriv minst ett ord på ett av språkene.
glossary-no-word = En linje har verken bokstaver eller tall.
glossary-small-word = Et småord, som «og» eller «i», står i alle tekster og kan ikke søkes alene. Skriv flere ord, eller sett et spørsmålstegn bak.
glossary-many-forms = Det er for mange ord for et språk.
glossary-remove = Ta ut begrepet
glossary-remove-shipped = Søket oversetter ikke lenger mellom ordene. Begrepet kan hentes tilbake nederst i ordboken.
glossary-remove-own = Søket oversetter ikke lenger mellom ordene. Begrepet er lagt til i dette nettverket og kan ikke hentes tilbake.
glossary-removed = Tatt ut
glossary-removed-text = Begreper som følger med programmet, men som nettverket har tatt ut. Bare redaktører ser dem her.
glossary-reset = Hent tilbake utgaven som følger med
glossary-import-lead = En tabell med kolonnene da, sv, nb, nn og en, som den du kan hente fra ordboken. Et begrep som begynner med det samme ordet, får tabellens ord; andre legges til. Det som ikke står i tabellen, blir. Forklaringer endres ikke.
glossary-import-file = Fil
glossary-import-table = Eller lim inn linjene her
glossary-import-table-hint = Ordene for et språk skilles av en loddrett strek, språkene av tabulator, som når du kopierer fra et regneark.
glossary-import-broken = Ingenting er importert: det er linjer som ikke kan leses
glossary-import-line = Linje { $line }:
glossary-import-more = { $count ->
    [one] Og 1 linje til.
   *[other] Og { $count } linjer til.
}
glossary-broken-header = Første linje skal være da, sv, nb, nn og en med tabulator imellom.
glossary-broken-columns = Det er flere enn fem kolonner.
glossary-broken-many = Det er for mange linjer: høyst 5 000 begreper om gangen.
glossary-broken-empty = Det er ingen begreper under første linje.
done-glossary-saved = Begrepet er lagret. Neste søk bruker det.
done-glossary-removed = Begrepet er tatt ut. Neste søk bruker det ikke.
done-glossary-reset = Begrepet er igjen slik det følger med programmet.
done-glossary-imported = Tabellen er importert. Neste søk bruker den.
done-glossary-same = Tabellen sier det samme som ordboken. Ingenting er endret.
right-keep-glossary = Endre i ordboken
audit-kind-concept = Begrep i ordboken
audit-action-reset-concept = Hentet tilbake begrepet som følger med

# Hva begrepene som følger med, er.
glossary-about-samskabelse = Innbyggere, medarbeidere, foreninger og bedrifter finner løsningen og gjennomfører den sammen med kommunen, fra begynnelsen.
glossary-about-borgerinddragelse = Innbyggere får innflytelse på en beslutning før den er tatt. Kommunen har fortsatt det siste ordet.
glossary-about-tilsyn = Myndighetens kontroll med at et tilbud følger lov og holder kvalitet, ofte sammen med veiledning.
glossary-about-dagtilbud = Omsorg og pedagogikk for barn før skolealder.
glossary-about-kommunalbestyrelse = De folkevalgte som har det øverste ansvaret i kommunen.
glossary-about-kommunaldirektoer = Den øverste lederen i kommunens administrasjon.
glossary-about-samskabt-styring = At mål, krav og oppfølging utvikles sammen med dem de gjelder for: innbyggere, medarbeidere, ledere og politikere.
glossary-about-med-udvalg = Det danske utvalget der ledelse og medarbeidere drøfter arbeidsforhold. MED står for medinnflytelse og medbestemmelse.
glossary-about-effektkaede = Et bilde av veien fra ressurser via aktiviteter til virkning på kort, mellomlang og lang sikt.
glossary-about-kerneopgave = Det en arbeidsplass er til for å skape for innbyggerne, på tvers av faggrupper.
glossary-about-kommissorium = Det skriftlige oppdraget til en gruppe: hva den skal gjøre, hva den kan bestemme, og når den er ferdig.
glossary-about-tavs-viden = Det man kan, men ikke har skrevet ned og kanskje ikke kan sette ord på.
glossary-about-ildsjael = En som driver en sak framover med egen tid og vilje.
glossary-about-paaroerende = Familie og andre som står et menneske nær.
# Og hva de ikke er.
glossary-false-tilmelding = Svensk «anmälan» kan også være en klage eller en anmeldelse til politiet.
glossary-false-kommunalbestyrelse = Svensk «kommunstyrelse» er det ledende utvalget; alle de valgte sitter i «kommunfullmäktige». Norsk formannskap er en del av kommunestyret.
glossary-false-naevn = Et dansk «nævn» avgjør saker, ofte klager. En svensk «nämnd» er et politisk utvalg som leder en forvaltning.
glossary-false-droeftelse = Danske MED-utvalg høres ikke: de har rett til informasjon og drøfting før noe besluttes.
glossary-false-referat = Svensk «protokoll» er det vanlige ordet. Svensk «referat» er en kort gjengivelse.
glossary-false-raad = «Råd» er både en anbefaling og en forsamling. Her menes anbefalingen.

# Kommuner
places-title = Kommuner
places-lead = Alle kommuner i Danmark, Sverige og Norge: hvad netværket ved fra hver, og hvem man kan spørge.
places-search = Find en kommune
places-search-hint = Stav, som du er vant til: Århus og Aarhus er den samme.
places-countries = Land
places-with-entries = Med indlæg
places-country-dk = Danmark
places-country-se = Sverige
places-country-no = Norge
places-count = { $count ->
    [one] 1 kommune
   *[other] { $count } kommuner
}
places-none = Ingen kommune har indlæg endnu
places-none-text = Når et indlæg siger, hvilken kommune det kommer fra, står kommunen her. Vælg et land for at se alle.
places-not-found = Vi fandt ingen kommune med »{ $name }«
places-not-found-text = Prøv en del af navnet. Kun kommuner i Danmark, Sverige og Norge er med.
places-meant = Mener du en af disse?
places-unknown = Vi kender ingen kommune med det navn. Ret navnet, eller vælg en kommune på listen. Handler det ikke om én kommune, så lad feltet stå tomt.
places-several = Flere kommuner hedder det. Vælg, hvilken det er.
places-source = Koder: Danmarks Adresseregister, SCB (Sverige) og SSB (Norge, CC BY 4.0). Samiske og kvenske navne: Kartverket (CC BY 4.0).
places-entries = Indlæg herfra
places-narrow = Afgræns listen
places-no-entries = Ingen indlæg fra { $name } endnu
places-no-entries-text = Kommer du derfra, så skriv det første.
places-people = Hvem man kan spørge
places-no-people = Ingen at spørge her endnu
places-no-people-text = Ingen medlemmer hører til en organisation i kommunen. Spørg netværket i forummet, eller find en anden.
places-people-hidden = Kun medlemmer kan se, hvem
places-no-people-visitor = Medlemmer herfra viser sig for netværkets medlemmer. Er du et af dem, så log ind for at se dem.
places-contact-of = Kontakt for
places-meetings = Møder holdt her
places-no-meetings = Intet møde er holdt her
places-no-meetings-text = Når et mødes sted nævner kommunen, står mødet her.
places-coming = kommer
places-code = Kommunekode
places-county = Region, län eller fylke
places-country = Land
places-others = Også kaldt

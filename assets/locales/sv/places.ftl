places-title = Kommuner
places-lead = Alla kommuner i Danmark, Sverige och Norge: vad nätverket vet från var och en, och vem du kan fråga.
places-search = Hitta en kommun
places-search-hint = Stava som du är van: Århus och Aarhus är samma.
places-countries = Land
places-with-entries = Med inlägg
places-country-dk = Danmark
places-country-se = Sverige
places-country-no = Norge
places-count = { $count ->
    [one] 1 kommun
   *[other] { $count } kommuner
}
places-none = Ingen kommun har inlägg ännu
places-none-text = När ett inlägg anger vilken kommun det kommer från står kommunen här. Välj ett land för att se alla.
places-not-found = Vi hittade ingen kommun med ”{ $name }”
places-not-found-text = Prova en del av namnet. Bara kommuner i Danmark, Sverige och Norge finns med.
places-meant = Menar du någon av de här?
places-unknown = Vi känner inte till någon kommun med det namnet. Rätta namnet eller välj en kommun i listan. Gäller det inte en enda kommun lämnar du fältet tomt.
places-several = Flera kommuner heter så. Välj vilken det är.
places-source = Koder: Danmarks Adresseregister, SCB (Sverige) och SSB (Norge, CC BY 4.0). Samiska och kvänska namn: Kartverket (CC BY 4.0).
places-entries = Inlägg härifrån
places-narrow = Filtrera listan
places-no-entries = Inga inlägg från { $name } ännu
places-no-entries-text = Kommer du därifrån? Skriv det första.
places-people = Vem du kan fråga
places-no-people = Ingen att fråga här ännu
places-no-people-text = Inga medlemmar hör till en organisation i kommunen. Fråga nätverket i forumet eller hitta någon annan.
places-no-people-visitor = Nätverkets medlemmar ser fler. Logga in om du är en av dem.
places-meetings = Möten som hållits här
places-no-meetings = Inget möte har hållits här
places-no-meetings-text = När platsen för ett möte nämner kommunen står mötet här.
places-coming = kommer
places-code = Kommunkod
places-county = Region, län eller fylke
places-country = Land
places-others = Kallas även

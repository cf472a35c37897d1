places-title = Kommuner
places-lead = Alle kommuner i Danmark, Sverige og Norge: hva nettverket vet fra hver av dem, og hvem du kan spørre.
places-search = Finn en kommune
places-search-hint = Skriv slik du er vant til: Århus og Aarhus er den samme.
places-countries = Land
places-with-entries = Med innlegg
places-country-dk = Danmark
places-country-se = Sverige
places-country-no = Norge
places-count = { $count ->
    [one] 1 kommune
   *[other] { $count } kommuner
}
places-none = Ingen kommune har innlegg ennå
places-none-text = Når et innlegg sier hvilken kommune det kommer fra, står kommunen her. Velg et land for å se alle.
places-not-found = Vi fant ingen kommune med «{ $name }»
places-not-found-text = Prøv en del av navnet. Bare kommuner i Danmark, Sverige og Norge er med.
places-meant = Mener du en av disse?
places-unknown = Vi kjenner ingen kommune med det navnet. Rett navnet, eller velg en kommune på listen. Gjelder det ikke én bestemt kommune, lar du feltet stå tomt.
places-several = Flere kommuner heter det. Velg hvilken det er.
places-source = Koder: Danmarks Adresseregister, SCB (Sverige) og SSB (Norge, CC BY 4.0). Samiske og kvenske navn: Kartverket (CC BY 4.0).
places-entries = Innlegg herfra
places-narrow = Avgrens listen
places-no-entries = Ingen innlegg fra { $name } ennå
places-no-entries-text = Hvis du kommer derfra, kan du skrive det første.
places-people = Hvem du kan spørre
places-no-people = Ingen å spørre her ennå
places-no-people-text = Ingen medlemmer hører til en organisasjon i kommunen. Spør nettverket i forumet, eller finn noen andre.
places-no-people-visitor = Medlemmer av nettverket ser flere. Logg inn hvis du er en av dem.
places-meetings = Møter holdt her
places-no-meetings = Ingen møter er holdt her
places-no-meetings-text = Når stedet for et møte nevner kommunen, står møtet her.
places-coming = kommer
places-code = Kommunenummer
places-county = Region, län eller fylke
places-country = Land
places-others = Også kalt

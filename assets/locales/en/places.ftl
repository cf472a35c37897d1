# Municipalities
places-title = Municipalities
places-lead = Every municipality of Denmark, Sweden and Norway: what the network knows from each, and whom to ask.
places-search = Find a municipality
places-search-hint = Spell it your way: Århus and Aarhus are the same.
places-countries = Country
places-with-entries = With entries
places-country-dk = Denmark
places-country-se = Sweden
places-country-no = Norway
places-count = { $count ->
    [one] 1 municipality
   *[other] { $count } municipalities
}
places-none = No municipality has entries yet
places-none-text = When an entry says which municipality it is from, the municipality stands here. Choose a country to see all.
places-not-found = We found no municipality with “{ $name }”
places-not-found-text = Try a part of the name. Only municipalities of Denmark, Sweden and Norway are here.
places-meant = Do you mean one of these?
places-unknown = We know no municipality of that name. Correct the name, or choose a municipality from the list. If it is not about one municipality, leave the field empty.
places-several = Several municipalities have that name. Choose which one it is.
places-source = Codes: Danmarks Adresseregister, SCB (Sweden) and SSB (Norway, CC BY 4.0). Sámi and Kven names: Kartverket (CC BY 4.0).
places-entries = Entries from here
places-narrow = Narrow the list
places-no-entries = No entries from { $name } yet
places-no-entries-text = If you come from there, write the first.
places-people = Whom to ask
places-no-people = Nobody to ask here yet
places-no-people-text = No members belong to an organisation in this municipality. Ask the network in the forum, or find somebody else.
places-people-hidden = Only members can see who
places-no-people-visitor = Members from here show themselves to members of the network. If you are one, sign in to see them.
places-contact-of = Contact for
places-meetings = Meetings held here
places-no-meetings = No meeting has been held here
places-no-meetings-text = When the place of a meeting names the municipality, the meeting stands here.
places-coming = coming
places-code = Official code
places-county = Region, län or fylke
places-country = Country
places-others = Also called

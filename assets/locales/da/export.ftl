# Lister, der kan tages med hjem.
export-title = { $count ->
    [one] Hent listens ene indlæg:
   *[other] Hent listens { $count } indlæg:
}
export-jsonl = JSON Lines
export-csv = CSV til regneark
export-markdown = Markdown med filer (ZIP)
export-too-large = Der er for meget at hente på én gang
export-too-large-text = Filerne ved de valgte indlæg fylder { $mb } MB, og højst { $most } MB kan hentes på én gang. Vælg færre indlæg, eller hent dem uden filer. Den, der driver siden, kan få alt med kommandoen export.
export-back = Tilbage til listen
export-without-files = Hent uden filer
export-not-understood = Vi forstår ikke, hvad der skal hentes
export-no-format = Adressen siger ikke, i hvilket format listen skal hentes.
export-unknown = { $name }: »{ $value }« kendes ikke.
export-formats = Formatet (format) er jsonl, csv eller markdown.
export-nothing-taken = Der er ikke hentet noget.
export-format = Format

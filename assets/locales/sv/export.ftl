export-title = { $count ->
    [one] Hämta listans enda inlägg:
   *[other] Hämta listans { $count } inlägg:
}
export-jsonl = JSON Lines
export-csv = CSV för kalkylblad
export-markdown = Markdown med filer (ZIP)
export-too-large = Det är för mycket att hämta på en gång
export-too-large-text = Filerna till de valda inläggen är { $mb } MB, och högst { $most } MB kan hämtas på en gång. Välj färre inlägg eller hämta dem utan filer. Den som driver webbplatsen kan få ut allt med kommandot export.
export-back = Tillbaka till listan
export-without-files = Hämta utan filer
export-not-understood = Vi förstår inte vad som ska hämtas
export-no-format = Adressen säger inte i vilket format listan ska hämtas.
export-unknown = { $name }: ”{ $value }” är inte känt.
export-formats = Formatet (format) är jsonl, csv eller markdown.
export-nothing-taken = Ingenting har hämtats.
export-format = Format

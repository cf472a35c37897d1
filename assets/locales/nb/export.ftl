export-title = { $count ->
    [one] Last ned det ene innlegget i listen:
   *[other] Last ned de { $count } innleggene i listen:
}
export-jsonl = JSON Lines
export-csv = CSV til regneark
export-markdown = Markdown med filer (ZIP)
export-too-large = Det er for mye å laste ned på én gang
export-too-large-text = Filene til de valgte innleggene er på { $mb } MB, og høyst { $most } MB kan lastes ned på én gang. Velg færre innlegg, eller last dem ned uten filer. Den som driver nettstedet, kan få ut alt med kommandoen export.
export-back = Tilbake til listen
export-without-files = Last ned uten filer
export-not-understood = Vi forstår ikke hva som skal hentes
export-no-format = Adressen sier ikke i hvilket format listen skal hentes.
export-unknown = { $name }: «{ $value }» er ikke kjent.
export-formats = Formatet (format) er jsonl, csv eller markdown.
export-nothing-taken = Ingenting er hentet.
export-format = Format

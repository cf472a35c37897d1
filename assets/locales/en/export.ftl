# Lists to be taken home.
export-title = { $count ->
    [one] Download the one entry of this list:
   *[other] Download the { $count } entries of this list:
}
export-jsonl = JSON Lines
export-csv = CSV for a spreadsheet
export-markdown = Markdown with files (ZIP)
export-too-large = There is too much to download at once
export-too-large-text = The files of these entries take { $mb } MB, and at most { $most } MB can be downloaded at once. Choose fewer entries, or download them without files. Whoever runs the site can get everything with the command export.
export-back = Back to the list
export-without-files = Download without files
export-not-understood = We cannot tell what you want to take home
export-no-format = The address does not say in which format you want the list.
export-unknown = { $name }: “{ $value }” is not known.
export-formats = The format (format) is jsonl, csv or markdown.
export-nothing-taken = Nothing was taken home.
export-format = Format

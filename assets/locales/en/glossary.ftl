# The glossary: the field's words in the neighbouring languages.
glossary-title = Glossary
glossary-see = See the glossary
glossary-heading = Nordic glossary of the field
glossary-lead = The same thing has different names in the neighbouring countries. Here the words stand side by side. Search for one of them, and the search finds the others too.
glossary-find = Find a word
glossary-find-label = Find a word in the glossary
glossary-letters = Letters of the glossary
glossary-all = All
glossary-count = { $count ->
    [one] 1 concept
   *[other] { $count } concepts
}
glossary-uncertain = (uncertain)
glossary-beware = Beware:
glossary-try = Try searching for the word
glossary-edit = Edit
glossary-changed-here = changed in this network
glossary-added-here = added in this network
glossary-none = There are no words here
glossary-none-text = No concept begins with that letter in your language.
glossary-see-all = See the whole glossary
glossary-not-found = “{ $q }” is not in the glossary
glossary-not-found-text = The glossary holds only the field’s own words. The library search knows many more.
glossary-search-library = Search the library
glossary-new-this = Add the word
glossary-new = Add a concept
glossary-export = Download as a table (TSV)
glossary-import = Import a table
glossary-form-lead = Write one word on each line, the most important first, at most { $max } words for each language. Put a question mark after a word you are not sure of: it is shown, but not searched for.
glossary-forms-da = Words in Danish
glossary-forms-sv = Words in Swedish
glossary-forms-nb = Words in Bokmål
glossary-forms-nn = Words in Nynorsk
glossary-forms-en = Words in English
glossary-note-da = Explanation in Danish
glossary-note-sv = Explanation in Swedish
glossary-note-nb = Explanation in Norwegian
glossary-note-en = Explanation in English
glossary-beware-da = False friends, in Danish
glossary-beware-da-hint = What must it not be mistaken for? For example: Swedish “anmälan” may also be a complaint.
glossary-beware-sv = False friends, in Swedish
glossary-beware-nb = False friends, in Norwegian
glossary-beware-en = False friends, in English
glossary-edit-title = Edit “{ $word }”
glossary-conflict = Somebody else has saved in the meantime. What is saved now is shown below; save again to write yours over it.
glossary-no-form = Write at least one word in one of the languages.
glossary-no-word = A line has neither letters nor digits.
glossary-small-word = A small word, such as “and” or “in”, stands in every text and cannot be searched for alone. Write more words, or put a question mark after it.
glossary-many-forms = There are too many words for one language.
glossary-remove = Take the concept out
glossary-remove-shipped = The search no longer translates between the words. The concept can be brought back at the end of the glossary.
glossary-remove-own = The search no longer translates between the words. The concept was added in this network and cannot be brought back.
glossary-removed = Taken out
glossary-removed-text = Concepts that come with the program, but that the network has taken out. Only editors see them here.
glossary-reset = Bring back the version that comes with the program
glossary-import-lead = A table with the columns da, sv, nb, nn and en, like the one you can download from the glossary. A concept that begins with the same word gets the words of the table; others are added. What is not in the table stays. Explanations are not touched.
glossary-import-file = File
glossary-import-table = Or paste the lines here
glossary-import-table-hint = The words of a language are parted by a vertical bar, the languages by a tab, as when you copy from a spreadsheet.
glossary-import-broken = Nothing was imported: there are lines that cannot be read
glossary-import-line = Line { $line }:
glossary-import-more = { $count ->
    [one] And 1 more line.
   *[other] And { $count } more lines.
}
glossary-broken-header = The first line must be da, sv, nb, nn and en with tabs between them.
glossary-broken-columns = There are more than five columns.
glossary-broken-many = There are too many lines: at most 5,000 concepts at a time.
glossary-broken-empty = There are no concepts below the first line.
done-glossary-saved = The concept is saved. The next search uses it.
done-glossary-removed = The concept is taken out. The next search does not use it.
done-glossary-reset = The concept is again as it comes with the program.
done-glossary-imported = The table is imported. The next search uses it.
done-glossary-same = The table says the same as the glossary. Nothing has changed.
right-keep-glossary = Change the glossary
audit-kind-concept = Concept in the glossary
audit-action-reset-concept = Brought back the concept that comes with the program

# What the concepts that are shipped are.
glossary-about-samskabelse = Citizens, employees, associations and companies work out the solution and carry it through together with the municipality, from the start.
glossary-about-borgerinddragelse = Citizens influence a decision before it is made. The municipality still has the last word.
glossary-about-tilsyn = The authority’s check that a service follows the law and is of good quality, often combined with advice.
glossary-about-dagtilbud = Care and early education for children below school age.
glossary-about-kommunalbestyrelse = The elected members with the highest responsibility in the municipality.
glossary-about-kommunaldirektoer = The head of the municipality’s administration.
glossary-about-samskabt-styring = Goals, requirements and follow-up are developed together with those they apply to: citizens, employees, managers and politicians.
glossary-about-med-udvalg = The Danish committee in which management and employees discuss working conditions. MED stands for influence and co-determination.
glossary-about-effektkaede = A picture of the way from resources through activities to effects in the short, middle and long term.
glossary-about-kerneopgave = What a workplace exists to achieve for citizens, across professions.
glossary-about-kommissorium = The written task of a group: what it is to do, what it may decide, and when it is done.
glossary-about-tavs-viden = What people know how to do but have not written down, and perhaps cannot put into words.
glossary-about-ildsjael = Somebody who drives a cause with their own time and will.
glossary-about-paaroerende = Family and others who are close to a person.
# And what they are not.
glossary-false-tilmelding = Swedish “anmälan” may also be a complaint or a report to the police.
glossary-false-kommunalbestyrelse = A Swedish “kommunstyrelse” is the executive committee; all who are elected sit in the “kommunfullmäktige”.
glossary-false-naevn = A Danish “nævn” decides cases, often complaints. A Swedish “nämnd” is a political committee in charge of an administration.
glossary-false-droeftelse = Danish MED committees are not consulted in writing: they have a right to information and discussion before anything is decided.
glossary-false-referat = Swedish uses “protokoll”; a Swedish “referat” is a short summary.
glossary-false-raad = “Råd” is both a recommendation and a council. Here it is the recommendation.

# Forum: emner og indlæg mellem møderne.
forum-lead = Spørg de andre, og del det, du har prøvet. Kun netværkets medlemmer kan læse med.
forum-start = Start et emne
forum-start-lead = Fortæl kort, hvad du står med, og hvad du gerne vil vide.
forum-start-do = Start emnet
forum-topics = Emner
forum-none = Ingen emner endnu
forum-none-text = Vær den første, der spørger. Et konkret spørgsmål får de bedste svar.
forum-topic-facts = Af { $author } · { $count ->
    [one] 1 indlæg
   *[other] { $count } indlæg
} · senest { $when }
forum-posts = { $count ->
    [one] 1 indlæg
   *[other] { $count } indlæg
}
forum-former-member = Tidligere medlem
forum-title = Overskrift
forum-title-hint = Skriv gerne overskriften som et spørgsmål.
forum-body = Indlæg
forum-body-hint = Du kan bruge Markdown: en tom linje giver et nyt afsnit, - giver en liste, **ord** giver fed skrift.
forum-reply = Svar
forum-reply-do = Send svar
done-posted = Dit indlæg er sendt.

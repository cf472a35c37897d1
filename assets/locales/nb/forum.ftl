forum-lead = Spør de andre, og del det du har prøvd. Bare medlemmer av nettverket kan lese med.
forum-start = Start et emne
forum-start-lead = Fortell kort hva du står overfor, og hva du gjerne vil vite.
forum-start-do = Start emnet
forum-topics = Emner
forum-none = Ingen emner ennå
forum-none-text = Bli den første som spør. Et konkret spørsmål får de beste svarene.
forum-topic-facts = Av { $author } · { $count ->
    [one] 1 innlegg
   *[other] { $count } innlegg
} · sist { $when }
forum-posts = { $count ->
    [one] 1 innlegg
   *[other] { $count } innlegg
}
forum-former-member = Tidligere medlem
forum-title = Overskrift
forum-title-hint = Skriv gjerne overskriften som et spørsmål.
forum-body = Innlegg
forum-body-hint = Du kan bruke Markdown: En tom linje gir et nytt avsnitt, - gir en liste, **ord** gir fet skrift.
forum-reply = Svar
forum-reply-do = Send svar
done-posted = Innlegget ditt er sendt.

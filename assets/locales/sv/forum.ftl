forum-lead = Fråga de andra och dela det du har prövat. Bara nätverkets medlemmar kan läsa.
forum-start = Starta en tråd
forum-start-lead = Berätta kort vad du står inför och vad du vill veta.
forum-start-do = Starta tråden
forum-topics = Trådar
forum-none = Inga trådar ännu
forum-none-text = Bli den första som frågar. En konkret fråga får de bästa svaren.
forum-topic-facts = Av { $author } · { $count ->
    [one] 1 inlägg
   *[other] { $count } inlägg
} · senast { $when }
forum-posts = { $count ->
    [one] 1 inlägg
   *[other] { $count } inlägg
}
forum-former-member = Tidigare medlem
forum-title = Rubrik
forum-title-hint = Skriv gärna rubriken som en fråga.
forum-body = Inlägg
forum-body-hint = Du kan använda Markdown: en tom rad ger ett nytt stycke, - ger en lista, **ord** ger fetstil.
forum-reply = Svar
forum-reply-do = Skicka svar
done-posted = Ditt inlägg är skickat.

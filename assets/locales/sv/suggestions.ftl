suggest-label = Förslag
suggest-one = 1 förslag
suggest-many = {"{n}"} förslag
suggest-none = Inga förslag
suggest-recent = Du sökte senast efter
suggest-forget = Glöm mina sökningar
suggest-entries = Kunskap
suggest-questions = Vanliga sökningar
suggest-places = Kommuner
suggest-meetings = Möten
suggest-people = Personer
instead-mean = Menade du
instead-taken-for = Ingen text innehåller ordet ”{ $typed }”. Sökningen gjordes på ”{ $meant }” och liknande ord i stället.
instead-not-all = { $asked ->
    [2] Ingen text innehåller båda orden. Texterna nedan innehåller ett av dem.
   *[other] Ingen text innehåller alla { $asked } orden. Texterna nedan innehåller högst { $met } av dem.
}
instead-without = { $count ->
    [one] 1 träff utan { $values }
   *[other] { $count } träffar utan { $values }
}
instead-beginnings = { $count ->
    [one] 1 träff på ord som börjar likadant
   *[other] { $count } träffar på ord som börjar likadant
}
instead-near = Andra kommuner i { $county }
instead-country = Andra kommuner i samma land som { $place }
instead-areas = Områden som det har skrivits om
unanswered-title = Frågor utan svar
unanswered-lead = Det som någon har sökt efter utan att hitta något. Här står bara vad frågan gällde och vilka dagar den ställdes, aldrig vem som frågade. Efter ett år är den glömd.
unanswered-kept = Det som söks räknas utan vem som sökte: orden, månaden och på hur många dagar. Det är glömt efter { $months } månader. Vad du själv sökte senast minns bara din egen webbläsare.
unanswered-none = Inga frågor utan svar
unanswered-none-text = När någon söker utan att hitta något hamnar frågan här.
unanswered-often = { $times ->
    [one] Sökt förgäves 1 gång
   *[other] Sökt förgäves { $times } gånger
}, { $days ->
    [one] ställd på 1 dag
   *[other] ställd på { $days } dagar
}
unanswered-last = senast { $when }
unanswered-write = Skriv ett inlägg
unanswered-settle = Besvarad
unanswered-remove = Ta bort
done-unanswered-settled = Frågan är borta från listan. Den kommer tillbaka om någon söker förgäves efter den igen.
done-unanswered-removed = Frågan har tagits bort.
instead-loosened = Inget har exakt det du bad om med citattecken eller ELLER. Här är det som har orden vart och ett för sig.

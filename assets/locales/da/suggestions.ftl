# Forslag, mens man skriver; hvad der er i stedet, når intet er fundet; spørgsmål uden svar.
suggest-label = Forslag
suggest-one = 1 forslag
suggest-many = {"{n}"} forslag
suggest-none = Ingen forslag
suggest-recent = Du søgte sidst efter
suggest-forget = Glem mine søgninger
suggest-entries = Viden
suggest-questions = Ofte søgt
suggest-places = Kommuner
suggest-meetings = Møder
suggest-people = Personer
instead-mean = Mente du
instead-taken-for = Ingen tekst har ordet »{ $typed }«. Der er søgt efter »{ $meant }« og lignende ord i stedet.
instead-not-all = { $asked ->
    [2] Ingen tekst har begge ord. Teksterne herunder har det ene.
   *[other] Ingen tekst har alle { $asked } ord. Teksterne herunder har højst { $met } af dem.
}
instead-without = { $count ->
    [one] 1 resultat uden { $values }
   *[other] { $count } resultater uden { $values }
}
instead-beginnings = { $count ->
    [one] 1 resultat for ord, der begynder på samme måde
   *[other] { $count } resultater for ord, der begynder på samme måde
}
instead-near = Andre kommuner i { $county }
instead-country = Andre kommuner i samme land som { $place }
instead-areas = Områder, der er skrevet om
unanswered-title = Spørgsmål uden svar
unanswered-lead = Det, folk har søgt efter uden at finde noget. Her står kun, hvad der blev spurgt om, og hvilke dage, aldrig hvem der spurgte. Efter et år er det glemt.
unanswered-kept = Det, der søges efter, tælles uden hvem der søgte: ordene, måneden og på hvor mange dage. Det er glemt efter { $months } måneder. Hvad du selv søgte efter sidst, husker kun din egen browser.
unanswered-none = Ingen spørgsmål uden svar
unanswered-none-text = Når nogen søger uden at finde noget, står spørgsmålet her.
unanswered-often = { $times ->
    [one] Søgt forgæves 1 gang
   *[other] Søgt forgæves { $times } gange
}, { $days ->
    [one] spurgt på 1 dag
   *[other] spurgt på { $days } dage
}
unanswered-last = senest { $when }
unanswered-write = Skriv et indlæg
unanswered-settle = Besvaret
unanswered-remove = Fjern
done-unanswered-settled = Spørgsmålet er ude af listen. Det kommer igen, hvis nogen søger forgæves efter det.
done-unanswered-removed = Spørgsmålet er fjernet.
instead-loosened = Intet har netop det, du bad om med anførselstegn eller ELLER. Her er det, der har ordene hver for sig.

suggest-label = Forslag
suggest-one = 1 forslag
suggest-many = {"{n}"} forslag
suggest-none = Ingen forslag
suggest-recent = Du søkte sist etter
suggest-forget = Glem søkene mine
suggest-entries = Kunnskap
suggest-questions = Vanlige søk
suggest-places = Kommuner
suggest-meetings = Møter
suggest-people = Personer
instead-mean = Mente du
instead-taken-for = Ingen tekst inneholder ordet «{ $typed }». Det er søkt etter «{ $meant }» og lignende ord i stedet.
instead-not-all = { $asked ->
    [2] Ingen tekst inneholder begge ordene. Tekstene under inneholder ett av dem.
   *[other] Ingen tekst inneholder alle de { $asked } ordene. Tekstene under inneholder høyst { $met } av dem.
}
instead-without = { $count ->
    [one] 1 treff uten { $values }
   *[other] { $count } treff uten { $values }
}
instead-beginnings = { $count ->
    [one] 1 treff på ord som begynner på samme måte
   *[other] { $count } treff på ord som begynner på samme måte
}
instead-near = Andre kommuner i { $county }
instead-country = Andre kommuner i samme land som { $place }
instead-areas = Områder det er skrevet om
unanswered-title = Spørsmål uten svar
unanswered-lead = Det folk har søkt etter uten å finne noe. Her står bare hva det ble spurt om, og hvilke dager, aldri hvem som spurte. Etter et år er det glemt.
unanswered-kept = Det som blir søkt etter, telles uten hvem som søkte: ordene, måneden og på hvor mange dager. Det er glemt når det har gått { $months } måneder. Hva du selv søkte etter sist, husker bare din egen nettleser.
unanswered-none = Ingen spørsmål uten svar
unanswered-none-text = Når noen søker uten å finne noe, står spørsmålet her.
unanswered-often = { $times ->
    [one] Søkt forgjeves 1 gang
   *[other] Søkt forgjeves { $times } ganger
}, { $days ->
    [one] spurt på 1 dag
   *[other] spurt på { $days } dager
}
unanswered-last = senest { $when }
unanswered-write = Skriv et innlegg
unanswered-settle = Besvart
unanswered-remove = Fjern
done-unanswered-settled = Spørsmålet er ute av listen. Det kommer tilbake hvis noen søker forgjeves etter det.
done-unanswered-removed = Spørsmålet er fjernet.
instead-loosened = Ingenting har akkurat det du ba om med anførselstegn eller ELLER. Her er det som har ordene hver for seg.

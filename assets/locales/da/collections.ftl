# Serier og kampagner
collections-title = Serier og kampagner
collections-lead = Indlæg, der hører sammen, i rækkefølge.
collections-new = Ny serie
collections-edit = Redigér serien
collections-arrange = Indlæg og rækkefølge
collections-remove = Slet serien
collections-remove-text = Serien forsvinder. Indlæggene bliver i biblioteket.
collections-remove-do = Slet serien
collections-name = Titel
collections-introduction = Indledning
collections-introduction-hint = Skriv i Markdown: ## overskrift, **fed**, [tekst](adresse).
collections-conflict = En anden har gemt imens. Det, der er gemt nu, står herunder; gem igen for at skrive din tekst oven på.
collections-empty = Ingen serier endnu
collections-empty-text = En redaktør kan samle indlæg, der hører sammen, i en serie.
collections-empty-editor = Saml indlæg, der hører sammen: en kampagne, et tema, en udgivelse.
collections-parts = { $count ->
    [one] 1 del
   *[other] { $count } dele
}
collections-entries = Delene
collections-none = Her er ingen indlæg, du kan læse
collections-none-text = Serien er tom endnu, eller den er for andre end dig.
collections-none-editor = Serien er tom. Find et indlæg, og læg det i.
collections-all = Se alle serier
collections-order = Rækkefølgen
collections-hidden = Et indlæg, du ikke kan læse
collections-up = Flyt op
collections-down = Flyt ned
collections-take-out = Tag ud
collections-add = Læg et indlæg i
collections-find = Ord i titlen
collections-add-do = Læg i serien
collections-not-found = Ingen indlæg fundet
collections-not-found-text = Prøv et andet ord fra titlen. Kun udgivne indlæg kan ligge i en serie.
collections-see = Se serien
collections-nav = Serie: { $title }
collections-part = Del { $number } af { $of } i
collections-previous = Forrige
collections-next = Næste
done-collection-removed = Serien er slettet. Indlæggene er der stadig.
right-curate = Samle indlæg i serier
audit-kind-collection = Serie
audit-action-arrange = Ordnede indlæg i en serie

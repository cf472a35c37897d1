# Organisationer: enheder, repræsentanter, folk, maildomæner.
organisations-title = Organisationer
organisations-kinds = Typer af organisationer
organisations-plural-municipality = Kommuner
organisations-plural-region = Regioner
organisations-plural-association = Foreninger
organisations-plural-citizen-group = Borgergrupper
organisations-plural-company = Virksomheder
organisations-plural-school = Skoler
organisations-plural-state = Staten
organisations-none = Ingen organisationer her
organisations-none-text = Der er ingen af denne type i netværket endnu.
organisations-count-people = { $count ->
    [0] ingen personer
    [one] 1 person
   *[other] { $count } personer
}
organisations-keep = Pas organisationen
organisations-edit = Ret organisationen
organisations-conflict = En anden har gemt, mens du skrev. Intet er overskrevet, og det, du skrev, står stadig i formularen. Sammenlign, og gem så det, der skal gælde.
organisations-stored = Det, der er gemt nu
organisations-back = Tilbage til organisationen

organisations-remove = Fjern organisationen
organisations-remove-text = Intet hører til organisationen, så den kan fjernes. Det kan ikke gøres om.
organisations-remove-not-empty = Organisationen kan ikke fjernes, så længe noget hører til den:
organisations-has-people = { $count ->
    [one] 1 person
   *[other] { $count } personer
}
organisations-has-units = { $count ->
    [one] 1 enhed
   *[other] { $count } enheder
}
organisations-has-representatives = { $count ->
    [one] 1 repræsentant
   *[other] { $count } repræsentanter
}
organisations-has-entries = { $count ->
    [one] 1 indlæg i biblioteket
   *[other] { $count } indlæg i biblioteket
}
organisations-has-worksheets = { $count ->
    [one] 1 arbejdsark
   *[other] { $count } arbejdsark
}
organisations-has-processes = { $count ->
    [one] 1 proces
   *[other] { $count } processer
}
organisations-has-seats = { $count ->
    [one] 1 plads ved et møde, holdt eller kommende
   *[other] { $count } pladser ved møder, holdte eller kommende
}
organisations-has-providers = { $count ->
    [one] 1 eget login
   *[other] { $count } egne login
}
organisations-has-joinings = { $count ->
    [one] 1 anmodning eller invitation
   *[other] { $count } anmodninger eller invitationer
}
done-organisations-removed = Organisationen er fjernet.

organisations-units = Enheder
organisations-no-units = Der er ingen enheder endnu.
organisations-unit-department = Forvaltning eller afdeling
organisations-unit-institution = Institution
organisations-unit-med-committee = MED-udvalg
organisations-unit-add = Tilføj en enhed
organisations-unit-add-below = Tilføj en enhed herunder
organisations-unit-edit = Omdøb eller flyt
organisations-parent = Hører under
organisations-parent-hint = Enheden flytter med alt, hvad der er under den.
organisations-unit-top = Organisationen selv
organisations-unit-below = Enheder herunder
organisations-unit-members = Medlemmer
organisations-unit-nobody = Der er ingen i enheden endnu.
organisations-unit-put-in = Sæt en person i enheden
organisations-unit-take-out = Tag ud af enheden
organisations-unit-title = Titel i enheden
organisations-unit-title-hint = Står feltet tomt, vises personens egen stilling. Vælg en, der allerede er med, for at rette titel eller rolle.
organisations-unit-remove = Fjern enheden
organisations-unit-remove-text = Enheden er tom og kan fjernes.
organisations-unit-not-empty = Enheden kan først fjernes, når ingen er i den, og intet er under den.
organisations-unit-cycle = En enhed kan ikke ligge under sig selv eller under noget, der er under den. Vælg et andet sted.
organisations-unit-too-deep = Træet kan højst have seks niveauer. Vælg et sted højere oppe.
organisations-unit-too-many = En organisation kan højst have 300 enheder. Fjern en, du ikke bruger, eller saml nogle.
organisations-unit-name-taken = Der er allerede en enhed med det navn på dette sted.
organisations-unit-full = En enhed kan højst have 200 medlemmer. Del den i flere.
done-organisations-unit-removed = Enheden er fjernet.
organisations-person = Person
organisations-choose-person = Vælg en person
organisations-role = Rolle i enheden
organisations-role-member = Medlem
organisations-role-leader = Leder
organisations-role-chair = Formand
organisations-role-deputy-chair = Næstformand
organisations-role-secretary = Sekretær
organisations-role-working-environment = Arbejdsmiljørepræsentant
organisations-role-staff-representative = Tillidsrepræsentant

organisations-representatives = Repræsentanter
organisations-representatives-keep = Pas repræsentanter
organisations-representatives-lead = De taler for organisationen ved netværkets møder og inviteres på dens vegne. Den første på listen, hvis periode dækker dagen, har turen. Når vedkommende er registreret ved et møde, går turen videre; ellers ændrer du rækkefølgen her.
organisations-no-representatives = Ingen repræsentanter endnu
organisations-no-representatives-text = Peg en eller to ud herunder. De kan skiftes til at møde.
organisations-representative-add = Tilføj repræsentant
organisations-representative-remove = Fjern
organisations-representative-none-left = Alle organisationens folk er allerede repræsentanter, eller der er ingen endnu.
organisations-represents-already = Personen er allerede repræsentant, eller organisationen har 20, som er det højeste.
organisations-turn-now = Har turen
organisations-turn-next = Næste
organisations-turn-not-now = Ikke i perioden
organisations-turn-up = Flyt op
organisations-turn-down = Flyt ned
organisations-period = Ret perioden
organisations-period-text = Et tomt felt er en åben ende.
organisations-from = Fra dag
organisations-to = Til og med dag
organisations-from-day = Fra { $from }
organisations-to-day = Til og med { $to }
organisations-from-to-day = Fra { $from } til og med { $to }
organisations-invalid-day = Vælg en gyldig dag, eller lad feltet stå tomt.
organisations-period-backwards = Perioden slutter, før den begynder.

organisations-people = Folk
organisations-people-keep = Pas folk
organisations-people-lead = De, der hører til { $organisation }. Mailadressen ser kun du og netværkets administratorer her.
organisations-no-people = Ingen personer endnu
organisations-no-people-text = Inviter den første. Du kan kun se og rette dem, der hører til denne organisation.
organisations-ask = Inviter en person
organisations-ask-do = Send invitation
organisations-ask-lead = Personen får en mail og svarer selv ja eller nej. Har personen allerede en konto et andet sted i netværket, flytter den med et ja; det kan du ikke se på forhånd.
organisations-already-here = Personen hører allerede til denne organisation.
organisations-asked-open = Inviteret, ikke svaret endnu
organisations-asked-open-text = Her står det, du skrev. Linket i mailen virker i 14 dage; inviter igen for at sende et nyt.
organisations-asked-on = Inviteret { $day }
organisations-take-back = Træk tilbage
done-organisations-asked = Invitationen er sendt.
organisations-administers = Ret til at passe organisationen
organisations-administers-yes = Er organisationens administrator: passer dens folk, enheder og repræsentanter
organisations-address-text = Mailadresse og andre roller ændres af netværkets administratorer.

organisations-leave = Tag ud af organisationen
organisations-leave-text = Personen beholder sin konto og sit fremmøde, men hører ikke længere til her.
organisations-leave-see = Se, hvad der sker
organisations-move = Flyt til en anden organisation
organisations-moves = Det sker der
organisations-moves-attended = { $count ->
    [0] Personen har ikke været registreret ved noget møde.
    [one] Personen beholder sit fremmøde ved 1 møde, og pladsen tæller stadig for den organisation, der blev mødt for.
   *[other] Personen beholder sit fremmøde ved { $count } møder, og pladserne tæller stadig for de organisationer, der blev mødt for.
}
organisations-moves-entries = { $count ->
    [0] Ingen indlæg i biblioteket skifter ejer.
    [one] 1 indlæg i biblioteket bliver i organisationen og får en ny ejer.
   *[other] { $count } indlæg i biblioteket bliver i organisationen og får en ny ejer.
}
organisations-moves-worksheets = { $count ->
    [one] 1 arbejdsark, kun organisationen kan se, bliver og får en ny ejer
   *[other] { $count } arbejdsark, kun organisationen kan se, bliver og får en ny ejer
}
organisations-moves-drafts = { $count ->
    [one] 1 kladde, som ingen andre har set, følger med personen.
   *[other] { $count } kladder, som ingen andre har set, følger med personen.
}
organisations-moves-units = { $count ->
    [one] Personen går ud af 1 enhed.
   *[other] Personen går ud af { $count } enheder.
}
organisations-moves-represents = Personen er ikke længere organisationens repræsentant.
organisations-moves-invitations = { $count ->
    [one] Ved 1 kommende møde sidder personen ikke længere på organisationens plads.
   *[other] Ved { $count } kommende møder sidder personen ikke længere på organisationens plads.
}
organisations-moves-administers = Personen er ikke længere organisationens administrator.
organisations-organisation = Ny organisation
organisations-to-none = Ingen organisation
organisations-there-already = Personen hører allerede til der. Vælg en anden.
organisations-heir = Ny ejer af det, der bliver
organisations-heir-hint = Foreslået er den repræsentant, der har turen, ellers organisationens administrator.
organisations-heir-nobody = Ingen: redaktørerne tager sig af det
organisations-of-none = Hører ikke til en organisation
done-organisations-left = Personen hører ikke længere til organisationen.
done-organisations-moved = Personen er flyttet.

organisations-domains = Maildomæner
organisations-domains-lead = Den, der bekræfter en mailadresse med et af disse domæner, hører til { $organisation }.
organisations-no-domains = Ingen maildomæner endnu
organisations-no-domains-text = Tilføj det domæne, som organisationens egne mailadresser ender på.
organisations-domains-ask = Netværkets administratorer tilføjer og fjerner maildomæner, fordi de lukker folk ind. Skriv til dem, hvis et mangler.
organisations-domain = Domæne
organisations-domain-hint = For eksempel roskilde.dk
organisations-domain-add = Tilføj domæne
organisations-domain-remove = Fjern
organisations-domain-invalid = Skriv et domæne som roskilde.dk, med små bogstaver a-z, tal og bindestreg.
organisations-domain-public = Under dette domæne kan alle få en adresse. Det kan ikke tilhøre en organisation.
organisations-domain-taken = Domænet tilhører allerede en organisation.
organisations-domain-too-many = En organisation kan højst have 50 domæner.

organisations-offer = En invitation
organisations-offer-title = { $organisation } inviterer dig
organisations-offer-text = Siger du ja, hører du til { $organisation } i { $network }. Den, der passer organisationen, ser så dit navn, din stilling og din mailadresse.
organisations-offer-leaves = Du hører til { $organisation } nu og flytter, hvis du siger ja. Det sker der:
organisations-offer-yes = Ja, jeg vil være med
organisations-offer-no = Nej tak
done-organisations-joined = Du er med. Log ind med din mailadresse.
done-organisations-declined = Invitationen er afvist, og det, der stod i den, er glemt.
mail-kind-membership = Invitation til en organisation
organisations-offer-terms = Siger du ja, giver du samtykke til at være medlem af { $network } på de vilkår. Du kan melde dig ud når som helst.
organisations-mail-subject = { $organisation } inviterer dig til { $network }
organisations-mail-text = { $organisation } vil gerne have dig med i { $network }. Åbn linket for at se, hvad det betyder, og svar ja eller nej. Det virker i { $days } dage.
organisations-mail-link = Se invitationen
organisations-mail-ignore = Siger det dig ikke noget, kan du se bort fra denne mail. Så sker der intet.

organisations-find-people = Navn, stilling eller mailadresse
organisations-nobody-found = Ingen fundet
organisations-nobody-found-text = Prøv med færre ord eller en del af navnet.

nav-join = Bli medlem
nav-joining = { $count ->
    [0] Nye medlemmer
   *[other] Nye medlemmer ({ $count })
}
joining-badge = venter på svar
joining-waiting = { $count ->
    [one] 1 person vil gjerne bli med og venter på svar
   *[other] { $count } personer vil gjerne bli med og venter på svar
}
joining-no-account = Bare medlemmer av nettverket får en lenke. Er du ikke medlem ennå?

joining-ask-title = Bli medlem av { $network }
joining-ask-lead = Det er gratis. Fortell hvem du er, så får du en e-post om hvordan du kommer videre.
joining-email = E-postadresse
joining-email-hint = Bruk gjerne jobbadressen din, for da kan vi se hvilken organisasjon du hører til.
joining-organisation = Organisasjon
joining-organisation-hint = Hvis den ikke står på listen, kan du skrive den i meldingen.
joining-no-organisation = Ingen, eller en annen
join-message = Melding
join-message-hint = Hva arbeider du med, og hvorfor vil du bli med? Den som godkjenner, leser det. Skriv aldri CPR-numre (danske personnumre).
joining-ask-do = Be om å bli med
joining-ask-known = Er du allerede medlem?
joining-sent = Se i innboksen din
joining-sent-text = Vi har sendt en e-post til adressen. Følg lenken i den for å komme videre.
joining-sent-help = Fikk du ingen e-post? Se i søppelposten, eller prøv igjen om et par minutter.
joining-again = Prøv igjen
joining-confirm = Bekreft adressen din
joining-confirm-member = Adressen din hører til { $organisation }. Når du har bekreftet den, er du medlem med én gang.
joining-confirm-wait = Når du har bekreftet adressen, ser en arrangør eller organisasjonen din på søknaden. Du får svar på e-post.
joining-confirm-do = Bekreft og send søknaden
joining-confirm-enter = Bekreft og gå inn
joining-confirm-not-you = Hvis det ikke er du som har bedt om dette, kan du lukke siden. Da skjer det ingenting, og opplysningene slettes innen en uke.
joining-waits = Takk. Søknaden din er sendt
joining-waits-text = En arrangør eller organisasjonen din ser på den. Du får svar på e-post.
joining-waits-meanwhile = Imens kan du lese alt nettverket deler med alle.

joining-kept = Dette lagrer vi
joining-kept-what = Navn, e-postadresse, stilling, språk og organisasjon, svarene dine på invitasjoner og det du selv skriver.
joining-kept-why = Vi bruker det til å invitere deg, vise oppmøtet ditt og la medlemmene finne hverandre.
joining-kept-more = Les om personvern
joining-terms = Samtykket ditt
joining-terms-yes = Jeg vil være medlem av { $network } på disse vilkårene. Jeg kan når som helst melde meg ut igjen.
joining-terms-needed = Kryss av hvis du vil bli med.

joining-welcome = Velkommen
joining-welcome-lead = Du er invitert. Se om opplysningene stemmer, og gå inn.
joining-welcome-of = Du er invitert som medlem fra { $organisation }. Se om opplysningene stemmer, og gå inn.
joining-welcome-what = Her deler kommuner, foreninger og innbyggere det de har lært av å skape løsninger sammen: kunnskap, møter, verktøy og et forum.
joining-welcome-check = Opplysningene dine
joining-welcome-do = Gå inn
joining-welcome-as = Du logger inn med { $email }.

joining-title = Vil bli med
joining-lead = De har bekreftet e-postadressen sin og venter på svar, de eldste først.
joining-tabs = Nye medlemmer
joining-asked = Venter på svar
joining-invited = Har ikke vært her ennå
joining-nobody = Ingen venter på svar
joining-nobody-text = Når noen ber om å bli med, står de her.
joining-nobody-see = Se siden der folk ber om å bli med
joining-since = ba om det { $when }
joining-named = Har oppgitt { $organisation }
joining-named-none = Har ikke oppgitt noen organisasjon fra listen
joining-into = Tas opp i
joining-approve = Godkjenn
joining-refuse-open = Avvis
joining-reason = Begrunnelse
joining-reason-hint = Sendes til personen på e-post.
joining-refuse = Avvis og send begrunnelsen

joining-invited-lead = Personer som er lagt til, men ikke har brukt invitasjonen.
joining-all-here = Alle har vært her
joining-all-here-text = Når du legger til personer, står de her til de har brukt invitasjonen.
joining-told = invitert { $when }
joining-not-told = ikke invitert
joining-invite = Send invitasjon
joining-invite-again = Send invitasjonen på nytt

joining-import = Legg til fra en liste
joining-import-lead = Kopier listen i regnearket, og lim den inn her. Du ser linje for linje hva som vil skje, før noe skjer.
joining-import-own = Alle på listen blir invitert til { $organisation } på e-post og svarer selv.
joining-list = Listen
joining-list-hint = Den første linjen er navnene på kolonnene. Høyst 2000 linjer.
joining-import-look = Se hva som vil skje
joining-import-example = Slik kan listen se ut
joining-import-columns = Navn og e-post må være med. Resten kan utelates, rekkefølgen er fri, og kolonnene kan også ha danske, svenske eller engelske navn. Skill flere roller med komma. Administratorer utpekes én og én, ikke her.
joining-example-name = Karen Holm
joining-example-email = karen.holm@kommune.no
joining-example-title = Utviklingskonsulent
joining-example-organisation = Roskilde Kommune
joining-import-empty = Det er ingen personer på listen.
joining-import-no-header = Den første linjen må være navnene på kolonnene, minst Navn og E-post.
joining-import-too-long = Det er over 2000 personer på listen. Del den opp.
joining-import-too-many-to-ask = Det er over 100 personer på listen. En organisasjon kan invitere 100 i døgnet.
joining-import-choose = Noen linjer er feil. Rett dem, eller velg å utelate dem.
joining-import-changed = Noen har endret noe siden du så listen. Under står det hva som vil skje nå.
joining-import-how = Slik gjøres det
joining-import-leave-out = { $count ->
    [one] Utelat linjen som er feil
   *[other] Utelat de { $count } linjene som er feil
}
joining-import-invite = Send alle nye en invitasjon på e-post
joining-import-do = { $count ->
    [one] Legg til 1 person
   *[other] Legg til { $count } personer
}
joining-import-ask = { $count ->
    [one] Inviter 1 person
   *[other] Inviter { $count } personer
}
joining-preview = Dette vil skje
joining-preview-lead = Ingenting er gjort ennå. Enten gjøres alt, eller så gjøres ingenting.
joining-preview-not-done = Ingenting er gjort
joining-preview-new = { $count ->
    [one] ny person
   *[other] nye personer
}
joining-preview-asked = { $count ->
    [one] person blir invitert
   *[other] personer blir invitert
}
joining-preview-known = er her allerede
joining-preview-wrong = { $count ->
    [one] linje med feil
   *[other] linjer med feil
}
joining-preview-nothing = Det er ingen nye personer å legge til.
joining-preview-lines = Linje for linje
joining-preview-edit = Rett listen
joining-line = Linje
joining-outcome = Hva som skjer
joining-line-new = Ny
joining-line-asked = Blir invitert
joining-line-known = Er her allerede
joining-line-elsewhere = Hører til en annen organisasjon og flyttes ikke.
joining-line-wrong = Feil
joining-line-no-name = Navnet mangler.
joining-line-address = E-postadressen er ikke gyldig.
joining-line-cpr = Linjen inneholder noe som ligner et CPR-nummer (dansk personnummer). Det kan ikke lagres.
joining-line-too-long = Teksten er for lang.
joining-line-twice = Samme adresse som på linje { $line }.
joining-line-organisation = Organisasjonen finnes ikke i nettverket.
joining-line-organisation-not-yours = Det er ikke din organisasjon.
joining-line-role = Rollen finnes ikke.
joining-line-role-not-here = Rollen kan ikke gis med en liste.
joining-line-lang = Språket må være dansk, svensk, norsk eller engelsk.

joining-duplicates = Samme person to ganger?
joining-duplicates-lead = Par som ligner hverandre, de mest sannsynlige først.
joining-no-duplicates = Ingen ligner hverandre
joining-no-duplicates-text = Når to personer har samme navn, telefon eller postkasse, står de her.
joining-same-name = Samme navn
joining-same-organisation = Samme organisasjon
joining-same-mailbox = Samme navn før @
joining-same-phone = Samme telefon
joining-phone = Telefon
joining-two = Det er to personer
joining-merge-look = Det er én person
joining-merge = Slå sammen to personer
joining-merge-lead = Alt som hører til den ene, blir den andres.
joining-merge-kept = Blir værende
joining-merge-gone = Slås sammen med den andre
joining-merge-swap = Bytt om på dem
joining-merge-moves = Dette flyttes
joining-merge-nothing = Det er ingenting å flytte.
joining-merge-same = Der begge har det samme, for eksempel oppmøte på samme møte, teller det én gang.
joining-merge-address = { $email } blir en ekstra adresse for personen: Den kan fortsatt brukes til å logge inn. E-poster sendes til adressen som blir værende.
joining-merge-ends = { $count ->
    [0] Ingen økter eller passord avsluttes.
    [one] 1 økt, passord eller lignende avsluttes.
   *[other] { $count } økter, passord og lignende avsluttes.
}
joining-merge-rest = Navn og organisasjon er det som blir værende. Stilling og telefon tas med der de mangler.
joining-merge-final = Dette kan ikke angres.
joining-merge-do = Slå dem sammen
joining-class-account = adresser og bilde
joining-class-affiliation = roller og tilhørighet
joining-class-sign-in = måter å logge inn på
joining-class-joining = søknader
joining-class-contributions = bidrag
joining-class-meetings = svar og oppmøte
joining-class-study = påmeldinger og resultater
joining-class-exam-register = i eksamensregisteret
joining-class-mail = e-poster
joining-class-notices = valg og varsler
joining-class-moderation = henvendelser og avgjørelser
joining-class-consents = samtykker
joining-class-requests = forespørsler
joining-class-audit = i loggen
joining-class-passing = ventende oppgaver

done-joined = Velkommen. Du er nå medlem.
done-joining-known = Personen er allerede i nettverket med den adressen. Søknaden er lukket.
joining-decided-already = Noen andre har svart på søknaden i mellomtiden. Her er de som fortsatt venter.
done-joining-approved = Godkjent. Personen får en e-post med en lenke.
done-joining-refused = Avvist. Personen får begrunnelsen på e-post.
done-joining-invited = Invitasjonen er på vei.
done-joining-asked = Personene på listen er invitert.
done-joining-imported = Listen er lagt til.
done-joining-merged = De to er nå én.

mail-kind-welcome = Invitasjon til nettverket
mail-kind-join-known = Søknad fra et medlem
mail-kind-join-confirm = Bekreft adressen
mail-kind-join-approved = Søknad godkjent
mail-kind-join-refused = Søknad avvist
joining-mail-welcome-subject = Velkommen til { $network }
joining-mail-by-network = Administratoren for nettverket har invitert deg til { $network }.
joining-mail-by-organisation = Administratoren for { $organisation } har invitert deg til { $network }.
joining-mail-what = Her deler kommuner, foreninger og innbyggere det de har lært av å skape løsninger sammen: kunnskap, møter, verktøy og et forum. Det er gratis.
joining-mail-welcome-link = Se invitasjonen, og gå inn
joining-mail-welcome-days = Lenken er bare din og virker i { $days } dager. Etterpå kan du alltid be om en ny ved å skrive adressen din på siden Logg inn.
joining-mail-welcome-ignore = Hvis du ikke vil bli med, kan du se bort fra denne e-posten.
joining-mail-known-subject = Du er allerede med i { $network }
joining-mail-known-text = Noen, sannsynligvis du selv, har bedt om å bli medlem av { $network } med denne adressen. Du er allerede medlem: Her er en lenke for å logge inn. Den virker i { $minutes } minutter og bare én gang.
joining-mail-ignore = Hvis du ikke har bedt om dette, kan du se bort fra denne e-posten.
joining-mail-confirm-subject = Bekreft adressen din
joining-mail-confirm-hello = Hei
joining-mail-confirm-text = Noen, sannsynligvis du selv, har bedt om å bli medlem av { $network } med denne adressen.
joining-mail-confirm-link = Bekreft adressen
joining-mail-confirm-days = Lenken virker i { $days } dager.
joining-mail-approved-subject = Du er med i { $network }
joining-mail-approved-text = Søknaden din er godkjent: Du er nå medlem av { $network }.
joining-mail-approved-hours = Lenken virker i { $hours } timer og bare én gang. Etterpå kan du få en ny på siden Logg inn.
joining-mail-refused-subject = Svar på søknaden din til { $network }
joining-mail-refused-text = Søknaden din om å bli medlem av { $network } er ikke godkjent. Begrunnelsen er:
joining-mail-refused-link = Om nettverket, og hvem du kan skrive til
joining-mail-refused-again = Hvis noe har endret seg, er du velkommen til å søke på nytt. Opplysningene dine slettes etter 90 dager.

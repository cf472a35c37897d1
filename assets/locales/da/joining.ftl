# At komme med: invitation, ansøgning, godkendelse, lister, samme person to gange.
nav-join = Bliv medlem
nav-joining = { $count ->
    [0] Nye medlemmer
   *[other] Nye medlemmer ({ $count })
}
joining-badge = venter på svar
joining-waiting = { $count ->
    [one] 1 person vil gerne være med og venter på svar
   *[other] { $count } personer vil gerne være med og venter på svar
}
joining-no-account = Kun netværkets medlemmer får et link. Er du ikke medlem endnu?

joining-ask-title = Bliv medlem af { $network }
joining-ask-lead = Det er gratis. Fortæl, hvem du er, så får du en mail om, hvordan du kommer videre.
joining-email = Mailadresse
joining-email-hint = Brug gerne din arbejdsmail: så kan din organisation kendes på den.
joining-organisation = Organisation
joining-organisation-hint = Står den ikke på listen, så skriv den i beskeden.
joining-no-organisation = Ingen, eller en anden
join-message = Besked
join-message-hint = Hvad arbejder du med, og hvorfor vil du være med? Den, der godkender, læser det. Skriv aldrig CPR-numre.
joining-ask-do = Bed om at være med
joining-ask-known = Er du allerede medlem?
joining-sent = Se i din indbakke
joining-sent-text = Vi har sendt en mail til adressen. Følg linket i den for at komme videre.
joining-sent-help = Kom der ingen mail? Se i uønsket post, eller prøv igen om et par minutter.
joining-again = Prøv igen
joining-confirm = Bekræft din adresse
joining-confirm-member = Din adresse hører til { $organisation }. Når du har bekræftet, er du medlem med det samme.
joining-confirm-wait = Når du har bekræftet, ser en arrangør eller din organisation på din ansøgning. Du får svar på mail.
joining-confirm-do = Bekræft og send ansøgningen
joining-confirm-enter = Bekræft og gå ind
joining-confirm-not-you = Er det ikke dig, der har bedt om det, så luk siden. Så sker der intet, og oplysningerne slettes inden for en uge.
joining-waits = Tak. Din ansøgning er sendt
joining-waits-text = En arrangør eller din organisation ser på den. Du får svar på mail.
joining-waits-meanwhile = Imens kan du læse alt, hvad netværket deler med alle.

joining-kept = Det gemmer vi
joining-kept-what = Navn, mailadresse, stilling, sprog og organisation, dine svar på invitationer og det, du selv skriver.
joining-kept-why = Vi bruger det til at invitere dig, vise dit fremmøde og lade medlemmerne finde hinanden.
joining-kept-more = Læs om privatliv
joining-terms = Dit samtykke
joining-terms-yes = Jeg vil være medlem af { $network } på de vilkår. Jeg kan altid melde mig ud igen.
joining-terms-needed = Sæt kryds, hvis du vil være med.

joining-welcome = Velkommen
joining-welcome-lead = Du er inviteret. Se, om oplysningerne er rigtige, og gå ind.
joining-welcome-of = Du er inviteret som medlem fra { $organisation }. Se, om oplysningerne er rigtige, og gå ind.
joining-welcome-what = Her deler kommuner, foreninger og borgere det, de har lært af at skabe løsninger sammen: viden, møder, værktøjer og et forum.
joining-welcome-check = Dine oplysninger
joining-welcome-do = Gå ind
joining-welcome-as = Du logger ind med { $email }.

joining-title = Vil være med
joining-lead = De har bekræftet deres mailadresse og venter på svar, de ældste først.
joining-tabs = Nye medlemmer
joining-asked = Venter på svar
joining-invited = Har ikke været her endnu
joining-nobody = Ingen venter på svar
joining-nobody-text = Når nogen beder om at være med, står de her.
joining-nobody-see = Se siden, hvor man beder om at være med
joining-since = bad om det { $when }
joining-named = Har nævnt { $organisation }
joining-named-none = Har ikke nævnt nogen organisation fra listen
joining-into = Optages i
joining-approve = Godkend
joining-refuse-open = Afvis
joining-reason = Begrundelse
joining-reason-hint = Sendes til personen på mail.
joining-refuse = Afvis og send begrundelsen
joining-invited-lead = Personer, der er tilføjet, men ikke har brugt deres invitation.
joining-all-here = Alle har været her
joining-all-here-text = Når du tilføjer personer, står de her, til de har brugt deres invitation.
joining-told = inviteret { $when }
joining-not-told = ikke inviteret
joining-invite = Send invitation
joining-invite-again = Send invitationen igen

joining-import = Tilføj fra en liste
joining-import-lead = Kopiér listen i regnearket, og sæt den ind her. Du ser linje for linje, hvad der vil ske, før noget sker.
joining-import-own = Alle på listen bliver inviteret til { $organisation } på mail og svarer selv.
joining-list = Listen
joining-list-hint = Første linje er kolonnernes navne. Højst 2.000 linjer.
joining-import-look = Se, hvad der vil ske
joining-import-example = Sådan kan listen se ud
joining-import-columns = Navn og mail skal være der. Resten kan udelades, rækkefølgen er fri, og kolonnerne kan hedde det samme på svensk, norsk og engelsk. Flere roller adskilles med komma. Administratorer udpeges én for én, ikke her.
joining-example-name = Karen Holm
joining-example-email = karen.holm@kommune.dk
joining-example-title = Udviklingskonsulent
joining-example-organisation = Roskilde Kommune
joining-import-empty = Der er ingen personer på listen.
joining-import-no-header = Første linje skal være kolonnernes navne, mindst Navn og Mail.
joining-import-too-long = Der er over 2.000 personer på listen. Del den i flere.
joining-import-too-many-to-ask = Der er over 100 personer på listen. En organisation kan invitere 100 i døgnet.
joining-import-choose = Nogle linjer er forkerte. Ret dem, eller vælg at udelade dem.
joining-import-changed = Nogen har ændret noget, siden du så listen. Herunder står, hvad der vil ske nu.
joining-import-how = Sådan gøres det
joining-import-leave-out = { $count ->
    [one] Udelad den linje, der er forkert
   *[other] Udelad de { $count } linjer, der er forkerte
}
joining-import-invite = Send alle nye en invitation på mail
joining-import-do = { $count ->
    [one] Tilføj 1 person
   *[other] Tilføj { $count } personer
}
joining-import-ask = { $count ->
    [one] Invitér 1 person
   *[other] Invitér { $count } personer
}
joining-preview = Det vil ske
joining-preview-lead = Intet er gjort endnu. Enten gøres det hele, eller også gøres intet.
joining-preview-not-done = Intet er gjort
joining-preview-new = { $count ->
    [one] ny person
   *[other] nye personer
}
joining-preview-asked = { $count ->
    [one] person bliver inviteret
   *[other] personer bliver inviteret
}
joining-preview-known = er her allerede
joining-preview-wrong = { $count ->
    [one] forkert linje
   *[other] forkerte linjer
}
joining-preview-nothing = Der er ingen nye personer at tilføje.
joining-preview-lines = Linje for linje
joining-preview-edit = Ret listen
joining-line = Linje
joining-outcome = Hvad der sker
joining-line-new = Ny
joining-line-asked = Bliver inviteret
joining-line-known = Er her allerede
joining-line-elsewhere = Hører til en anden organisation og flyttes ikke.
joining-line-wrong = Forkert
joining-line-no-name = Navnet mangler.
joining-line-address = Mailadressen er ikke gyldig.
joining-line-cpr = Linjen indeholder noget, der ligner et CPR-nummer. Det må ikke gemmes.
joining-line-too-long = Teksten er for lang.
joining-line-twice = Samme adresse som på linje { $line }.
joining-line-organisation = Organisationen findes ikke i netværket.
joining-line-organisation-not-yours = Det er ikke din organisation.
joining-line-role = Rollen findes ikke.
joining-line-role-not-here = Rollen kan ikke gives med en liste.
joining-line-lang = Sproget skal være dansk, svensk, norsk eller engelsk.

joining-duplicates = Samme person to gange?
joining-duplicates-lead = Par, der ligner hinanden, de mest sandsynlige først.
joining-no-duplicates = Ingen ligner hinanden
joining-no-duplicates-text = Når to personer har samme navn, telefon eller postkasse, står de her.
joining-same-name = Samme navn
joining-same-organisation = Samme organisation
joining-same-mailbox = Samme navn før @
joining-same-phone = Samme telefon
joining-phone = Telefon
joining-two = Det er to personer
joining-merge-look = Det er én person
joining-merge = Gør to til én
joining-merge-lead = Alt, hvad der er den enes, bliver den andens.
joining-merge-kept = Bliver
joining-merge-gone = Går op i den anden
joining-merge-swap = Byt om på dem
joining-merge-moves = Det flyttes
joining-merge-nothing = Der er intet at flytte.
joining-merge-same = Har begge det samme, for eksempel fremmøde ved samme møde, tæller det én gang.
joining-merge-address = { $email } bliver personens ekstra adresse: den kan stadig bruges til at logge ind. Mails sendes til den adresse, der bliver.
joining-merge-ends = { $count ->
    [0] Ingen sessioner eller adgangskoder slutter.
    [one] 1 session, adgangskode eller lignende slutter.
   *[other] { $count } sessioner, adgangskoder og lignende slutter.
}
joining-merge-rest = Navn og organisation er dem, der bliver. Stilling og telefon tages med, hvor de mangler.
joining-merge-final = Det kan ikke gøres om.
joining-merge-do = Gør dem til én
joining-class-account = adresser og billede
joining-class-affiliation = roller og tilhør
joining-class-sign-in = måder at logge ind på
joining-class-joining = ansøgninger
joining-class-contributions = bidrag
joining-class-meetings = svar og fremmøder
joining-class-study = tilmeldinger og resultater
joining-class-exam-register = i eksamensregistret
joining-class-mail = mails
joining-class-notices = valg og beskeder
joining-class-moderation = henvendelser og afgørelser
joining-class-consents = samtykker
joining-class-requests = anmodninger
joining-class-audit = i loggen
joining-class-passing = ventende opgaver

done-joined = Velkommen. Du er nu medlem.
done-joining-known = Personen er allerede i netværket med den adresse. Anmodningen er lukket.
joining-decided-already = Anmodningen er besvaret af en anden i mellemtiden. Her er de, der stadig venter.
done-joining-approved = Godkendt. Personen får en mail med et link.
done-joining-refused = Afvist. Personen får begrundelsen på mail.
done-joining-invited = Invitationen er på vej.
done-joining-asked = Personerne på listen er inviteret.
done-joining-imported = Listen er tilføjet.
done-joining-merged = De to er nu én.

mail-kind-welcome = Invitation til netværket
mail-kind-join-known = Ansøgning fra et medlem
mail-kind-join-confirm = Bekræft adressen
mail-kind-join-approved = Ansøgning godkendt
mail-kind-join-refused = Ansøgning afvist
joining-mail-welcome-subject = Velkommen til { $network }
joining-mail-by-network = Netværkets administrator har inviteret dig til { $network }.
joining-mail-by-organisation = Administratoren for { $organisation } har inviteret dig til { $network }.
joining-mail-what = Her deler kommuner, foreninger og borgere det, de har lært af at skabe løsninger sammen: viden, møder, værktøjer og et forum. Det er gratis.
joining-mail-welcome-link = Se invitationen, og gå ind
joining-mail-welcome-days = Linket er dit alene og virker i { $days } dage. Bagefter kan du altid bede om et nyt ved at skrive din adresse på siden Log ind.
joining-mail-welcome-ignore = Vil du ikke være med, kan du se bort fra denne mail.
joining-mail-known-subject = Du er allerede med i { $network }
joining-mail-known-text = Nogen, sikkert dig selv, har bedt om at blive medlem af { $network } med denne adresse. Du er allerede medlem: her er et link til at logge ind. Det virker i { $minutes } minutter og kun én gang.
joining-mail-ignore = Har du ikke bedt om det, kan du se bort fra denne mail.
joining-mail-confirm-subject = Bekræft din adresse
joining-mail-confirm-hello = Hej
joining-mail-confirm-text = Nogen, sikkert dig selv, har bedt om at blive medlem af { $network } med denne adresse.
joining-mail-confirm-link = Bekræft adressen
joining-mail-confirm-days = Linket virker i { $days } dage.
joining-mail-approved-subject = Du er med i { $network }
joining-mail-approved-text = Din ansøgning er godkendt: du er nu medlem af { $network }.
joining-mail-approved-hours = Linket virker i { $hours } timer og kun én gang. Bagefter kan du få et nyt på siden Log ind.
joining-mail-refused-subject = Svar på din ansøgning til { $network }
joining-mail-refused-text = Din ansøgning om at blive medlem af { $network } er ikke godkendt. Begrundelsen er:
joining-mail-refused-link = Om netværket, og hvem du kan skrive til
joining-mail-refused-again = Har noget ændret sig, er du velkommen til at bede igen. Dine oplysninger slettes efter 90 dage.

organisations-title = Organisationer
organisations-kinds = Typer av organisationer
organisations-plural-municipality = Kommuner
organisations-plural-region = Regioner
organisations-plural-association = Föreningar
organisations-plural-citizen-group = Invånargrupper
organisations-plural-company = Företag
organisations-plural-school = Skolor
organisations-plural-state = Staten
organisations-none = Inga organisationer här
organisations-none-text = Det finns ingen av den här typen i nätverket ännu.
organisations-count-people = { $count ->
    [0] inga personer
    [one] 1 person
   *[other] { $count } personer
}
organisations-keep = Hantera organisationen
organisations-edit = Ändra organisationen
organisations-conflict = Någon annan har sparat medan du skrev. Inget är överskrivet och det du skrev finns kvar i formuläret. Jämför och spara sedan det som ska gälla.
organisations-stored = Det som är sparat nu
organisations-back = Tillbaka till organisationen

organisations-remove = Ta bort organisationen
organisations-remove-text = Inget hör till organisationen, så den kan tas bort. Det går inte att ångra.
organisations-remove-not-empty = Organisationen kan inte tas bort så länge något hör till den:
organisations-has-people = { $count ->
    [one] 1 person
   *[other] { $count } personer
}
organisations-has-units = { $count ->
    [one] 1 enhet
   *[other] { $count } enheter
}
organisations-has-representatives = { $count ->
    [one] 1 företrädare
   *[other] { $count } företrädare
}
organisations-has-entries = { $count ->
    [one] 1 inlägg i biblioteket
   *[other] { $count } inlägg i biblioteket
}
organisations-has-worksheets = { $count ->
    [one] 1 arbetsblad
   *[other] { $count } arbetsblad
}
organisations-has-processes = { $count ->
    [one] 1 process
   *[other] { $count } processer
}
organisations-has-seats = { $count ->
    [one] 1 plats vid ett möte, hållet eller kommande
   *[other] { $count } platser vid möten, hållna eller kommande
}
organisations-has-providers = { $count ->
    [one] 1 egen inloggning
   *[other] { $count } egna inloggningar
}
organisations-has-joinings = { $count ->
    [one] 1 ansökan eller inbjudan
   *[other] { $count } ansökningar eller inbjudningar
}
done-organisations-removed = Organisationen är borttagen.

organisations-units = Enheter
organisations-no-units = Det finns inga enheter ännu.
organisations-unit-department = Förvaltning eller avdelning
organisations-unit-institution = Verksamhet
organisations-unit-med-committee = Samverkansgrupp (MED)
organisations-unit-add = Lägg till en enhet
organisations-unit-add-below = Lägg till en enhet under den här
organisations-unit-edit = Byt namn eller flytta
organisations-parent = Hör under
organisations-parent-hint = Enheten flyttas med allt som ligger under den.
organisations-unit-top = Organisationen själv
organisations-unit-below = Enheter under den här
organisations-unit-members = Medlemmar
organisations-unit-nobody = Det finns ingen i enheten ännu.
organisations-unit-put-in = Placera en person i enheten
organisations-unit-take-out = Ta ut ur enheten
organisations-unit-title = Titel i enheten
organisations-unit-title-hint = Om fältet är tomt visas personens egen befattning. Välj någon som redan är med för att ändra titel eller roll.
organisations-unit-remove = Ta bort enheten
organisations-unit-remove-text = Enheten är tom och kan tas bort.
organisations-unit-not-empty = Enheten kan inte tas bort förrän ingen är i den och inget ligger under den.
organisations-unit-cycle = En enhet kan inte ligga under sig själv eller under något som ligger under den. Välj en annan plats.
organisations-unit-too-deep = Trädet kan ha högst sex nivåer. Välj en plats högre upp.
organisations-unit-too-many = En organisation kan ha högst 300 enheter. Ta bort en som du inte använder eller slå ihop några.
organisations-unit-name-taken = Det finns redan en enhet med det namnet på den här platsen.
organisations-unit-full = En enhet kan ha högst 200 medlemmar. Dela upp den i flera.
done-organisations-unit-removed = Enheten är borttagen.
organisations-person = Person
organisations-choose-person = Välj en person
organisations-role = Roll i enheten
organisations-role-member = Medlem
organisations-role-leader = Chef
organisations-role-chair = Ordförande
organisations-role-deputy-chair = Vice ordförande
organisations-role-secretary = Sekreterare
organisations-role-working-environment = Skyddsombud
organisations-role-staff-representative = Facklig företrädare

organisations-representatives = Företrädare
organisations-representatives-keep = Hantera företrädare
organisations-representatives-lead = De talar för organisationen vid nätverkets möten och bjuds in för den. Den första på listan vars period täcker dagen står i tur. När den personen har registrerats vid ett möte går turen vidare. Annars ändrar du ordningen här.
organisations-no-representatives = Inga företrädare ännu
organisations-no-representatives-text = Utse en eller två nedan. De kan turas om att delta.
organisations-representative-add = Lägg till företrädare
organisations-representative-remove = Ta bort
organisations-representative-none-left = Alla organisationens personer är redan företrädare, eller så finns det inga ännu.
organisations-represents-already = Personen är redan företrädare, eller så har organisationen 20, vilket är det högsta antalet.
organisations-turn-now = Står i tur
organisations-turn-next = Nästa
organisations-turn-not-now = Inte i perioden
organisations-turn-up = Flytta upp
organisations-turn-down = Flytta ner
organisations-period = Ändra perioden
organisations-period-text = Ett tomt fält betyder ingen gräns.
organisations-from = Från dag
organisations-to = Till och med dag
organisations-from-day = Från { $from }
organisations-to-day = Till och med { $to }
organisations-from-to-day = Från { $from } till och med { $to }
organisations-invalid-day = Välj en giltig dag eller lämna fältet tomt.
organisations-period-backwards = Perioden slutar innan den börjar.

organisations-people = Personer
organisations-people-keep = Hantera personer
organisations-people-lead = De som hör till { $organisation }. Bara du och nätverkets administratörer ser e-postadressen här.
organisations-no-people = Inga personer ännu
organisations-no-people-text = Bjud in den första. Du kan bara se och ändra dem som hör till den här organisationen.
organisations-ask = Bjud in en person
organisations-ask-do = Skicka inbjudan
organisations-ask-lead = Personen får ett mejl och svarar själv ja eller nej. Om personen redan har ett konto någon annanstans i nätverket flyttar den med ett ja. Det kan du inte se i förväg.
organisations-already-here = Personen hör redan till den här organisationen.
organisations-asked-open = Inbjuden, inte svarat ännu
organisations-asked-open-text = Här står det du skrev. Länken i mejlet fungerar i 14 dagar. Bjud in igen för att skicka en ny.
organisations-asked-on = Inbjuden { $day }
organisations-take-back = Dra tillbaka
done-organisations-asked = Inbjudan är skickad.
organisations-administers = Rätt att hantera organisationen
organisations-administers-yes = Är organisationens administratör: hanterar dess personer, enheter och företrädare
organisations-address-text = E-postadress och andra roller ändras av nätverkets administratörer.

organisations-leave = Ta ut ur organisationen
organisations-leave-text = Personen behåller sitt konto och sin närvaro, men hör inte längre hit.
organisations-leave-see = Se vad som händer
organisations-move = Flytta till en annan organisation
organisations-moves = Det här händer
organisations-moves-attended = { $count ->
    [0] Personen har inte registrerats vid något möte.
    [one] Personen behåller sin närvaro vid 1 möte, och platsen räknas fortfarande för den organisation som personen företrädde.
   *[other] Personen behåller sin närvaro vid { $count } möten, och platserna räknas fortfarande för de organisationer som personen företrädde.
}
organisations-moves-entries = { $count ->
    [0] Inga inlägg i biblioteket byter ägare.
    [one] 1 inlägg i biblioteket blir kvar i organisationen och får en ny ägare.
   *[other] { $count } inlägg i biblioteket blir kvar i organisationen och får en ny ägare.
}
organisations-moves-worksheets = { $count ->
    [one] 1 arbetsblad som bara organisationen kan se blir kvar och får en ny ägare
   *[other] { $count } arbetsblad som bara organisationen kan se blir kvar och får en ny ägare
}
organisations-moves-drafts = { $count ->
    [one] 1 utkast som ingen annan har sett följer med personen.
   *[other] { $count } utkast som ingen annan har sett följer med personen.
}
organisations-moves-units = { $count ->
    [one] Personen lämnar 1 enhet.
   *[other] Personen lämnar { $count } enheter.
}
organisations-moves-represents = Personen är inte längre organisationens företrädare.
organisations-moves-invitations = { $count ->
    [one] Vid 1 kommande möte sitter personen inte längre på organisationens plats.
   *[other] Vid { $count } kommande möten sitter personen inte längre på organisationens plats.
}
organisations-moves-administers = Personen är inte längre organisationens administratör.
organisations-organisation = Ny organisation
organisations-to-none = Ingen organisation
organisations-there-already = Personen hör redan dit. Välj en annan.
organisations-heir = Ny ägare till det som blir kvar
organisations-heir-hint = Förslaget är den företrädare som står i tur, annars organisationens administratör.
organisations-heir-nobody = Ingen: redaktörerna tar hand om det
organisations-of-none = Hör inte till någon organisation
done-organisations-left = Personen hör inte längre till organisationen.
done-organisations-moved = Personen är flyttad.

organisations-domains = E-postdomäner
organisations-domains-lead = Den som bekräftar en e-postadress med en av de här domänerna hör till { $organisation }.
organisations-no-domains = Inga e-postdomäner ännu
organisations-no-domains-text = Lägg till den domän som organisationens egna e-postadresser slutar på.
organisations-domains-ask = Nätverkets administratörer lägger till och tar bort e-postdomäner, eftersom de släpper in personer. Skriv till dem om någon saknas.
organisations-domain = Domän
organisations-domain-hint = Till exempel roskilde.dk
organisations-domain-add = Lägg till domän
organisations-domain-remove = Ta bort
organisations-domain-invalid = Skriv en domän som roskilde.dk, med små bokstäver a-z, siffror och bindestreck.
organisations-domain-public = Under den här domänen kan alla få en adress. Den kan inte tillhöra en organisation.
organisations-domain-taken = Domänen tillhör redan en organisation.
organisations-domain-too-many = En organisation kan ha högst 50 domäner.

organisations-offer = En inbjudan
organisations-offer-title = { $organisation } bjuder in dig
organisations-offer-text = Om du säger ja hör du till { $organisation } i { $network }. Den som hanterar organisationen ser då ditt namn, din befattning och din e-postadress.
organisations-offer-leaves = Du hör till { $organisation } nu och flyttar om du säger ja. Det här händer:
organisations-offer-yes = Ja, jag vill vara med
organisations-offer-no = Nej tack
done-organisations-joined = Du är med. Logga in med din e-postadress.
done-organisations-declined = Du har tackat nej till inbjudan, och det som stod i den är glömt.
mail-kind-membership = Inbjudan till en organisation
organisations-offer-terms = Om du säger ja samtycker du till att vara medlem i { $network } på de villkoren. Du kan gå ur när som helst.
organisations-mail-subject = { $organisation } bjuder in dig till { $network }
organisations-mail-text = { $organisation } vill gärna ha med dig i { $network }. Öppna länken för att se vad det innebär och svara ja eller nej. Den fungerar i { $days } dagar.
organisations-mail-link = Visa inbjudan
organisations-mail-ignore = Om det inte säger dig något kan du bortse från det här mejlet. Då händer inget.

organisations-find-people = Namn, befattning eller e-postadress
organisations-nobody-found = Ingen hittades
organisations-nobody-found-text = Prova med färre ord eller en del av namnet.

nav-join = Bli medlem
nav-joining = { $count ->
    [0] Nya medlemmar
   *[other] Nya medlemmar ({ $count })
}
joining-badge = väntar på svar
joining-waiting = { $count ->
    [one] 1 person vill vara med och väntar på svar
   *[other] { $count } personer vill vara med och väntar på svar
}
joining-no-account = Bara nätverkets medlemmar får en länk. Är du inte medlem ännu?

joining-ask-title = Bli medlem i { $network }
joining-ask-lead = Det är gratis. Berätta vem du är, så får du ett mejl om hur du går vidare.
joining-email = E-postadress
joining-email-hint = Använd gärna din arbetsadress: då går din organisation att känna igen på den.
joining-organisation = Organisation
joining-organisation-hint = Om den inte står på listan, skriv den i meddelandet.
joining-no-organisation = Ingen, eller en annan
join-message = Meddelande
join-message-hint = Vad arbetar du med och varför vill du vara med? Den som godkänner läser det. Skriv aldrig CPR-nummer.
joining-ask-do = Ansök om att vara med
joining-ask-known = Är du redan medlem?
joining-sent = Titta i din inkorg
joining-sent-text = Vi har skickat ett mejl till adressen. Följ länken i det för att gå vidare.
joining-sent-help = Kom det inget mejl? Titta i skräpposten eller försök igen om ett par minuter.
joining-again = Försök igen
joining-confirm = Bekräfta din adress
joining-confirm-member = Din adress hör till { $organisation }. När du har bekräftat är du medlem direkt.
joining-confirm-wait = När du har bekräftat tittar en arrangör eller din organisation på din ansökan. Du får svar med e-post.
joining-confirm-do = Bekräfta och skicka ansökan
joining-confirm-enter = Bekräfta och gå in
joining-confirm-not-you = Om det inte är du som har bett om det, stäng sidan. Då händer inget, och uppgifterna raderas inom en vecka.
joining-waits = Tack. Din ansökan är skickad
joining-waits-text = En arrangör eller din organisation tittar på den. Du får svar med e-post.
joining-waits-meanwhile = Under tiden kan du läsa allt som nätverket delar med alla.

joining-kept = Det här sparar vi
joining-kept-what = Namn, e-postadress, befattning, språk och organisation, dina svar på inbjudningar och det du själv skriver.
joining-kept-why = Vi använder det för att bjuda in dig, visa din närvaro och låta medlemmarna hitta varandra.
joining-kept-more = Läs om personuppgifter
joining-terms = Ditt samtycke
joining-terms-yes = Jag vill vara medlem i { $network } på de villkoren. Jag kan alltid gå ur igen.
joining-terms-needed = Kryssa i rutan om du vill vara med.

joining-welcome = Välkommen
joining-welcome-lead = Du är inbjuden. Se om uppgifterna stämmer och gå in.
joining-welcome-of = Du är inbjuden som medlem från { $organisation }. Se om uppgifterna stämmer och gå in.
joining-welcome-what = Här delar kommuner, föreningar och invånare det de har lärt sig av att skapa lösningar tillsammans: kunskap, möten, verktyg och ett forum.
joining-welcome-check = Dina uppgifter
joining-welcome-do = Gå in
joining-welcome-as = Du loggar in med { $email }.

joining-title = Vill vara med
joining-lead = De har bekräftat sin e-postadress och väntar på svar, de äldsta först.
joining-tabs = Nya medlemmar
joining-asked = Väntar på svar
joining-invited = Har inte varit här ännu
joining-nobody = Ingen väntar på svar
joining-nobody-text = När någon ansöker om att vara med står de här.
joining-nobody-see = Visa sidan där man ansöker om att vara med
joining-since = ansökte den { $when }
joining-named = Har angett { $organisation }
joining-named-none = Har inte angett någon organisation från listan
joining-into = Tas in i
joining-approve = Godkänn
joining-refuse-open = Avslå
joining-reason = Motivering
joining-reason-hint = Skickas till personen med e-post.
joining-refuse = Avslå och skicka motiveringen
joining-invited-lead = Personer som har lagts till men inte har använt sin inbjudan.
joining-all-here = Alla har varit här
joining-all-here-text = När du lägger till personer står de här tills de har använt sin inbjudan.
joining-told = inbjuden { $when }
joining-not-told = inte inbjuden
joining-invite = Skicka inbjudan
joining-invite-again = Skicka inbjudan igen

joining-import = Lägg till från en lista
joining-import-lead = Kopiera listan i kalkylbladet och klistra in den här. Du ser rad för rad vad som kommer att hända innan något händer.
joining-import-own = Alla på listan bjuds in till { $organisation } med e-post och svarar själva.
joining-list = Listan
joining-list-hint = Första raden är kolumnernas namn. Högst 2 000 rader.
joining-import-look = Se vad som kommer att hända
joining-import-example = Så kan listan se ut
joining-import-columns = Namn och e-post måste finnas. Resten kan utelämnas, ordningen är fri och kolumnerna kan heta samma sak på danska, norska och engelska. Flera roller avgränsas med komma. Administratörer utses en i taget, inte här.
joining-example-name = Karin Holm
joining-example-email = karin.holm@kommun.se
joining-example-title = Utvecklingsledare
joining-example-organisation = Malmö stad
joining-import-empty = Det finns inga personer på listan.
joining-import-no-header = Första raden ska vara kolumnernas namn, minst Namn och E-post.
joining-import-too-long = Det finns över 2 000 personer på listan. Dela upp den i flera.
joining-import-too-many-to-ask = Det finns över 100 personer på listan. En organisation kan bjuda in 100 per dygn.
joining-import-choose = Några rader är felaktiga. Rätta dem eller välj att utelämna dem.
joining-import-changed = Någon har ändrat något sedan du såg listan. Nedan står vad som kommer att hända nu.
joining-import-how = Så görs det
joining-import-leave-out = { $count ->
    [one] Utelämna den rad som är felaktig
   *[other] Utelämna de { $count } rader som är felaktiga
}
joining-import-invite = Mejla en inbjudan till alla nya
joining-import-do = { $count ->
    [one] Lägg till 1 person
   *[other] Lägg till { $count } personer
}
joining-import-ask = { $count ->
    [one] Bjud in 1 person
   *[other] Bjud in { $count } personer
}
joining-preview = Det här kommer att hända
joining-preview-lead = Inget är gjort ännu. Antingen görs allt eller så görs inget.
joining-preview-not-done = Inget är gjort
joining-preview-new = { $count ->
    [one] ny person
   *[other] nya personer
}
joining-preview-asked = { $count ->
    [one] person bjuds in
   *[other] personer bjuds in
}
joining-preview-known = finns här redan
joining-preview-wrong = { $count ->
    [one] felaktig rad
   *[other] felaktiga rader
}
joining-preview-nothing = Det finns inga nya personer att lägga till.
joining-preview-lines = Rad för rad
joining-preview-edit = Ändra listan
joining-line = Rad
joining-outcome = Vad som händer
joining-line-new = Ny
joining-line-asked = Bjuds in
joining-line-known = Finns här redan
joining-line-elsewhere = Hör till en annan organisation och flyttas inte.
joining-line-wrong = Felaktig
joining-line-no-name = Namnet saknas.
joining-line-address = E-postadressen är inte giltig.
joining-line-cpr = Raden innehåller något som liknar ett danskt CPR-nummer. Det får inte sparas.
joining-line-too-long = Texten är för lång.
joining-line-twice = Samma adress som på rad { $line }.
joining-line-organisation = Organisationen finns inte i nätverket.
joining-line-organisation-not-yours = Det är inte din organisation.
joining-line-role = Rollen finns inte.
joining-line-role-not-here = Rollen kan inte ges med en lista.
joining-line-lang = Språket ska vara danska, svenska, norska eller engelska.

joining-duplicates = Samma person två gånger?
joining-duplicates-lead = Par som liknar varandra, de mest sannolika först.
joining-no-duplicates = Ingen liknar någon annan
joining-no-duplicates-text = När två personer har samma namn, telefon eller brevlåda står de här.
joining-same-name = Samma namn
joining-same-organisation = Samma organisation
joining-same-mailbox = Samma namn före @
joining-same-phone = Samma telefon
joining-phone = Telefon
joining-two = Det är två personer
joining-merge-look = Det är en person
joining-merge = Slå ihop två till en
joining-merge-lead = Allt som är den enas blir den andras.
joining-merge-kept = Blir kvar
joining-merge-gone = Går upp i den andra
joining-merge-swap = Byt plats på dem
joining-merge-moves = Det här flyttas
joining-merge-nothing = Det finns inget att flytta.
joining-merge-same = Om båda har samma sak, till exempel närvaro vid samma möte, räknas det en gång.
joining-merge-address = { $email } blir personens extra adress: den kan fortfarande användas för att logga in. Mejl skickas till den adress som blir kvar.
joining-merge-ends = { $count ->
    [0] Inga sessioner eller lösenord upphör.
    [one] 1 session, lösenord eller liknande upphör.
   *[other] { $count } sessioner, lösenord och liknande upphör.
}
joining-merge-rest = Namn och organisation är de som blir kvar. Befattning och telefon tas med där de saknas.
joining-merge-final = Det går inte att ångra.
joining-merge-do = Slå ihop dem
joining-class-account = adresser och bild
joining-class-affiliation = roller och tillhörighet
joining-class-sign-in = sätt att logga in
joining-class-joining = ansökningar
joining-class-contributions = bidrag
joining-class-meetings = svar och närvaro
joining-class-study = anmälningar och resultat
joining-class-exam-register = i examinationsregistret
joining-class-mail = mejl
joining-class-notices = val och aviseringar
joining-class-moderation = rapporter och beslut
joining-class-consents = samtycken
joining-class-requests = begäranden
joining-class-audit = i loggen
joining-class-passing = väntande uppgifter

done-joined = Välkommen. Du är nu medlem.
done-joining-known = Personen finns redan i nätverket med den adressen. Ansökan är avslutad.
joining-decided-already = Ansökan har besvarats av någon annan under tiden. Här är de som fortfarande väntar.
done-joining-approved = Godkänt. Personen får ett mejl med en länk.
done-joining-refused = Avslaget. Personen får motiveringen med e-post.
done-joining-invited = Inbjudan är på väg.
done-joining-asked = Personerna på listan är inbjudna.
done-joining-imported = Listan är tillagd.
done-joining-merged = De två är nu en.

mail-kind-welcome = Inbjudan till nätverket
mail-kind-join-known = Ansökan från en medlem
mail-kind-join-confirm = Bekräfta adressen
mail-kind-join-approved = Ansökan godkänd
mail-kind-join-refused = Ansökan avslagen
joining-mail-welcome-subject = Välkommen till { $network }
joining-mail-by-network = Nätverkets administratör har bjudit in dig till { $network }.
joining-mail-by-organisation = Administratören för { $organisation } har bjudit in dig till { $network }.
joining-mail-what = Här delar kommuner, föreningar och invånare det de har lärt sig av att skapa lösningar tillsammans: kunskap, möten, verktyg och ett forum. Det är gratis.
joining-mail-welcome-link = Visa inbjudan och gå in
joining-mail-welcome-days = Länken är bara din och fungerar i { $days } dagar. Sedan kan du alltid be om en ny genom att skriva din adress på sidan Logga in.
joining-mail-welcome-ignore = Om du inte vill vara med kan du bortse från det här mejlet.
joining-mail-known-subject = Du är redan med i { $network }
joining-mail-known-text = Någon, troligen du själv, har ansökt om att bli medlem i { $network } med den här adressen. Du är redan medlem: här är en länk för att logga in. Den fungerar i { $minutes } minuter och bara en gång.
joining-mail-ignore = Om du inte har bett om det kan du bortse från det här mejlet.
joining-mail-confirm-subject = Bekräfta din adress
joining-mail-confirm-hello = Hej
joining-mail-confirm-text = Någon, troligen du själv, har ansökt om att bli medlem i { $network } med den här adressen.
joining-mail-confirm-link = Bekräfta adressen
joining-mail-confirm-days = Länken fungerar i { $days } dagar.
joining-mail-approved-subject = Du är med i { $network }
joining-mail-approved-text = Din ansökan är godkänd: du är nu medlem i { $network }.
joining-mail-approved-hours = Länken fungerar i { $hours } timmar och bara en gång. Sedan kan du få en ny på sidan Logga in.
joining-mail-refused-subject = Svar på din ansökan till { $network }
joining-mail-refused-text = Din ansökan om att bli medlem i { $network } är inte godkänd. Motiveringen är:
joining-mail-refused-link = Om nätverket och vem du kan skriva till
joining-mail-refused-again = Om något har ändrats är du välkommen att ansöka igen. Dina uppgifter raderas efter 90 dagar.

sign-in = Logga in
sign-in-sent = Titta i din inkorg
sign-in-sent-text = Om adressen hör till en medlem har vi nu skickat en länk. Den fungerar i { $minutes } minuter och bara en gång.
sign-in-sent-help = Kom det inget mejl? Titta i skräpposten eller försök igen om ett par minuter.
sign-in-again = Prova en annan adress
sign-in-use = Välkommen tillbaka
sign-in-use-text = Tryck på knappen för att logga in på den här enheten.
sign-out = Logga ut
sign-out-everywhere = Logga ut på alla enheter
setup-title = Öppna nätverket
setup-lead = Du blir nätverkets första administratör. Länken kan användas en gång.
setup-do = Bli administratör

me-profile = Min profil
me-facts = Om dig

role-member = Medlem
role-student = Studerande
role-organiser = Arrangör
role-teacher = Lärare
role-editor = Redaktör
role-administrator = Administratör

organisation-municipality = Kommun
organisation-region = Region
organisation-association = Förening
organisation-citizen-group = Invånargrupp
organisation-company = Företag
organisation-school = Skola
organisation-state = Statlig myndighet

admin-add-person = Lägg till person
admin-people = Personer
admin-organisations = Organisationer
admin-organisations-lead = Kommuner, föreningar och andra som medlemmarna kommer från eller talar för.
admin-no-organisations = Inga organisationer ännu
admin-no-organisations-text = Lägg till den första här nedanför. Sedan kan personer knytas till den.
admin-add-organisation = Lägg till organisation
admin-seats = { $count ->
    [one] 1 plats vid varje möte
   *[other] { $count } platser vid varje möte
}
admin-email-taken = En annan person har redan den här e-postadressen.
admin-name-taken = Det finns redan en organisation med det namnet.
admin-last-administrator = Nätverket måste ha minst en administratör. Ge först rollen till någon annan.
admin-retry = Försök igen
admin-mail = Mejl
admin-mail-lead = Allt som nätverket har skickat eller ska skicka, det senaste först.

mail-status = Status
mail-status-queued = I kö
mail-status-transmitting = Skickas
mail-status-sent = Skickat
mail-status-undecided = Oklart
mail-status-failed = Avvisat
mail-status-dropped = Skickades inte
mail-kind-sign-in = Inloggningslänk
mail-kind-invitation = Inbjudan
mail-none = Inga mejl här
mail-none-text = När någon loggar in eller blir inbjuden kan du följa deras mejl här.
mail-to = Till
mail-tries = Försök
mail-sent-at = Skickat
mail-error = Senaste fel
mail-keys-left-out = Nycklarna i mottagarens personliga länkar är utelämnade.
mail-calendar = Kalenderdelen
mail-undecided-text = Anslutningen bröts medan mejlet var på väg. Mottagaren kan ha fått det. Fråga mottagaren och välj sedan. Det skickas aldrig igen av sig självt.
mail-decide-sent = Det kom fram
mail-decide-again = Skicka igen

mail-hello = Hej { $name }
mail-sign-in-subject = Logga in på { $network }
mail-sign-in-text = Här är din länk för att logga in på { $network }. Den fungerar i { $minutes } minuter och bara en gång.
mail-sign-in-ignore = Om du inte har bett om den kan du bortse från det här mejlet.

front-title = Startsida
front-welcome = Välkommen till { $network }
front-lead = Här delar kommuner, föreningar och invånare det de har lärt sig av att skapa lösningar tillsammans.
front-search-label = Vad letar du efter?
front-try = Prova
front-try-1 = föräldrar i tillsyn
front-try-2 = effektkedja
front-try-3 = inddragelse
front-latest = Nytt i biblioteket
front-coming = Kommande möten

licences-lead = Programmet är fri programvara. Det bygger på andras arbete, som nämns här.
licences-own = Hela licensen (på engelska)
licences-others = Andras arbete
licences-texts = Alla licensernas texter (på engelska)
licences-version = Version
licences-licence = Licens

page-about =
    { $network } är ett kunskapsforum där anställda, chefer, föreningar, invånargrupper och företag hjälper varandra att bli bättre på att skapa lösningar tillsammans.

    ## Det här kan du göra här

    - **Hitta kunskap.** Exempel, verktyg och mötesanteckningar från många kommuner, på danska och på grannspråken.
    - **Träffa de andra.** Nätverket träffas ungefär fyra gånger om året, och det hålls ungefär fyra workshoppar om deltagarnas egna processer. Det är gratis att delta.
    - **Gå utbildningen.** Ditt deltagande i mötena räknas in i examinationen i *Samskabelse i praksis*.
    - **Fråga mellan mötena.** Forumet är öppet för alla medlemmar.

    ## Vem kan vara med

    Alla som arbetar samskapande. En förening eller aktionsgrupp utser själv en eller två företrädare som deltar i mötena, gärna turvis.

    ## Kontakt

    Skriv till { $contact }.
page-privacy =
    ## Vad vi sparar om dig

    - Namn, e-postadress, befattning, språk och organisation, så att nätverket kan nå dig.
    - Dina svar på inbjudningar och din närvaro, eftersom närvaron räknas in i examinationen.
    - Det du själv skriver: kunskap, inlägg och arbetsblad.
    - När du loggade in och på vilken sorts enhet. Inte var du var.

    ## Vad vi inte gör

    Vi använder inga kakor för statistik eller reklam. Det finns två som webbplatsen behöver: en som håller dig inloggad och en som kommer ihåg ditt val av språk. Inget på webbplatsen hämtas från andra.

    Danska CPR-nummer får inte skrivas här, och webbplatsen avvisar dem.

    ## Dina rättigheter

    Du kan få veta vad som är sparat om dig, få det rättat och få det raderat. Skriv till { $contact }. Du kan klaga hos den danska dataskyddsmyndigheten Datatilsynet.
page-accessibility =
    { $network } ska kunna användas av alla. Webbplatsen följer WCAG 2.2 på nivå AA.

    ## Så har vi testat webbplatsen

    Varje sida testas automatiskt med axe-core, i ljust och mörkt utseende och på telefon och dator, varje gång programmet ändras. Webbplatsen kan användas med enbart tangentbord och utan JavaScript.

    ## Kända brister

    Vi känner inte till några. Webbplatsen har ännu inte prövats av användare med skärmläsare. Det är vårt nästa steg.

    ## Säg till

    Om du stöter på ett hinder, skriv till { $contact }. Du får svar inom sju arbetsdagar. Om du inte är nöjd med svaret kan du klaga hos den danska myndigheten Digitaliseringsstyrelsen.
role-visitor = Besökare
role-lead = Processledare
role-organisation-administrator = Organisationens administratör
role-member-text = Alla som är inloggade. Kan läsa nätverkets sidor, skriva i forumet och biblioteket och svara på inbjudningar.
role-student-text = Följer en utbildning med examination eller diplommodul och ser sin egen närvaro.
role-organiser-text = Planerar möten, bjuder in och ser vilka som kommer. Håller ordning i forumet.
role-teacher-text = Registrerar närvaro och resultat för de studerande.
role-editor-text = Publicerar, granskar och arkiverar i biblioteket.
role-lead-text = Öppnar och leder processer där alla parter blir hörda.
role-organisation-administrator-text = Tar hand om sin egen organisations personer, enheter och företrädare. Aldrig andras.
role-administrator-text = Driver nätverket: personer, roller, inställningar, e-post och logg.

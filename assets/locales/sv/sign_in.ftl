sign-in-start = Skriv din e-postadress. Vi skickar en länk som du kan logga in med. Du behöver inget lösenord.
sign-in-by-link = Skicka en länk
sign-in-by-password = Använd mitt lösenord
sign-in-by-link-instead = Få en länk med e-post i stället
sign-in-password-title = Logga in med lösenord
sign-in-password = Lösenord
sign-in-password-forgotten = Inget lösenord, eller har du glömt det?
sign-in-code = Kod från din app
sign-in-code-hint = Sex siffror. Appen visar en ny kod varje halvminut.
sign-in-recovery-code = Reservkod
sign-in-recovery-code-hint = En av de tio koder som du sparade. Varje kod kan användas en gång.

password-missing = Skriv ett lösenord.
password-wrong = Adressen och lösenordet hör inte ihop. Försök igen eller få en länk med e-post.
password-current-wrong = Det är inte ditt lösenord. Försök igen.
password-too-short = För kort. Använd minst 8 tecken.
password-too-long = För långt. Använd högst 128 tecken.
password-common = Lösenordet, eller ett mycket likt, är bland de vanligaste och prövas först. Välj ett annat.
password-pattern = Rader och upprepningar som abcd och 1111 är lätta att gissa. Lägg till några ord som inte hör ihop.
password-date = Datum och årtal är lätta att gissa. Lägg till några ord som inte hör ihop.
password-word = Ett enstaka ord eller namn är lätt att gissa. Använd tre eller fyra ord som inte hör ihop.
password-about-you = Ditt namn, din adress, din organisation och nätverkets namn prövas först. Välj något som inte har med dem att göra.
password-weak = För lätt att gissa. Gör det längre: tre eller fyra ord som inte hör ihop är bra.

second-factor-title = Visa på ett sätt till att det är du
second-factor-lead = Den som administrerar använder två sätt. Öppna appen på din telefon.
second-factor-show = Fortsätt
second-factor-wrong = Koden stämmer inte, eller så är den redan använd. Vänta på nästa och försök igen.
second-factor-lost = Jag har inte min app till hands
second-factor-recover = Använd reservkoden

enrol-title = Skaffa ett extra sätt att visa att det är du
enrol-lead = Den som administrerar behöver mer än ett mejl. Det tar två minuter och kräver en app på din telefon.
enrol-lead-again = Den nya appen ersätter den gamla, och du får nya reservkoder.
enrol-step-app = 1. Öppna en app för koder
enrol-step-app-text = Använd den du har, till exempel telefonens egen app för lösenord, Aegis, Google Authenticator eller Microsoft Authenticator.
enrol-step-scan = 2. Skanna bilden
enrol-step-scan-text = Välj att lägga till ett konto i appen och rikta kameran mot bilden.
enrol-picture = QR-kod med nyckeln till din app. Samma nyckel står som text nedanför.
enrol-key = Eller skriv in den här nyckeln i appen:
enrol-open = Öppna appen på den här enheten
enrol-step-code = 3. Skriv koden som appen visar
enrol-do = Klar

recovery-title = Spara dina reservkoder
recovery-lead = De visas nu och aldrig igen. Om du förlorar din telefon kan en av dem släppa in dig.
recovery-keep = Skriv ut dem eller lägg dem i din lösenordshanterare. Varje kod kan användas en gång.
recovery-kept = Jag har sparat dem

confirm-title = Bekräfta att det är du
confirm-lead = Det du är på väg att göra är viktigt. Sedan kan du fortsätta i en kvart.
confirm-by-password = Med ditt lösenord
confirm-by-code = Med en kod från din app
confirm-by-link = Med en länk i e-posten
confirm-by-link-text = Öppna länken i den här webbläsaren så kommer du tillbaka till det du höll på med.
confirm-by-provider = Hos din organisation
confirm-by-provider-text = Din organisation har sin egen inloggning. Du kommer tillbaka hit efteråt.
confirm-do = Bekräfta med lösenordet
confirm-do-code = Bekräfta med koden
confirm-do-provider = Gå till din organisations inloggning

me-sign-in = Så loggar du in
me-sign-in-text = Lösenord, lösennycklar, extra bekräftelse och var du är inloggad.
own-sign-in = Så loggar du in
own-sign-in-lead = Du kan alltid få en länk med e-post. Här väljer du om du också vill ha andra sätt.
own-password = Lösenord
own-password-is = Du har ett lösenord.
own-password-none = Du har inget och behöver inget.
own-password-choose = Välj ett lösenord
own-password-change = Byt lösenord
own-password-remove = Ta bort lösenordet
own-password-lead = Mellan { $shortest } och { $longest } tecken av alla slag. Tre eller fyra ord som inte hör ihop är bra och lätta att komma ihåg. Du loggas ut på dina andra enheter.
own-password-current = Ditt nuvarande lösenord
own-password-new = Nytt lösenord
own-password-save = Spara lösenordet
own-password-forgotten = Har du glömt det nuvarande?
own-password-forgotten-do = Bekräfta på ett annat sätt
own-second-factor = Extra bekräftelse
own-second-factor-demanded = Den som administrerar visar vem hen är på två sätt: med en app med koder eller med en lösennyckel.
own-second-factor-text = En app med koder krävs av dem som administrerar. Du kan också ha en och använda den när du ska bekräfta att det är du.
own-app = App med koder
own-app-add = Lägg till en app
own-app-replace = Använd en annan app
own-app-remove = Ta bort appen
own-since = Sedan { $when }
own-recovery = Reservkoder
own-recovery-left = { $count ->
    [0] Inga kvar
    [one] 1 kvar
   *[other] { $count } kvar
}
own-recovery-new = Skapa nya reservkoder
own-sessions = Var du är inloggad
own-sessions-text = Se enheterna och logga ut på dem du inte använder.
own-sessions-see = Visa dina enheter
own-sessions-lead = Om du inte känner igen en av enheterna, logga ut på den och byt lösenord om du har ett.
own-unknown-device = Okänd enhet
own-this-device = Den här enheten
own-method-link = Med en länk i e-posten
own-method-password = Med lösenord
own-method-passkey = Med lösennyckel
own-method-provider = Med din organisations inloggning
own-with-second-factor = med extra bekräftelse
own-signed-in-at = Inloggad { $when }
own-seen = Senast använd omkring { $when }
own-session-end = Logga ut här
own-session-end-which = Logga ut på { $device }, inloggad { $when }

done-password-saved = Lösenordet är sparat och du är utloggad på dina andra enheter.
done-password-removed = Lösenordet är borttaget. Du loggar in med en länk i e-posten.
done-second-factor-removed = Appen och dess reservkoder är borttagna.
done-session-ended = Utloggad där.

mail-kind-sign-in-changed = Ändrad inloggning
mail-sign-in-changed-subject = En ändring i hur du loggar in på { $network }
mail-sign-in-changed-others = Du är utloggad på dina andra enheter där det behövdes.
mail-sign-in-changed-not-you = Var det du? Då behöver du inte göra något. Om inte, logga in med en länk i e-posten, se var du är inloggad och säg till nätverkets administratör.
mail-changed-password-set = Ditt lösenord på { $network } har valts eller bytts.
mail-changed-password-removed = Ditt lösenord på { $network } har tagits bort.
mail-changed-second-factor-set = En app med koder har lagts till i ditt konto på { $network }.
mail-changed-second-factor-removed = Appen med koder har tagits bort från ditt konto på { $network }.
mail-changed-recovery-codes-made = Nya reservkoder har skapats för ditt konto på { $network }.
mail-changed-recovery-code-used = En av dina reservkoder har använts på { $network }.
mail-changed-passkey-added = En lösennyckel har lagts till i ditt konto på { $network }.
mail-changed-passkey-removed = En lösennyckel har tagits bort från ditt konto på { $network }.

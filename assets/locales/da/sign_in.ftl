# Log ind: adgangskode, ekstra bekræftelse, bekræft dig selv, enheder.
sign-in-start = Skriv din mailadresse. Vi sender et link, du kan logge ind med; du behøver ingen adgangskode.
sign-in-by-link = Send mig et link
sign-in-by-password = Brug min adgangskode
sign-in-by-link-instead = Få et link på mail i stedet
sign-in-password-title = Log ind med adgangskode
sign-in-password = Adgangskode
sign-in-password-forgotten = Ingen adgangskode, eller har du glemt den?
sign-in-code = Kode fra din app
sign-in-code-hint = Seks cifre. Appen viser nye hvert halve minut.
sign-in-recovery-code = Nødkode
sign-in-recovery-code-hint = En af de ti koder, du gemte. Hver kan bruges én gang.

password-missing = Skriv en adgangskode.
password-wrong = Adressen og adgangskoden hører ikke sammen. Prøv igen, eller få et link på mail.
password-current-wrong = Det er ikke din adgangskode. Prøv igen.
password-too-short = For kort. Brug mindst 8 tegn.
password-too-long = For lang. Brug højst 128 tegn.
password-common = Adgangskoden, eller en, der ligner meget, er blandt de mest brugte og bliver prøvet først. Vælg en anden.
password-pattern = Rækker og gentagelser som abcd og 1111 er lette at gætte. Tilføj nogle ord, der ikke hører sammen.
password-date = Datoer og årstal er lette at gætte. Tilføj nogle ord, der ikke hører sammen.
password-word = Et enkelt ord eller navn er let at gætte. Brug tre eller fire ord, der ikke hører sammen.
password-about-you = Dit navn, din adresse, din organisation og netværkets navn bliver prøvet først. Vælg noget, der ikke har med dem at gøre.
password-weak = For let at gætte. Gør den længere: tre eller fire ord, der ikke hører sammen, er godt.

second-factor-title = Vis på én måde mere, at det er dig
second-factor-lead = Den, der administrerer, bruger to måder. Åbn appen på din telefon.
second-factor-show = Fortsæt
second-factor-wrong = Koden passer ikke, eller den er brugt. Vent på den næste, og prøv igen.
second-factor-lost = Jeg har ikke min app ved hånden
second-factor-recover = Brug nødkoden

enrol-title = Få en ekstra måde at vise, at det er dig
enrol-lead = Den, der administrerer, skal have mere end en mail. Det tager to minutter og en app på din telefon.
enrol-lead-again = Den nye app træder i stedet for den gamle, og du får nye nødkoder.
enrol-step-app = 1. Åbn en app til koder
enrol-step-app-text = Brug den, du har, for eksempel telefonens egen app til adgangskoder, Aegis, Google Authenticator eller Microsoft Authenticator.
enrol-step-scan = 2. Scan billedet
enrol-step-scan-text = Vælg at tilføje en konto i appen, og ret kameraet mod billedet.
enrol-picture = QR-kode med nøglen til din app. Den samme nøgle står som tekst nedenunder.
enrol-key = Eller skriv denne nøgle ind i appen:
enrol-open = Åbn appen på denne enhed
enrol-step-code = 3. Skriv koden, som appen viser
enrol-do = Færdig

recovery-title = Gem dine nødkoder
recovery-lead = De vises nu og aldrig igen. Mister du din telefon, kan en af dem lukke dig ind.
recovery-keep = Skriv dem ud, eller læg dem i dit program til adgangskoder. Hver kan bruges én gang.
recovery-kept = Jeg har gemt dem

confirm-title = Bekræft, at det er dig
confirm-lead = Det, du er ved at gøre, er vigtigt. Bagefter kan du fortsætte et kvarter.
confirm-by-password = Med din adgangskode
confirm-by-code = Med en kode fra din app
confirm-by-link = Med et link på mail
confirm-by-link-text = Åbn linket i denne browser, så kommer du tilbage til det, du var i gang med.
confirm-by-provider = Hos din organisation
confirm-by-provider-text = Din organisation har sit eget login. Du kommer tilbage hertil bagefter.
confirm-do = Bekræft med adgangskoden
confirm-do-code = Bekræft med koden
confirm-do-provider = Gå til din organisations login

me-sign-in = Sådan logger du ind
me-sign-in-text = Adgangskode, adgangsnøgler, ekstra bekræftelse, og hvor du er logget ind.
own-sign-in = Sådan logger du ind
own-sign-in-lead = Du kan altid få et link på mail. Her vælger du, om du også vil have andre måder.
own-password = Adgangskode
own-password-is = Du har en adgangskode.
own-password-none = Du har ingen og behøver ingen.
own-password-choose = Vælg en adgangskode
own-password-change = Skift adgangskode
own-password-remove = Fjern adgangskoden
own-password-lead = Mellem { $shortest } og { $longest } tegn af enhver slags. Tre eller fire ord, der ikke hører sammen, er gode og lette at huske. Du bliver logget ud på dine andre enheder.
own-password-current = Din nuværende adgangskode
own-password-new = Ny adgangskode
own-password-save = Gem adgangskoden
own-password-forgotten = Har du glemt den nuværende?
own-password-forgotten-do = Bekræft på en anden måde
own-second-factor = Ekstra bekræftelse
own-second-factor-demanded = Den, der administrerer, bruger to måder at vise, hvem de er: en app med koder eller en adgangsnøgle.
own-second-factor-text = En app med koder kræves af dem, der administrerer. Du kan også have en og bruge den, når du skal bekræfte, at det er dig.
own-app = App med koder
own-app-add = Tilføj en app
own-app-replace = Brug en anden app
own-app-remove = Fjern appen
own-since = Siden { $when }
own-recovery = Nødkoder
own-recovery-left = { $count ->
    [0] Ingen tilbage
    [one] 1 tilbage
   *[other] { $count } tilbage
}
own-recovery-new = Lav nye nødkoder
own-sessions = Hvor du er logget ind
own-sessions-text = Se enhederne, og log ud på dem, du ikke bruger.
own-sessions-see = Se dine enheder
own-sessions-lead = Kender du ikke en af enhederne, så log ud på den, og skift din adgangskode, hvis du har en.
own-unknown-device = Ukendt enhed
own-this-device = Denne enhed
own-method-link = Med et link på mail
own-method-password = Med adgangskode
own-method-passkey = Med adgangsnøgle
own-method-provider = Med din organisations login
own-with-second-factor = med ekstra bekræftelse
own-signed-in-at = Logget ind { $when }
own-seen = Sidst brugt omkring { $when }
own-session-end = Log ud her
own-session-end-which = Log ud på { $device }, logget ind { $when }

done-password-saved = Adgangskoden er gemt, og du er logget ud på dine andre enheder.
done-password-removed = Adgangskoden er fjernet. Du logger ind med et link på mail.
done-second-factor-removed = Appen og dens nødkoder er fjernet.
done-session-ended = Logget ud dér.

mail-kind-sign-in-changed = Ændring af login
mail-sign-in-changed-subject = En ændring i, hvordan du logger ind på { $network }
mail-sign-in-changed-others = Du er logget ud på dine andre enheder, hvor der var grund til det.
mail-sign-in-changed-not-you = Var det dig? Så behøver du ikke gøre noget. Hvis ikke, så log ind med et link på mail, se hvor du er logget ind, og sig det til netværkets administrator.
mail-changed-password-set = Din adgangskode på { $network } er valgt eller skiftet.
mail-changed-password-removed = Din adgangskode på { $network } er fjernet.
mail-changed-second-factor-set = Der er tilføjet en app med koder til din konto på { $network }.
mail-changed-second-factor-removed = Appen med koder er fjernet fra din konto på { $network }.
mail-changed-recovery-codes-made = Der er lavet nye nødkoder til din konto på { $network }.
mail-changed-recovery-code-used = En af dine nødkoder er brugt på { $network }.
mail-changed-passkey-added = Der er føjet en adgangsnøgle til din konto på { $network }.
mail-changed-passkey-removed = En adgangsnøgle er fjernet fra din konto på { $network }.

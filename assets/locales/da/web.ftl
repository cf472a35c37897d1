# Rammen om alle sider, formularer, fejl.
skip-to-content = Gå til indhold
search = Søg
search-shortcut = Genvej: tast /
menu = Menu
crumbs-label = Sti
nav-label = Hovedmenu
nav-person-label = Konto og sprog
nav-library = Viden
nav-meetings = Møder
nav-forum = Forum
nav-processes = Processer
nav-worksheets = Arbejdsark
nav-study = Uddannelse
nav-admin = Administration
nav-more = Mere
nav-me = Min side
nav-about = Om netværket
nav-accessibility = Tilgængeligheds{"\u00AD"}erklæring
nav-privacy = Privatliv
nav-licences = Licenser
footer-site = Om siden
footer-colophon = Drives af netværket selv med fælles, som er fri software.
to-front-page = Til forsiden
request-id = Henvendelsens nummer:
save = Gem
cancel = Fortryd
none = Ingen
all = Alle
or = eller
see-all = Se alle
pager-label = Sider
pager-previous = Forrige
pager-next = Næste
pager-of = Side { $page } af { $pages }
pager-missing = Den side findes ikke
pager-missing-text = Listen har { $pages ->
    [one] kun én side
   *[other] { $pages } sider
}.
pager-last = Gå til den sidste side
pager-first = Gå til den første side

form-has-errors = Ret dette, og send igen
form-optional = (valgfrit)
invalid-missing = Udfyld feltet.
invalid-too-long = Skriv højst { $max } tegn.
invalid-cpr = Teksten indeholder noget, der ligner et CPR-nummer. CPR-numre må ikke gemmes her: fjern det, og send igen.
invalid-missing-name = Skriv navnet, eller ryd rækken.
invalid-number = Skriv et helt tal inden for grænserne.
invalid-choice = Vælg en af mulighederne.
invalid-email = Skriv en gyldig mailadresse, for eksempel navn@kommune.dk.
invalid-date = Vælg en dato og et klokkeslæt.

field-name = Navn
field-email = Mailadresse
field-title = Stilling
field-lang = Sprog
field-organisation = Organisation
field-roles = Roller
field-represents = Repræsenterer
field-represents-hint = De organisationer, personen taler for ved netværksmøder.
field-kind = Type
field-reason = Begrundelse
field-answer = Svar
field-municipality = Kommune
field-seats = Pladser
field-seats-hint = Hvor mange der må sidde med ved et møde.

language-da = Dansk
language-sv = Svensk
language-nb = Norsk (bokmål)
language-nn = Norsk (nynorsk)
language-en = Engelsk

problem-not-found = Siden findes ikke
problem-not-found-text = Den er måske flyttet, eller du skal være logget ind for at se den. Søg efter det, du leder efter, eller begynd på forsiden.
problem-forbidden = Det har du ikke adgang til
problem-forbidden-text = Din rolle giver ikke adgang til denne handling. Spørg netværkets administrator, hvis du mener, at den burde.
problem-sign-in-needed = Log ind for at fortsætte
problem-sign-in-needed-text = Siden er for netværkets medlemmer. Du får et link på mail og kommer tilbage hertil.
problem-link-spent = Linket virker ikke længere
problem-link-spent-text = Det er brugt, for gammelt eller ikke kopieret helt. Bed om et nyt.
problem-new-link = Få et nyt link
problem-stale-form = Formularen er for gammel
problem-stale-form-text = Du er måske blevet logget ud imens. Intet er gemt: kopiér det, du skrev, åbn siden igen, og send.
problem-typed = Det, du skrev
problem-bad-request = Henvendelsen kunne ikke læses
problem-bad-request-text = Intet er gemt. Gå tilbage, og prøv igen.
problem-bad-request-nul = Teksten indeholder tegn, der ikke kan gemmes (NUL). Intet er gemt. Gå tilbage, fjern dem, og send igen.
problem-bad-request-encoding = Teksten er ikke gyldig UTF-8. Intet er gemt. Gå tilbage, og indsæt teksten igen.
problem-bad-request-answer = Vælg ja, måske eller nej. Gå tilbage, vælg, og send igen.
problem-bad-request-address = Adressen er for lang.
problem-conflict = Nogen kom først
problem-conflict-text = Siden er ændret, siden du åbnede den. Intet er overskrevet. Gå tilbage, genindlæs, og se hvad der er nyt.
problem-too-large = Det var for meget på én gang
problem-too-large-text = Tekst må højst fylde 2 MB og et billede 5 MB. Intet er gemt. Gå tilbage, og send noget mindre. Skal der filer til et indlæg, så send dem en ad gangen.
problem-timeout = Det tog for lang tid
problem-timeout-text = Formularen nåede ikke frem i tide, og intet er gemt. Prøv igen.
problem-too-many = Vent lidt
problem-too-many-text = Der er forsøgt mange gange på kort tid. Prøv igen om { $minutes } { $minutes ->
    [one] minut
   *[other] minutter
}.
problem-storage-full = Der er ikke plads til at gemme
problem-storage-full-text = Serverens disk er fuld, og intet er gemt. Prøv igen om lidt; sig det gerne til netværkets administrator.
problem-unavailable = Det kan ikke gemmes lige nu
problem-unavailable-text = Databasen svarer ikke, og intet er gemt. Prøv igen om et øjeblik.
problem-internal = Noget gik galt hos os
problem-internal-text = Intet er gået tabt af det, der allerede var gemt. Prøv igen; bliver det ved, så send henvendelsens nummer til administratoren.

done-saved = Gemt.
done-signed-out = Du er logget ud.
done-welcome = Velkommen. Netværket er åbnet, og du er dets første administrator.
problem-second-factor-needed = Vis, at det er dig, på en måde mere
problem-second-factor-needed-text = Den, der administrerer, skal bruge to måder at vise, hvem de er.
problem-show-second-factor = Vis den anden måde
problem-proof-needed = Bekræft, at det er dig
problem-proof-needed-text = Det her kan ikke gøres om. Bekræft først, hvem du er. Bagefter kan du fortsætte i et kvarter.
problem-prove = Bekræft, at det er dig
problem-read-only = Der kan ikke gemmes lige nu
problem-read-only-text = Netværket bliver passet og kan kun læses for en stund. Prøv igen senere. Det, du skrev, står herunder, så du kan kopiere det.

# Filer, der hører til et indlæg.
attachments-title = Filer
attachments-heading = Filer til indlægget
attachments-add = Vedhæft filer
attachments-edit = Ret filer
attachments-none = Ingen filer endnu. Vedhæft rapporten, oplægget eller billeder, så andre kan bruge dem.
attachments-empty = Indlægget har ingen filer endnu. Vælg en eller flere ovenfor.
attachments-own = Indlæggets filer
attachments-back = Tilbage til indlægget
attachments-choose = Vælg filer
attachments-choose-hint = PDF, Word (DOCX), PowerPoint (PPTX), Excel (XLSX), ODT, ODP, billeder (PNG, JPEG, WebP), lyd og video. Højst { $file } MB pr. fil, lyd og video højst { $media } MB, og højst { $count } filer pr. indlæg. Billeder gemmes uden oplysninger om sted og kamera.
attachments-drop = Du kan også trække filer herhen.
attachments-upload = Vedhæft
attachments-sending = Sender: { "{n}" } %
attachments-sent = Filerne er sendt og bliver set efter.
attachments-send-failed = Filerne kom ikke frem. Forbindelsen blev afbrudt, eller der er sendt for meget på én gang. Prøv igen.
attachments-is-full = Indlægget har { $count } filer. Flere kan det ikke have. Fjern en, hvis du vil vedhæfte en anden.
attachments-refused = Disse filer blev ikke vedhæftet
attachments-others = De andre er vedhæftet:
attachments-refused-empty = Der var ingen fil, eller den var tom.
attachments-refused-too-large = Filen er for stor.
attachments-refused-unknown-kind = Filens indhold er ikke en af de typer, der kan vedhæftes. Navnet på en fil afgør det ikke.
attachments-refused-svg = SVG-billeder kan indeholde programmer og tages ikke imod. Gem billedet som PNG, og prøv igen.
attachments-refused-program = Filen er et program, hvad den end hedder. Programmer kan ikke vedhæftes.
attachments-refused-macros = Filen indeholder makroer. Gem den uden makroer, og prøv igen.
attachments-refused-unpacks-too-large = Filen fylder langt mere pakket ud, end sådan en fil bør. Den er beskadiget eller skadelig.
attachments-refused-picture-too-large = Billedet har for mange billedpunkter. Gør det mindre: højst 25 millioner punkter og 12.000 på hver led.
attachments-refused-broken-picture = Billedet kan ikke læses. Gem det igen, og prøv en gang til.
attachments-refused-cpr = Filens navn indeholder et cpr-nummer. Giv den et andet navn.
attachments-refused-too-many = Indlægget har nu de filer, det kan have.
attachments-pages = { $count ->
    [one] 1 side
   *[other] { $count } sider
}
attachments-read = Læs som tekst
attachments-describe = Navn og beskrivelse
attachments-picture = Billedet, som det ser ud
attachments-no-description = Mangler beskrivelse for den, der ikke kan se billedet
attachments-up = Flyt op
attachments-down = Flyt ned
attachments-again = Læs teksten igen
attachments-remove = Fjern
attachments-field-alt = Hvad ser man på billedet?
attachments-field-alt-hint = Læses højt for den, der ikke kan se billedet, og vises under det.
attachments-field-title = Titel eller beskrivelse
attachments-field-title-hint = Vises i stedet for filens navn.
attachments-field-name = Filens navn
attachments-field-name-hint = Det navn, filen får hos den, der henter den.
attachments-remove-title = Fjern filen?
attachments-remove-text = Filen er væk for alle, der læser indlægget. I { $days } dage kan den hentes tilbage herfra.
attachments-remove-do = Fjern filen
attachments-text-lead = Teksten i filen, læst af et program. Opstilling, billeder og tabeller er ikke med.
attachments-original = Hent filen selv
attachments-text-pending = Filens tekst bliver læst. Om lidt kan den findes i søgningen.
attachments-text-refresh = Opdater
attachments-text-ready = Teksten er læst og kan findes i søgningen
attachments-text-cut = Kun den første del er taget med: filen er meget lang, eller noget i den kunne ikke læses.
attachments-text-none = Der er ingen tekst i filen, for eksempel fordi siderne er billeder. Den kan ikke findes i søgningen og ikke læses højt.
attachments-text-failed = Teksten kunne ikke læses
attachments-text-broken = Filen er beskadiget, eller den er ikke det, den giver sig ud for.
attachments-text-locked = Filen er låst med en adgangskode.
attachments-text-unpacks-too-large = Filen fylder langt mere pakket ud, end sådan en fil bør.
attachments-text-too-slow = Det tog for lang tid.
attachments-text-too-much-memory = Det krævede for meget hukommelse.
attachments-text-given-up = Den blev forsøgt mange gange uden held. Prøv igen, eller spørg en administrator.
attachments-page = Side { $number }
attachments-notes = Noter
privacy-table-attachments-added-by = Filer, du har vedhæftet
privacy-column-added-at = Vedhæftet
done-attachments-added = Filerne er vedhæftet.
done-attachments-full = Nogle af filerne er vedhæftet. Resten var der ikke plads til.
done-attachments-moved = Filen er flyttet.
done-attachments-again = Filens tekst bliver læst igen.
done-attachments-removed = Filen er fjernet.
attachments-waits-lead = Indlægget er udgivet: en anden redaktør skal godkende, før læserne ser nye, omdøbte eller fjernede filer. Rækkefølgen gælder med det samme.
attachments-own-proposal = Du har selv et åbent forslag til indlægget. Træk det tilbage, eller vent, til det er afgjort: så kan du ændre filerne her.
attachments-waiting = Filer, der venter på godkendelse
attachments-would-go = Filen fjernes, når det er godkendt.
attachments-would-be = Når det er godkendt, hedder filen:
attachments-leave = Lad filen være, som den er
attachments-remove-waits = Filen fjernes for alle, der læser indlægget, når en anden redaktør har godkendt det. Derefter kan den hentes tilbage i { $days } dage.
done-attachments-waits = Gemt. En anden redaktør skal godkende det, før læserne ser det.
done-attachments-left = Filen bliver, som den er.
audit-kind-attachment = Fil
attachments-remove-unseen = Filen venter på godkendelse, og læserne har ikke set den. Den følger ikke længere med ændringen.
attachments-removed = Fjernede filer
attachments-removed-hint = Ingen læsere kan se eller hente dem. Når fristen er gået, slettes de for altid.
attachments-removed-when = Fjernet { $when } af { $name }. Kan hentes tilbage indtil { $until }.
attachments-fetch-back = Hent tilbage
attachments-event-came = { $count ->
    [one] Fil vedhæftet af
   *[other] Filer vedhæftet af
}
attachments-event-removed = { $count ->
    [one] Fil fjernet af
   *[other] Filer fjernet af
}
problem-bad-request-attachments-full = Indlægget har de filer, det kan have. Fjern en, før du henter en anden tilbage.
attachments-erase = Slet for altid
attachments-erase-title = Slet filen for altid?
attachments-erase-text = Filen kan ikke hentes tilbage. Indholdet forsvinder fra serveren inden for to døgn; sikkerhedskopier har deres egen frist.
attachments-erase-do = Slet for altid
done-attachments-erased = Filen er slettet for altid.
done-attachments-fetched-back = Filen er hentet tilbage.
privacy-table-attachments-removed-by = Filer, du har fjernet
privacy-column-removed-at = Fjernet
audit-action-fetch-back = Hentede tilbage

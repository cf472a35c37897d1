links-dead = Døde lenker
links-lead = Adresser i innlegg som ikke har virket flere dager på rad. Rett dem, så leserne kommer fram.
links-none = Alle lenker virker
links-none-text = Hvis en lenke svikter tre ganger i løpet av minst en uke, står den her.
links-untried = Ingen lenker er prøvd ennå
links-off = Ingen ser etter døde lenker
links-off-text = En administrator kan slå det på under innstillinger. Da blir hver lenke prøvd omtrent én gang i måneden.
links-to-settings = Til innstillinger
links-on-entry = { $count ->
    [one] En lenke i innlegget virker ikke
   *[other] { $count } lenker i innlegget virker ikke
}
links-since = Den har ikke virket siden { $when }.
links-looked-at = Sist prøvd { $when }
links-edit = Rediger innlegget
links-look-again = Prøv igjen nå
links-ignore = Slutt å prøve
links-outcome-works = Lenken virker.
links-outcome-busy = Siden har det for travelt til å svare akkurat nå.
links-outcome-closed = Siden slipper ikke oss inn, men kanskje andre.
links-outcome-inside = Adressen fører inn i et privat nett og blir ikke prøvd.
links-outcome-gone = Siden finnes ikke lenger.
links-outcome-broken = Siden melder om en feil hos seg selv.
links-outcome-slow = Siden svarer ikke i tide.
links-outcome-no-such-name = Navnet i adressen finnes ikke.
links-outcome-unreachable = Det er ingen forbindelse til siden.
links-outcome-certificate = Forbindelsen er ikke sikker: Sertifikatet til siden kan ikke godkjennes.
links-outcome-circles = Adressen sender videre igjen og igjen uten å komme fram.
links-setting = Skal lenker i innlegg prøves?
links-setting-hint = Hver lenke blir prøvd omtrent én gang i måneden, og de som er døde, kommer på en liste. Serveren henter da sider ute på nettet, aldri i et privat nett. Det begynner innen et døgn.
links-setting-on = Ja, prøv dem og vis de døde
links-setting-off = Nei
done-links-look-again = Lenken blir prøvd igjen om litt. Hvis den virker, forsvinner den fra listen.
done-links-ignored = Lenken blir ikke prøvd mer i dette innlegget.
audit-action-ignore-link = Sluttet å prøve en lenke

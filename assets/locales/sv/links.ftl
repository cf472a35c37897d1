links-dead = Döda länkar
links-lead = Adresser i inlägg som inte har fungerat flera dagar i rad. Rätta dem så att läsarna kommer fram.
links-none = Alla länkar fungerar
links-none-text = Om en länk inte fungerar vid tre försök under minst en vecka står den här.
links-untried = Inga länkar har provats ännu
links-off = Ingen letar efter döda länkar
links-off-text = En administratör kan slå på det under inställningar. Då testas varje länk ungefär en gång i månaden.
links-to-settings = Till inställningar
links-on-entry = { $count ->
    [one] En länk i inlägget fungerar inte
   *[other] { $count } länkar i inlägget fungerar inte
}
links-since = Den har inte fungerat sedan den { $when }.
links-looked-at = Senast testad den { $when }
links-edit = Redigera inlägget
links-look-again = Testa igen nu
links-ignore = Sluta testa
links-outcome-works = Länken fungerar.
links-outcome-busy = Sidan är för hårt belastad för att svara just nu.
links-outcome-closed = Sidan släpper inte in oss, men kanske andra.
links-outcome-inside = Adressen leder in i ett privat nät och testas inte.
links-outcome-gone = Sidan finns inte längre.
links-outcome-broken = Sidan meddelar att det är fel hos den själv.
links-outcome-slow = Sidan svarar inte i tid.
links-outcome-no-such-name = Namnet i adressen finns inte.
links-outcome-unreachable = Det går inte att få kontakt med sidan.
links-outcome-certificate = Anslutningen är inte säker: sidans certifikat kan inte godkännas.
links-outcome-circles = Adressen skickar vidare gång på gång utan att komma fram.
links-setting = Ska länkar i inlägg testas?
links-setting-hint = Varje länk testas ungefär en gång i månaden, och de som är döda hamnar på en lista. Servern hämtar då sidor ute på nätet, aldrig i ett privat nät. Det börjar inom ett dygn.
links-setting-on = Ja, testa dem och visa de döda
links-setting-off = Nej
done-links-look-again = Länken testas igen om en stund. Om den fungerar försvinner den från listan.
done-links-ignored = Länken testas inte längre i det här inlägget.
audit-action-ignore-link = Slutade testa en länk

# Døde links i indlæg.
links-dead = Døde links
links-lead = Adresser i indlæg, som har svigtet flere dage i træk. Ret dem, så læserne når frem.
links-none = Alle links virker
links-none-text = Svigter et link tre gange over mindst en uge, står det her.
links-untried = Ingen links er prøvet endnu
links-off = Ingen ser efter døde links
links-off-text = En administrator kan slå det til under indstillinger. Så bliver hvert link prøvet cirka én gang om måneden.
links-to-settings = Til indstillinger
links-on-entry = { $count ->
    [one] Et link i indlægget virker ikke
   *[other] { $count } links i indlægget virker ikke
}
links-since = Det har svigtet siden { $when }.
links-looked-at = Sidst prøvet { $when }
links-edit = Ret indlægget
links-look-again = Prøv igen nu
links-ignore = Hold op med at prøve
links-outcome-works = Linket virker.
links-outcome-busy = Siden har for travlt til at svare lige nu.
links-outcome-closed = Siden lukker os ikke ind, måske andre.
links-outcome-inside = Adressen fører ind i et privat net og bliver ikke prøvet.
links-outcome-gone = Siden findes ikke længere.
links-outcome-broken = Siden melder en fejl hos sig selv.
links-outcome-slow = Siden svarer ikke i tide.
links-outcome-no-such-name = Navnet i adressen findes ikke.
links-outcome-unreachable = Der er ingen forbindelse til siden.
links-outcome-certificate = Forbindelsen er ikke sikker: sidens certifikat kan ikke godkendes.
links-outcome-circles = Adressen sender videre igen og igen uden at nå frem.
links-setting = Skal links i indlæg prøves?
links-setting-hint = Hvert link bliver prøvet cirka én gang om måneden, og det, der er dødt, kommer på en liste. Serveren henter så sider ude på nettet, aldrig i et privat net. Det begynder inden for et døgn.
links-setting-on = Ja, prøv dem, og vis de døde
links-setting-off = Nej
done-links-look-again = Linket bliver prøvet igen om lidt. Virker det, forsvinder det fra listen.
done-links-ignored = Linket bliver ikke prøvet mere i dette indlæg.
audit-action-ignore-link = Holdt op med at prøve et link

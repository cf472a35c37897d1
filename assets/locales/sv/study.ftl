study-lead = Mötena räknas: här ser du vad du har klarat av och vad som saknas.
study-own = Din utbildning
study-see-way = Visa allt
study-programmes = Utbildningar
study-other-programmes = Andra utbildningar
study-teach = För lärare
study-none = Inga utbildningar ännu
study-none-define = Beskriv den första: hur många möten den kräver och vilka prov.
study-none-wait = När en lärare har lagt upp en kan du anmäla dig här. Mötena är öppna under tiden.
study-see-meetings = Visa mötena
study-ects = { $count } ECTS-poäng
study-ects-field = ECTS-poäng
study-asks-meetings = { $kind }: minst { $count }
study-asks = Krav
study-sitting-when = { $day } kl. { $time }
study-enrol = Anmäl dig
study-enrol-in = Anmäl dig till { $name }
study-sign-in = Logga in för att anmäla dig
study-part-attendance = Möten
study-part-written = Skriftlig del
study-part-oral = Muntlig del
study-standing-none = Inte påbörjad
study-standing-submitted = Inlämnad
study-standing-passed = Godkänd
study-standing-failed = Underkänd
study-of = { $have } av { $needed }
study-attended = Deltagit i { $have } av { $needed } möten
study-done = Uppfyllt
study-missing = Saknas
study-awaits = Väntar på bedömning
study-missing-meetings =
    { $count ->
        [one] 1 möte saknas
       *[other] { $count } möten saknas
    }
study-all-done = Du har uppfyllt alla krav.
study-counted = De här mötena räknas:
study-none-counted = Inga möten räknas ännu.
study-coming = De här kommande mötena kommer att räknas:
study-none-coming = Det finns inga kommande möten som skulle räknas.
study-next-sitting = Nästa prov
study-no-sitting = Det finns inget prov i kalendern ännu.
study-register-closed = Anmälan stängde den { $date }.
study-next-open-sitting = Nästa prov som du hinner anmäla dig till
study-no-open-sitting = Det finns inget senare prov i kalendern ännu.
study-register-by = Anmälan senast den { $date }.
study-register-by-field = Sista anmälningsdag
study-register-after = Sista anmälningsdagen måste vara före provet.
study-new = Lägg upp utbildning
study-conflict = Någon annan har ändrat utbildningen medan du skrev. Inget är överskrivet och det du skrev finns kvar i formuläret. Jämför och spara sedan det som ska gälla.
study-stored = Det som är sparat nu
study-edit = Ändra utbildningen
study-name = Namn
study-name-taken = Det finns redan en utbildning med det namnet.
study-description = Beskrivning
study-meetings-needed = Antal möten som krävs
study-meetings-needed-hint = 0 om deltagande inte krävs.
study-meeting-kind = Typ av möte som räknas
study-parts = Prov
study-asks-nothing = Utbildningen måste kräva minst en sak.
study-sittings = Prov i kalendern
study-add-sitting = Lägg till prov
study-remove-sitting = Ta bort
study-remove-sitting-of = Ta bort provet den { $date }
study-students = Studerande
study-students-count =
    { $count ->
        [one] 1 studerande
       *[other] { $count } studerande
    }
study-no-students = Ingen är anmäld ännu
study-no-students-text = Medlemmar anmäler sig själva på sidan Utbildning.
study-status = Status
study-under-way = Pågår
study-way = Vägen hit
study-record = Registrera prov
done-enrolled = Du är anmäld.

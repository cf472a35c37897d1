demo-links = Logga in som (varje länk fungerar en gång och i { $hours } timmar; starta igen för att få nya):

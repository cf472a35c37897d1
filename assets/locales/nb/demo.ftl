demo-links = Logg inn som (hver lenke virker én gang og i { $hours } timer; start på nytt for å få nye):

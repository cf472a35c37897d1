# Demonstrationen.
demo-links = Log ind som (hvert link virker én gang og i { $hours } timer; start igen for at få nye):

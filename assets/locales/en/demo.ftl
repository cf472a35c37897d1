# The demonstration.
demo-links = Sign in as (each link works once and for { $hours } hours; start again for new ones):

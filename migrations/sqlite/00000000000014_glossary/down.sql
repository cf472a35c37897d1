DROP TABLE glossary_concepts;

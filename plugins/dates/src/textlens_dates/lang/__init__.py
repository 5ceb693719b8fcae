"""Time expressions by language: lexicon and rules as data."""

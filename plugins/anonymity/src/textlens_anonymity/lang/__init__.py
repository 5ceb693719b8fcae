"""Reporting words by language, as data."""

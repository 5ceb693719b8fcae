"""Word lists of the audit, one folder a language."""

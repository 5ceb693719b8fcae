"""What the core knows about single languages: data files, one folder a language."""

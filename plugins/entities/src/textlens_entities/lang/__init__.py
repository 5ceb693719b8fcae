"""Word lists and weights, a folder a language."""

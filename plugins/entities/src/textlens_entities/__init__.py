"""People, organisations and places: recognised, clustered and linked, for textlens."""

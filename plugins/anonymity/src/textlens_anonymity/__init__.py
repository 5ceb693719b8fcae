"""Who speaks unnamed and why: anonymous sources for textlens."""

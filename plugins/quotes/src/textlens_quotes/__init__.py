"""Who said what: quotations with source, cue and content, for textlens."""

"""Time expressions with TIMEX3 values for textlens."""

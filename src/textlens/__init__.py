"""Text analysis for news."""

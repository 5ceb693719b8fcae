"""Made-up news, the same for the same seed."""

from __future__ import annotations

import random

import pytest

WORDS = [
    "the",
    "of",
    "a",
    "to",
    "in",
    "and",
    "that",
    "for",
    "on",
    "with",
    "was",
    "at",
    "by",
    "said",
    "it",
    "from",
    "his",
    "have",
    "an",
    "they",
    "which",
    "has",
    "will",
    "mayor",
    "council",
    "bridge",
    "river",
    "town",
    "vote",
    "budget",
    "police",
    "court",
    "harvest",
    "school",
    "market",
    "report",
    "plan",
]
NAMES = ("Ana Petrov", "Sen. Ives Marlow", "J. K. Oduya", "the U.S. envoy", "Riverton", "Nov. 3")


def article(seed: int = 0, paragraphs: int = 60) -> str:
    """Return made-up news of about 17 000 characters, the same for the same seed."""
    generator = random.Random(seed)

    def sentence() -> str:
        words = generator.choices(WORDS, k=generator.randint(8, 28))
        words[0] = generator.choice(NAMES) if generator.random() < 0.5 else words[0].capitalize()
        if generator.random() < 0.3:
            words[3] += ","
        text = " ".join(words)
        if generator.random() < 0.25:
            return f"“{text},” {generator.choice(NAMES)} said."
        return f"{text}, up {generator.randint(1, 99)}.{generator.randint(0, 9)} percent."

    return "\n\n".join(
        " ".join(sentence() for _ in range(generator.randint(1, 4))) for _ in range(paragraphs)
    )


@pytest.fixture(scope="session")
def news_article() -> str:
    """One article of about 17 000 characters."""
    return article()

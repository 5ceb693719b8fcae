"""Write articles of made-up news for the training of the name tagger.

    write_news.py OUT.jsonl [--articles N] [--seed S]

The sentences of ``news_sentences.txt`` are what agencies write of companies, courts, matches and
votes; their slots are filled with names that keep their meaning within one article.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from name_makers import EVENTS, ROADS, NameMaker

SLOT = re.compile(r"\{(\w+)\}")
TYPES = {
    **dict.fromkeys("pf", "PER"),
    **dict.fromkeys("ocbatx", "ORG"),
    **dict.fromkeys("lkr", "LOC"),
    **dict.fromkeys("wdsvn", "MISC"),
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "October")
# So many names of a kind has an article.
POOL = 5


class Article:
    """One article while it is written."""

    def __init__(self, maker: NameMaker) -> None:
        self.maker = maker
        self.generator = maker.generator
        self.families = [maker.family_name() for _ in range(POOL)]
        self.people = [maker.person(family) for family in self.families]
        self.pools: dict[str, list[str]] = {}
        self.text = ""
        self.mentions: list[dict[str, Any]] = []

    def name(self, kind: str) -> str:
        """Return a name for a slot."""
        if kind in "pf":
            return self.generator.choice(self.people if kind == "p" else self.families)
        maker = self.maker
        make: dict[str, Callable[[], str]] = {
            "o": maker.company,
            "c": maker.told_company,
            "b": maker.body,
            "a": maker.acronym,
            "t": maker.team,
            "x": lambda: f"{maker.common_word()}s",
            "l": maker.town,
            "k": lambda: maker.one(maker.countries),
            "r": lambda: f"{maker.town()} {maker.one(ROADS)}",
            "w": maker.work,
            "d": maker.product,
            "s": maker.ship,
            "v": lambda: maker.one(EVENTS).format(maker.made_up()),
            "n": lambda: maker.one(maker.demonyms),
        }
        pool = self.pools.setdefault(kind, [])
        if (len(pool) < POOL and self.generator.random() < 0.6) or not pool:
            pool.append(make[kind]())
            return pool[-1]
        return self.generator.choice(pool)

    def filler(self, kind: str) -> str:
        """Return words for a slot that is no name."""
        number = self.generator.randint(2, 90)
        return {
            "num": str(number),
            "pct": f"{number / 10:g}",
            "sum": self.generator.choice((f"${number} million", f"{number / 10:g} billion euros")),
            "day": self.generator.choice(DAYS),
            "month": self.generator.choice(MONTHS),
        }[kind]

    def add(self, sentence: str, before: str) -> None:
        """Write one sentence behind *before*, a space or the end of a paragraph."""
        self.text += before
        at, last = 0, ""
        for slot in SLOT.finditer(sentence):
            self.text += sentence[at : slot.start()]
            kind = slot[1]
            if kind in TYPES:
                name = self.name(kind)
                if name == last:
                    name = self.name(kind)
                last = name
                if kind == "f" and not self.text.strip()[-1:].isalnum():
                    name = name[0].upper() + name[1:]
                start = len(self.text)
                self.mentions.append(
                    {"start": start, "end": start + len(name), "type": TYPES[kind], "kind": "name"}
                )
                self.text += name
            else:
                self.text += self.filler(kind)
            at = slot.end()
        self.text += sentence[at:]


def write_article(maker: NameMaker, sentences: list[str]) -> Article:
    """Return an article of about ten of the sentences of a topic."""
    generator = maker.generator
    article = Article(maker)
    headlines = [one for one in sentences if one[-1] not in '."']
    body = [one for one in sentences if one[-1] in '."']
    has_headline = bool(headlines) and generator.random() < 0.5
    if has_headline:
        article.add(generator.choice(headlines), "")
    curly = generator.random() < 0.5
    for number, sentence in enumerate(
        generator.sample(body, min(len(body), generator.randint(7, 12)))
    ):
        before = "\n\n" if generator.random() < 0.5 else " "
        if curly:
            sentence = re.sub(r'"([^"]*)"', "“\\1”", sentence).replace("'", "’")
        article.add(sentence, before if number else "\n\n" * has_headline)
    return article


def read_topics(path: Path) -> list[list[str]]:
    """Return the sentences of each topic."""
    topics: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("["):
            topics.append([])
        elif line and not line.startswith("#"):
            topics[-1].append(line)
    return topics


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=900)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    maker = NameMaker(random.Random(given.seed))
    topics = read_topics(Path(__file__).parent / "news_sentences.txt")
    with given.out.open("w", encoding="utf-8") as out:
        for number in range(given.articles):
            article = write_article(maker, topics[number % len(topics)])
            row = {"id": f"made-{number}", "text": article.text, "mentions": article.mentions}
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()

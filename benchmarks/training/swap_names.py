"""Copy annotated texts with other names of the same types, so that a tagger learns what stands beside them.

    swap_names.py IN.jsonl OUT.jsonl [--share S] [--seed S]

A name keeps its new form throughout a text, and a family name follows the full name. Names that a word
tells ("Halden University"), demonyms, and most countries stay as they are, or keep that word.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

from name_makers import NameMaker
from textlens_entities._lexicon import (
    CORPORATE,
    EVENT,
    NATIONALITY,
    ORGANISATION,
    PLACE_WORD,
    Lexicon,
    load_lexicon,
)

TELLING = (CORPORATE, ORGANISATION, PLACE_WORD, EVENT)


class Swapper:
    """New names for the names of one text."""

    def __init__(self, maker: NameMaker, lexicon: Lexicon, share: float) -> None:
        self.maker = maker
        self.lexicon = lexicon
        self.share = share
        self.countries = set(maker.countries)
        self.new: dict[tuple[str, str], str] = {}

    def swap(self, kind: str, name: str, *, has_article: bool) -> str:
        """Return the new form of a name, or the old one."""
        if (kind, name) not in self.new:
            is_kept = self.maker.generator.random() > self.share
            self.new[kind, name] = (
                name if is_kept else self._make(kind, name, has_article=has_article)
            )
        return self.new[kind, name]

    def learn_people(self, names: list[str]) -> None:
        """Choose the new names of the persons named in full, and of their family names."""
        for name in sorted(set(names), key=lambda name: -len(name.split())):
            words = name.split()
            if len(words) < 2 or self.maker.generator.random() > self.share:
                continue
            family = self.maker.family_name()
            family = self.new.setdefault(("PER", words[-1]), family)
            self.new["PER", name] = self.maker.person(family)

    def _make(self, kind: str, name: str, *, has_article: bool) -> str:
        words = name.split()
        last = self.lexicon.noun(words[-1].lower().rstrip("."))
        if kind == "PER":
            return self.maker.family_name() if len(words) == 1 else name
        if last in TELLING and len(words) == 2 and not has_article:
            return f"{self.maker.made_up()} {words[-1]}"
        if last or any(self.lexicon.noun(word.lower()) for word in words) or len(words) > 2:
            return name
        if kind == "ORG" and not has_article and not name.isupper():
            return self.maker.company()
        if kind == "ORG" and name.isupper() and len(words) == 1:
            return self.maker.acronym()
        if kind == "LOC" and not has_article:
            pool = self.maker.countries
            return self.maker.one(pool) if name in self.countries else self.maker.town()
        return name


def swapped(
    row: dict[str, Any], maker: NameMaker, lexicon: Lexicon, share: float
) -> dict[str, Any]:
    """Return a copy of a row with other names."""
    text = row["text"]
    chosen: list[dict[str, Any]] = []
    for mention in sorted(row["mentions"], key=lambda m: (m["start"], -m["end"])):
        is_name = mention.get("kind", "name") == "name" and not mention.get("optional")
        if is_name and (not chosen or mention["start"] >= chosen[-1]["end"]):
            chosen.append(mention)
    swapper = Swapper(maker, lexicon, share)
    full = [text[m["start"] : m["end"]] for m in chosen if m.get("type") == "PER"]
    swapper.learn_people(full)
    result, mentions, at = "", [], 0
    for mention in chosen:
        start, end, kind = mention["start"], mention["end"], mention.get("type") or "MISC"
        old = text[start:end]
        result += text[at:start]
        is_plain = "\n" not in old and lexicon.noun(old.lower()) != NATIONALITY
        has_article = result[-4:].lower() == "the "
        new = swapper.swap(kind, old, has_article=has_article) if is_plain else old
        mentions.append(
            {"start": len(result), "end": len(result) + len(new), "type": kind, "kind": "name"}
        )
        result += new
        at = end
    return {"id": f"{row['id']}-swapped", "text": result + text[at:], "mentions": mentions}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.7)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    maker, lexicon = NameMaker(random.Random(given.seed)), load_lexicon()
    with given.texts.open(encoding="utf-8") as texts, given.out.open("w", encoding="utf-8") as out:
        for line in texts:
            row = swapped(json.loads(line), maker, lexicon, given.share)
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()

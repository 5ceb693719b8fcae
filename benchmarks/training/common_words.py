"""Write the list of words that running text writes in lower case, counted in unlabelled news.

    common_words.py OUT.txt CORPUS.jsonl...

A word is listed that occurs in lower case at least MINIMUM times and, inside sentences, seldom
with a capital. Only the words are kept, no text.
"""

from __future__ import annotations

import argparse
import collections
import json
from pathlib import Path

import textlens

MINIMUM = 3
SHARE = 0.88


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    given = parser.parse_args()
    lower: collections.Counter[str] = collections.Counter()
    upper: collections.Counter[str] = collections.Counter()
    for path in given.corpora:
        for line in path.open(encoding="utf-8"):
            tokens = textlens.segment(json.loads(line)["text"])
            first = set(tokens.sentences.starts)
            for index, word in enumerate(tokens.words):
                if word.isalpha() and word.islower():
                    lower[word] += 1
                elif word.isalpha() and index not in first:
                    upper[word.lower()] += 1
    words = [w for w, n in lower.items() if n >= MINIMUM and n / (n + upper[w]) >= SHARE]
    given.out.write_text("".join(f"{w}\n" for w in sorted(words)), encoding="utf-8")
    print(f"{given.out.name}: {len(words)}")


if __name__ == "__main__":
    main()

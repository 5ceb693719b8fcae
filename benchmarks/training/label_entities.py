"""Label the names of unlabelled texts with the installed entities plugin, for training on them.

label_entities.py IN.jsonl OUT.jsonl [--set KEY=VALUE ...]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import textlens
from textlens.cli._inputs import make_config


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", dest="settings")
    given = parser.parse_args()
    pipeline = textlens.Pipeline(["entities"], config=make_config(None, tuple(given.settings), ()))
    with given.texts.open(encoding="utf-8") as texts, given.out.open("w", encoding="utf-8") as out:
        for line in texts:
            row = json.loads(line)
            document = pipeline.analyse(textlens.Document(row["text"]))
            names = [
                {"start": one.start, "end": one.end, "type": one.type, "kind": "name"}
                for one in document.mentions
                if one.form == "name"
            ]
            out.write(json.dumps({"id": row["id"], "text": row["text"], "mentions": names}) + "\n")


if __name__ == "__main__":
    main()

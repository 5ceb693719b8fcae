"""Build the hard cases of anonymous sourcing from ``hard-cases.marked``, in the scorer's format.

    build_hard_cases.py [--check] [--out seeds/hard-cases.anonymity.jsonl]

The file says how its lines are written; the tags are those of ``build_seeds.py``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from build_seeds import GoldError, anonymity, parse

HERE = Path(__file__).parent


def head(notes: str) -> dict[str, Any]:
    """Return what the notes after ``||`` say, shaped as the head of an article."""
    groups: dict[str, dict[str, Any]] = {}
    grants: dict[str, dict[str, Any]] = {}
    comments: dict[str, str] = {}
    for note in filter(None, map(str.strip, notes.split(";"))):
        first, *rest = note.split()
        if first == "grant":
            grants[rest[0]] = {"class": rest[1], "to": rest[2].split(",")}
        elif first == "status":
            comments[rest[0]] = rest[1]
        else:
            kind, access, count, strength, *more = rest
            groups[first] = {"kind": kind, "access": access, "strength": strength}
            groups[first]["count"] = int(count) if count.isdigit() else count
            for extra in more:
                key, _, value = extra.partition("=")
                groups[first][key] = value or True
    return {"groups": groups, "grants": grants, "comments": comments}


def rows(source: str) -> list[dict[str, Any]]:
    """Return one gold row a passage."""
    case = ""
    number: Counter[str] = Counter()
    out = []
    for line in source.splitlines():
        if line.startswith("## "):
            case = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            marked, _, notes = line.partition("||")
            number[case] += 1
            name = f"{case}-{number[case]:02d}"
            try:
                text, marks = parse(marked.strip())
                gold = anonymity(text, marks, head(notes))
            except (GoldError, ValueError) as error:
                raise GoldError(f"{name}: {error}") from error
            row = {"id": name, "created": "2026-03-10", "set": "hard", "words": len(text.split())}
            out.append({**row, "text": text, **gold})
    return out


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    default = HERE.parents[1] / "seeds" / "hard-cases.anonymity.jsonl"
    parser.add_argument("--out", type=Path, default=default)
    options = parser.parse_args()
    made = rows((HERE / "hard-cases.marked").read_text(encoding="utf-8"))
    content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made)
    if options.check:
        same = options.out.is_file() and options.out.read_bytes() == content.encode("utf-8")
        if not same:
            print(f"build_hard_cases.py: {options.out.name} differs from its marked passages")
        return 0 if same else 1
    options.out.write_bytes(content.encode("utf-8"))
    print(f"{len(made)} passages written")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except GoldError as error:
        sys.exit(f"build_hard_cases.py: {error}")

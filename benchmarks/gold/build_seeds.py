"""Build the seed articles and their gold layers from the marked-up articles beside this file.

    build_seeds.py [--check] [--out seeds]

Each ``articles/NAME.marked`` holds a TOML head between ``+++`` lines and the article with its gold
written into it as ``{TAG TAG ...|words}``, so that no offset is ever typed by hand:

======================  ==========================================================================
tag                     meaning
======================  ==========================================================================
``c1`` ``s1`` ``k1``    content, source or cue of attribution 1; several parts repeat the tag;
                        ``s1,2`` serves two attributions
``@key ~key ^key``      name, nominal, pronoun of the entity *key* of the head
``%key``                word for a nationality of the place *key* (optional in the gold)
``a:g1`` ``ap:g1``      nominal or pronoun mention of the anonymous group ``g1``
``l:LABEL``             look-alike (collective, institutional, named, document, other)
``g:1`` ``r:1``         trigger and reason of grant 1
``w:1`` ``d:1``         who was asked, and the words on their silence, of comment status 1
``t:VALUE``             time expression: ``t:2026-03``, ``t:SET:P1D``, ``t:2026-03;START``,
                        a second accepted value after a slash
======================  ==========================================================================

With ``--check`` nothing is written; the exit status is 1 when a file differs.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
LEAD = re.compile(
    r"^(?:(?:at least|more than|about|a further|yet another|the|a|an|one|two|three|four|five|six|seven|"
    r"several|multiple|some|many|other|another|those|these|this|that|second|third|both|his|her)\s+"
    r"(?:of\s+)?)+",
    re.IGNORECASE,
)
OPEN = {"“": "”", "«": "»", '"': '"'}
SINGLE = re.compile(r"‘(?:[^’\n]|’(?=\w))*’")  # an apostrophe stands before a letter
ENTITY_TAGS = {"@": "name", "~": "nominal", "^": "pronoun"}


class Mark(NamedTuple):
    """One tag over ``text[start:end]``."""

    tag: str
    start: int
    end: int


class GoldError(ValueError):
    """The mark-up of an article is wrong."""


def parse(marked: str) -> tuple[str, list[Mark]]:
    """Return the plain text and its marks, outer ones first."""
    out: list[str] = []
    length = 0
    stack: list[tuple[list[str], int]] = []
    marks: list[Mark] = []
    position = 0
    while position < len(marked):
        char = marked[position]
        if char == "{":
            bar = marked.find("|", position)
            tags = marked[position + 1 : bar]
            if bar < 0 or "{" in tags or "\n" in tags:
                raise GoldError(f"no | after {marked[position : position + 40]!r}")
            stack.append((tags.split(), length))
            position = bar + 1
        elif char == "}":
            if not stack:
                raise GoldError(f"closing brace without opening before {marked[position:][:40]!r}")
            tags_open, start = stack.pop()
            marks += [Mark(tag, start, length) for tag in tags_open]
            position += 1
        else:
            out.append(char)
            length += 1
            position += 1
    if stack:
        raise GoldError(f"unclosed mark {stack[-1][0]}")
    text = "".join(out)
    for mark in marks:
        words = text[mark.start : mark.end]
        if not words or words != words.strip():
            raise GoldError(f"{mark.tag}: empty or untrimmed words {words!r}")
    return text, sorted(marks, key=lambda m: (m.start, -m.end, m.tag))


def inside_marks(text: str, *, style: str = "double") -> list[bool]:
    """Say for each character whether it stands inside double (or single) quotation marks."""
    if style == "single":
        inside = [False] * len(text)
        for quoted in SINGLE.finditer(text):
            inside[quoted.start() : quoted.end()] = [True] * len(quoted.group())
        return inside
    inside = [False] * len(text)
    closer = ""
    for index, char in enumerate(text):
        if char == "\n":
            closer = ""
        elif not closer and char in OPEN:
            closer = OPEN[char]
        inside[index] = bool(closer)
        if closer and char == closer and index and not (char == '"' and not inside[index - 1]):
            closer = ""
    return inside


def spans(marks: list[Mark]) -> list[list[int]]:
    """Return the marks as the scorers write spans."""
    return [[mark.start, mark.end] for mark in marks]


def role(marks: list[Mark], letter: str, number: str) -> list[Mark]:
    """Return the parts of one role of attribution *number*."""
    wanted = re.compile(rf"{letter}(?:\d+,)*{number}(?:,\d+)*")
    return [mark for mark in marks if wanted.fullmatch(mark.tag)]


def attributions(
    text: str, marks: list[Mark], style: str = "double"
) -> list[tuple[str, dict[str, Any]]]:
    """Return (number, row) of every attribution, in order of the text."""
    numbers = {
        n for m in marks if re.fullmatch(r"[csk][\d,]+", m.tag) for n in m.tag[1:].split(",")
    }
    inside = inside_marks(text, style=style)
    rows = []
    for number in numbers:
        content, cue = role(marks, "c", number), role(marks, "k", number)
        if not content or not cue:
            raise GoldError(f"attribution {number} has no content or no cue")
        letters = [i for m in content for i in range(m.start, m.end) if text[i].isalnum()]
        share = sum(inside[i] for i in letters) / len(letters)
        row = {
            "source": spans(role(marks, "s", number)),
            "cue": spans(cue),
            "content": spans(content),
            "type": "direct" if share >= 0.9 else "mixed" if share else "indirect",
        }
        rows.append((number, row))
    rows.sort(key=lambda pair: pair[1]["content"])
    taken: list[list[int]] = sorted(span for _, row in rows for span in row["content"])
    for before, after in pairwise(taken):
        if after[0] < before[1]:
            raise GoldError(f"content inside content: {text[after[0] : after[1]]!r}")
    return rows


def timexes(text: str, marks: list[Mark]) -> list[dict[str, Any]]:
    """Return the time expressions."""
    rows: list[dict[str, Any]] = []
    for mark in marks:
        if not mark.tag.startswith("t:"):
            continue
        body, _, mod = mark.tag[2:].partition(";")
        kind = "SET" if body.startswith("SET:") else ""
        values = [value.removeprefix("SET:") for value in body.split("/")]
        first = values[0]
        if not kind:
            if first.endswith("_REF"):
                kind = "DATE"
            elif first.startswith("P"):
                kind = "DURATION"
            else:
                kind = "TIME" if "T" in first else "DATE"
        if rows and rows[-1]["end"] > mark.start:
            raise GoldError(f"time expressions overlap at {text[mark.start : mark.end]!r}")
        row = {"start": mark.start, "end": mark.end, "type": kind, "value": first}
        row["text"] = text[mark.start : mark.end]
        if mod:
            row["mod"] = mod
        if len(values) > 1:
            row["values"] = values
        rows.append(row)
    return rows


def mentions(text: str, marks: list[Mark], entities: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Return the mentions of entities, numbered clusters and parents included."""
    number = {key: n for n, key in enumerate(entities)}
    rows: list[dict[str, Any]] = []
    used = set()
    for mark in marks:
        sign, key = mark.tag[0], mark.tag[1:]
        if sign not in "@~^%":
            continue
        if key not in entities:
            raise GoldError(f"{mark.tag}: the head knows no such entity")
        _, kind, *qid = entities[key]
        row: dict[str, Any] = {"start": mark.start, "end": mark.end}
        row["text"] = text[mark.start : mark.end]
        if sign == "%":
            row |= {"type": "MISC", "type_alt": ["LOC"], "qid": qid[0] if qid else None}
            row |= {"kind": "name", "optional": True}
        else:
            used.add(key)
            if sign == "@":
                row |= {"type": kind}
            row |= {"qid": qid[0] if qid else None, "kind": ENTITY_TAGS[sign]}
            row |= {"cluster": number[key]}
        if sign in "@%":
            for index, outer in enumerate(rows):
                if outer["kind"] == "name" and outer["end"] >= mark.end > outer["start"]:
                    row["parent"] = index
        rows.append(row)
    return rows


def anonymity(text: str, marks: list[Mark], head: dict[str, Any]) -> dict[str, Any]:
    """Return the sources, clusters, grants and comment statuses."""
    groups = {
        name: {"strength": "core", "relayed": False, **given}
        for name, given in head.get("groups", {}).items()
    }
    sources = []
    for mark in marks:
        tag, _, key = mark.tag.partition(":")
        row: dict[str, Any] = {"mention": [mark.start, mark.end]}
        row["surface"] = text[mark.start : mark.end]
        if tag in ("a", "ap"):
            if key not in groups:
                raise GoldError(f"{mark.tag}: the head knows no such group")
            row |= {"label": "anonymous", "form": "nominal" if tag == "a" else "pronoun"}
            row |= {"group": key}
            lead = LEAD.match(row["surface"])
            start = mark.start + (lead.end() if lead else 0)
            row["description"] = [start, mark.end] if tag == "a" and start < mark.end else None
            row |= {f: groups[key][f] for f in ("kind", "count", "access", "strength")}
            sources.append(row)
        elif tag == "l":
            sources.append(row | {"label": key, "form": "nominal", "group": None})
    lone = set(groups) - {row["group"] for row in sources}
    if lone:
        raise GoldError(f"groups never mentioned: {sorted(lone)}")

    def one(tag: str) -> list[int] | None:
        found = [m for m in marks if m.tag == tag]
        if len(found) > 1:
            raise GoldError(f"{tag} stands {len(found)} times")
        return [found[0].start, found[0].end] if found else None

    grants, statuses = [], []
    for name, given in head.get("grants", {}).items():
        trigger, reason = one(f"g:{name}"), one(f"r:{name}")
        if trigger is None or (reason is None) != (given["class"] == "none"):
            raise GoldError(f"grant {name}: no trigger, or reason and class disagree")
        row = {"trigger": trigger, "reason": reason, "reason_class": given["class"]}
        grants.append(row | {"applies_to": given["to"]})
    for name, status in head.get("comments", {}).items():
        span = one(f"d:{name}")
        if span is None:
            raise GoldError(f"comment status {name} has no span")
        statuses.append({"span": span, "status": status, "who": one(f"w:{name}")})
    grants.sort(key=lambda row: row["trigger"])
    statuses.sort(key=lambda row: row["span"])
    return {"sources": sources, "clusters": groups, "grants": grants, "comment_status": statuses}


def speakers(
    text: str, marks: list[Mark], rows: list[tuple[str, dict[str, Any]]], head: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return who speaks in each attribution: an entity, an anonymous group, or another voice."""
    entities: dict[str, list[str]] = head.get("entities", {})
    number = {key: n for n, key in enumerate(entities)}
    given = {str(key): value for key, value in head.get("speakers", {}).items()}
    out = []
    for index, (quote, row) in enumerate(rows):
        source = row["source"]
        who = given.get(quote)
        label = ""
        if who is None and source:
            start, end = source[0][0], source[-1][1]
            within = [m for m in marks if start <= m.start and m.end <= end]
            whole = [m for m in within if m.start == start and m.end == end]
            whole.sort(key=lambda m: not m.tag.startswith(("a:", "ap:")))
            for mark in whole + [m for m in within if m.tag[0] == "@"]:
                if mark.tag[0] in "@~^":
                    who = mark.tag[1:]
                elif mark.tag.startswith(("a:", "ap:")):
                    who = mark.tag.partition(":")[2]
                elif mark.tag.startswith("l:"):
                    label = mark.tag[2:]
                    break
                if who:
                    break
        answer: dict[str, Any] = {"quote": index, "content": row["content"]}
        if who in entities:
            name, _, *qid = entities[who]
            answer |= {"kind": "entity", "cluster": number[who], "name": name}
            answer |= {"qid": qid[0] if qid else None}
        elif who in head.get("groups", {}):
            answer |= {"kind": "anonymous", "group": who}
        elif label:
            answer |= {"kind": "other", "label": label, "mention": [source[0][0], source[-1][1]]}
        elif who == "none":
            answer |= {"kind": "none"}
        else:
            words = text[row["content"][0][0] :][:50]
            raise GoldError(f"attribution {quote} ({words!r}): say in [speakers] who speaks")
        out.append(answer)
    return out


def build(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the head of one marked article and the files it makes, by name."""
    try:
        _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
        head = tomllib.loads(front)
        text, marks = parse(body.strip() + "\n")
        rows = attributions(text, marks, head.get("marks", "double"))
        row = {"id": path.stem, "created": head["created"].isoformat(), "text": text}
        anonymous = {"set": "rich", "words": len(text.split()), **anonymity(text, marks, head)}
        found = mentions(text, marks, head.get("entities", {}))
        layers: dict[str, dict[str, Any]] = {
            "quotes": {"attributions": [row for _, row in rows]},
            "timex": {"timexes": timexes(text, marks)},
            "entities": {"linked": True, "clustered": True, "mentions": found},
            "anonymity": anonymous,
            "speakers": {"speakers": speakers(text, marks, rows, head)},
        }
    except (GoldError, ValueError, KeyError) as error:
        raise GoldError(f"{path.name}: {error}") from error
    unknown = [m.tag for m in marks if not re.match(r"[csk]\d|[@~^%]|(?:a|ap|l|g|r|w|d|t):", m.tag)]
    if unknown:
        raise GoldError(f"{path.name}: unknown tags {unknown}")
    files = {f"{path.stem}.txt": text}
    for layer, content in layers.items():
        line = json.dumps(row | content, ensure_ascii=False)
        files[f"{path.stem}.{layer}.jsonl"] = line + "\n"
    head["counts"] = [
        len(text.split()),
        len(rows),
        len(anonymous["clusters"]),
        len(anonymous["grants"]),
        len(anonymous["comment_status"]),
        len([m for m in found if m["kind"] == "name"]),
        len(layers["timex"]["timexes"]),
    ]
    head["title"] = text.partition("\n")[0]
    return head, files


def table(heads: dict[str, dict[str, Any]]) -> str:
    """Return the table of the articles for the README."""
    lines = [
        "| article | desk | published | words | attributions | unnamed groups | grants | comment statuses | names | time expressions |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, head in heads.items():
        cells = [f"`{name}`", head["desk"], head["created"].isoformat(), *map(str, head["counts"])]
        lines.append("| " + " | ".join(cells) + " |")
    totals = [
        str(sum(column)) for column in zip(*(h["counts"] for h in heads.values()), strict=True)
    ]
    lines.append("| " + " | ".join(["all", "", "", *totals]) + " |")
    return "\n".join(lines)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "seeds")
    options = parser.parse_args()
    files: dict[str, str] = {}
    heads = {}
    for path in sorted((HERE / "articles").glob("*.marked")):
        head, made = build(path)
        heads[path.stem] = head
        files |= made
    lines = [
        {
            "id": name,
            "title": head["title"],
            "published": head["created"].isoformat(),
            "publisher": head["publisher"],
            "desk": head["desk"],
            "text": files[f"{name}.txt"],
        }
        for name, head in heads.items()
    ]
    files["articles.jsonl"] = "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines)
    readme = (options.out / "README.md").read_text(encoding="utf-8")
    before, _, rest = readme.partition("<!-- articles -->\n")
    _, _, after = rest.partition("<!-- end -->\n")
    files["README.md"] = f"{before}<!-- articles -->\n{table(heads)}\n<!-- end -->\n{after}"
    differing = [
        name
        for name, content in files.items()
        if not (options.out / name).is_file()
        or (options.out / name).read_bytes() != content.encode("utf-8")
    ]
    if options.check:
        for name in differing:
            print(f"build_seeds.py: {name} differs from its marked article")
        return 1 if differing else 0
    for name in differing:
        (options.out / name).write_bytes(files[name].encode("utf-8"))
    print(f"{len(heads)} articles, {len(differing)} files written")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except GoldError as error:
        sys.exit(f"build_seeds.py: {error}")

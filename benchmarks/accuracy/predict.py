"""Predict one task over a gold file, in the format that the scorers read.

    predict.py TASK GOLD.jsonl PRED.jsonl [--set KEY=VALUE ...]

TASK is quotes, timex, entities or anonymity. Of GOLD only ``id``, ``text``, ``created`` and
``title`` are read. The installed plugins do the work, through the library's public face.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

import textlens
from textlens.cli._inputs import make_config
from textlens.errors import InputError

PLUGINS = {
    "quotes": ("quotes",),
    "timex": ("dates",),
    "entities": ("entities",),
    "anonymity": ("anonymity", "quotes", "entities"),
}


def pairs(spans: Iterable[textlens.Span]) -> list[list[int]]:
    """Return spans as the scorers write them."""
    return [[span.start, span.end] for span in spans]


def quotes(document: textlens.Document) -> dict[str, object]:
    """Return the attributions of *document*."""
    return {
        "attributions": [
            {
                "source": pairs(quote.source),
                "cue": pairs(quote.cue),
                "content": pairs(quote.parts),
                "confidence": quote.confidence,
            }
            for quote in document.quotes
        ]
    }


def timex(document: textlens.Document) -> dict[str, object]:
    """Return the time expressions of *document*.

    TIMEX3 corpora are flat: a range ("from May to July") is annotated by its parts, so an
    expression around others is left out.
    """
    times = list(document.times)
    flat = [
        time_
        for time_, after in zip_longest(times, times[1:])
        if after is None or after.end > time_.end
    ]
    return {
        "timexes": [
            {
                "start": time_.start,
                "end": time_.end,
                "type": time_.type,
                "value": time_.value,
                **({"mod": time_.mod} if time_.mod else {}),
                **({"interval": list(time_.interval)} if time_.interval else {}),
            }
            for time_ in flat
        ]
    }


def entities(document: textlens.Document) -> dict[str, object]:
    """Return the mentions of *document* with their clusters and ids."""
    number = {entity.id: n for n, entity in enumerate(document.entities)}
    linked = {entity.id: entity.kb_id for entity in document.entities}
    rows = []
    for mention in document.mentions:
        kb_id = linked.get(mention.entity or "")
        rows.append(
            {
                "start": mention.start,
                "end": mention.end,
                "type": mention.type,
                "kind": mention.form,
                "cluster": number.get(mention.entity or ""),
                "qid": kb_id if kb_id and kb_id.startswith("Q") else None,
            }
        )
        if rows[-1]["cluster"] is None:
            del rows[-1]["cluster"]
    return {"mentions": rows}


def anonymity(document: textlens.Document) -> dict[str, object]:
    """Return the unnamed sources, grants and comment statuses of *document*."""
    return {
        "sources": [
            {
                "mention": [source.start, source.end],
                "label": source.label,
                "group": source.group or None,
                "form": source.form,
                "kind": source.kind,
                "access": source.access,
                "count": source.count,
                "strength": source.strength,
            }
            for source in document.anonymous_sources
        ],
        "grants": [
            {
                "trigger": [grant.trigger.start, grant.trigger.end],
                "reason": [grant.reason.start, grant.reason.end] if grant.reason else None,
                "reason_class": grant.reason_class,
                "applies_to": list(grant.applies_to),
            }
            for grant in document.grants
        ],
        "comment_status": [
            {
                "span": [status.start, status.end],
                "status": status.status,
                "who": [status.who.start, status.who.end] if status.who else None,
            }
            for status in document.comment_statuses
        ],
    }


TASKS = {"quotes": quotes, "timex": timex, "entities": entities, "anonymity": anonymity}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", dest="settings")
    parser.add_argument("--all-plugins", action="store_true", help="use every installed plugin")
    given = parser.parse_args()
    if not given.gold.is_file():
        print(f"predict.py: {given.gold}: no such file", file=sys.stderr)
        return 2
    config = make_config(None, tuple(given.settings), ())
    known = {plugin.name for plugin in textlens.installed_plugins()}
    wanted = None if given.all_plugins else [p for p in PLUGINS[given.task] if p in known]
    pipeline = textlens.Pipeline(wanted, config=config).warm_up()
    failed = characters = 0
    started = time.process_time()
    with given.gold.open(encoding="utf-8") as gold, given.pred.open("w", encoding="utf-8") as pred:
        for number, line in enumerate(gold, 1):
            if not line.strip():
                continue
            row = json.loads(line)
            characters += len(row["text"])
            try:
                meta = textlens.Meta(
                    id=row["id"], title=row.get("title") or "", published=row.get("created")
                )
            except InputError as error:
                print(f"predict.py: {given.gold}:{number}: created: {error}", file=sys.stderr)
                meta = textlens.Meta(id=row["id"], title=row.get("title") or "")
            document = pipeline.analyse(textlens.Document(row["text"], meta))
            failed += bool(document.diagnostics)
            out = {"id": row["id"], **TASKS[given.task](document)}
            pred.write(json.dumps(out, ensure_ascii=False) + "\n")
    seconds = time.process_time() - started
    rate = characters / seconds if seconds else 0.0
    print(
        f"{given.task}: {characters} characters in {seconds:.2f} CPU s, {rate:,.0f} chars/s",
        file=sys.stderr,
    )
    for problem in pipeline.problems:
        print(f"predict.py: {problem}", file=sys.stderr)
    return 3 if failed or pipeline.problems else 0


if __name__ == "__main__":
    sys.exit(main())

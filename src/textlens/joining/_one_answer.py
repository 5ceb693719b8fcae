"""One answer a quote: of several analysers that say who speaks, one is heard."""

from __future__ import annotations

from collections.abc import Sequence

from textlens._annotations import Annotation, Link
from textlens._document import Document
from textlens._targets import target_of

__all__ = ["one_answer"]


def one_answer(candidates: Sequence[Annotation], document: Document) -> tuple[Annotation, ...]:
    """Return the links less those that answer "who speaks" differently from the one that is heard.

    Who links a quote to what it found itself says no more than that the words overlap: the
    attribution analyser has read those marks, weighs them with all others, and is heard. Among the
    rest the analyser with the surest link is. All its links of a quote stay, as several may speak.
    """
    answers: dict[str, dict[str, list[Link]]] = {}
    for link in candidates:
        if isinstance(link, Link) and link.role == "speaker":
            by_analyser = answers.setdefault(link.source_id, {})
            for name in link.found_by:
                by_analyser.setdefault(name, []).append(link)
    lost: set[Annotation] = set()  # ids are given out after this
    for by_analyser in answers.values():
        made = {link for links in by_analyser.values() for link in links}
        if made and all(len(links) < len(made) for links in by_analyser.values()):
            heard = max(by_analyser, key=lambda name: _rank(name, by_analyser[name], document))
            lost |= made.difference(by_analyser[heard])
    return tuple(link for link in candidates if link not in lost)


def _rank(name: str, links: Sequence[Link], document: Document) -> tuple[bool, float, str]:
    """Return what decides: whether other plugins' finds are linked, then how sure that is."""
    targets = (target_of(document, link) for link in links)
    is_own = any(target is not None and name in target.found_by for target in targets)
    return not is_own, max(link.confidence for link in links), name

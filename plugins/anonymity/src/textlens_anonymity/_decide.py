"""The decision list: what a phrase with a cue is, in the order of the guidelines' sections 2 and 3.

Each rule returns a label, a strength and the id that ends up in the evidence. The first that applies
decides; nothing is learned and nothing is weighed.
"""

from __future__ import annotations

from typing import Literal

import attrs

from textlens_anonymity._cues import Cue
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrases import Phrase
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["Decision", "decide"]

Label = Literal["anonymous", "collective", "institutional", "named", "document", "other"]
_ROLES = frozenset({"official", "aide", "business", "military", "force", "diplomat", "lawyer", "donor", "media"})  # fmt: skip
_OPEN = frozenset({"party", "friend", "citizen", "expert"})
_KNOWN = frozenset({"definite", "demonstrative", "possessive", "owned"})


# More people than a reporter interviews are a poll's.
MAX_INTERVIEWED = 50


@attrs.frozen
class Decision:
    """What a phrase is, and by which rule."""

    label: Label
    rule: str
    strength: Literal["core", "weak"] = "core"
    confidence: float = 0.8
    needs_antecedent: bool = False


def decide(
    phrase: Phrase, cue: Cue | None, reading: Reading, lexicon: Lexicon, *, has_grant: bool
) -> Decision | None:
    """Return the decision on *phrase*, or None where it is no source at all."""
    family = phrase.noun.family
    if has_grant:
        if is_named(phrase, reading, lexicon, cue):
            return Decision("named", "named.granted")
        return Decision("anonymous", "core.granted-anonymity", confidence=0.95)
    if cue is None:
        return None
    if family == "document":
        return Decision("document", "document.noun")
    if is_named(phrase, reading, lexicon, cue):
        return Decision("named", "named.apposition")
    if family == "institutional":
        return Decision("institutional", "institutional.noun")
    if family == "lawyer" and not phrase.has_access and _represents(phrase, reading):
        return Decision("institutional", "institutional.counsel")
    if reading.is_quoted(phrase.head) and not (cue.first >= 0 and not reading.is_quoted(cue.first)):
        return Decision("other", "other.inside-quotation")
    if cue.rule == "silence":
        if family == "source" or phrase.has_access:
            return Decision("anonymous", "core.declined", confidence=0.7)
        return None
    if cue.mood == "action":
        return Decision("collective" if phrase.is_plural else "other", "collective.public-act")
    if phrase.is_plural and isinstance(phrase.count, int) and phrase.count > MAX_INTERVIEWED:
        return Decision("collective", "collective.poll")
    before = reading.lower[phrase.first - 1] if phrase.first else ""
    if before in lexicon.words["cues.scene"]:
        # "… when a member of the family suggested they tweet": a scene, not a report
        return Decision("other", "other.scene")
    if before == "and" and "other" in reading.lower[phrase.first : phrase.head]:
        return Decision("other", "other.beside-named")
    if cue.is_private:
        return Decision("other", "other.told-somebody-else")
    if family == "collective":
        if phrase.is_plural:
            return Decision("collective", "collective.open-class")
        if phrase.determiner not in {"indefinite", "number", "partitive"}:
            return Decision("collective", "collective.open-class")
    if phrase.is_plural and not phrase.is_counted and family != "pronoun":
        return _plain_plural(phrase, cue, reading, lexicon)
    if phrase.determiner in _KNOWN and not phrase.is_counted:
        if phrase.has_access and phrase.determiner != "definite":
            return Decision("anonymous", "core.access")
        return Decision("anonymous", "core.definite-repeat", confidence=0.7, needs_antecedent=True)
    if not phrase.is_plural and phrase.determiner in {"bare", "loose"} and family != "source":
        return None
    if phrase.is_counted and phrase.is_plural:
        return Decision("anonymous", "core.counted", confidence=0.85)
    if phrase.has_access:
        return Decision("anonymous", "core.access", confidence=0.9)
    if cue.mood == "stance" and family != "source":
        return None
    return Decision("anonymous", "core.singular", confidence=0.8)


def _plain_plural(phrase: Phrase, cue: Cue, reading: Reading, lexicon: Lexicon) -> Decision | None:
    """Decide on a plural without a number."""
    family = phrase.noun.family
    is_standing = cue.tense == "perfect" or cue.is_habitual
    modifiers = set(phrase.modifiers)
    if phrase.has_access and lexicon.interviewed & set(reading.lower[phrase.head + 1 : phrase.end]):
        return Decision("anonymous", "core.interviewed", confidence=0.85)
    if phrase.is_partitive and cue.mood == "speech" and not is_standing:
        return Decision("anonymous", "core.some-of-them", confidence=0.75)
    if phrase.determiner == "demonstrative" or (
        phrase.determiner == "definite" and family in {"person", "source"}
    ):
        return Decision("anonymous", "core.definite-repeat", confidence=0.75, needs_antecedent=True)
    if cue.mood == "stance":
        return Decision("collective", "collective.stance")
    if is_standing and not phrase.has_access:
        return Decision("collective", "collective.standing-position")
    if phrase.has_access and family != "collective":
        return Decision("anonymous", "core.access", confidence=0.9)
    if family == "source":
        return Decision("anonymous", "core.sources", confidence=0.85)
    if "current" in modifiers and "former" in modifiers:
        return Decision("anonymous", "core.current-and-former", confidence=0.9)
    if cue.outlet:
        return Decision("anonymous", "core.told-the-outlet", confidence=0.8)
    if family in {"person", "pronoun"}:
        return Decision("collective", "collective.people")
    if family == "friend" and cue.tense == "past" and phrase.modifiers:
        return Decision("anonymous", "weak.allies", "weak", 0.5)
    if family in _OPEN:
        return Decision("collective", "collective.open-class")
    if family in _ROLES:
        if cue.tense in {"past", "present"}:
            return Decision("anonymous", "weak.role-plural", "weak", 0.6)
        return Decision("collective", "collective.no-report")
    return Decision("collective", "collective.open-class")


def _represents(phrase: Phrase, reading: Reading) -> bool:
    """Return whether a lawyer speaks for somebody: "attorneys for the department"."""
    following = reading.lower[phrase.head + 1 : phrase.head + 2]
    return bool(following) and following[0] in {"for", "with", "representing", "at"}


def is_named(phrase: Phrase, reading: Reading, lexicon: Lexicon, cue: Cue | None) -> bool:
    """Return whether a name stands beside *phrase*: as its title, or in apposition to it."""
    if phrase.is_named:
        return True
    low, limit = reading.sentence(phrase.head)
    lower, end = reading.lower, phrase.end
    # "a spokeswoman, Ana Petrov, said" and "a spokeswoman, Ana Petrov."
    if (
        end + 1 < limit
        and lower[end] in {",", "--", "—", "–", ":"}
        and _is_person(reading, end + 1, limit)
    ):
        return True
    if _has_late_name(reading, end, limit):
        return True
    # "Ana Petrov, a spokeswoman, said": a name and a comma before, and no verb of its own.
    first = phrase.first
    if (
        first - 2 >= low
        and lower[first - 1] in {",", "--", "—", "–", "("}
        and reading.is_name(first - 2)
    ):
        if lower[first - 2] in lexicon.words["stops.adverbial"]:
            return False
        if cue is not None and cue.rule == "subject" and cue.first == end:
            return False
        return not (
            cue is not None and cue.first >= end and not set(lower[end : cue.first]) & PUNCTUATION
        )
    return False


def _has_late_name(reading: Reading, index: int, limit: int) -> bool:
    """Return whether a title and a name stand between commas behind a relative clause.

    "One of his former supporters who still backs the mayor, former clerk Ana Petrov, lives …"
    """
    if index >= limit or reading.lower[index] != "who":
        return False
    stop = min(limit, index + 16)
    comma = next((at for at in range(index, stop) if reading.lower[at] in PUNCTUATION), None)
    if comma is None or reading.lower[comma] != ",":
        return False
    close = next(
        (at for at in range(comma + 1, min(limit, comma + 9)) if reading.lower[at] in PUNCTUATION),
        None,
    )
    if close is None or reading.lower[close] != "," or close - comma < 3:
        return False
    return reading.is_name(close - 1) and reading.is_name(close - 2)


def _is_person(reading: Reading, index: int, limit: int) -> bool:
    """Return whether a name of two words or more begins at *index* and a pause follows it."""
    end = index
    while end < limit and end < index + 6 and reading.is_name(end):
        end += 1
    if end - index < 2:
        return False
    return (
        end >= limit
        or reading.lower[end] in PUNCTUATION
        or reading.lower[end] in {"and", "said", "of", "who"}
    )

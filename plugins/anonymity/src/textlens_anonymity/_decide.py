"""The decision list: what a phrase with a cue is, in the order of the guidelines' sections 2 and 3.

Each rule returns a label, a strength and the id that ends up in the evidence. The first that applies
decides; nothing is learned and nothing is weighed.
"""

from __future__ import annotations

from textlens_anonymity._cue import Cue
from textlens_anonymity._decision import Decision
from textlens_anonymity._elsewhere import (
    addresses,
    is_in_report,
    is_nested,
    is_public,
    is_relayed,
    is_supposed,
)
from textlens_anonymity._leads import leads_to_name
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._names import is_named
from textlens_anonymity._phrase import OPENING, ROLES, Phrase
from textlens_anonymity._reading import Reading

__all__ = ["decide"]

_OPEN = frozenset({"party", "friend", "citizen", "expert"})
# Their descriptions alone say that no name follows.
_UNNAMED = frozenset({"person", "official", "insider", "aide"})
_STRANGERS = frozenset({"person", "citizen", "collective", "ellipsis"})
# Relations that make somebody a source of their own: "the girl's uncle said".
_RELATED = frozenset({"citizen", "friend"})
_KNOWN = frozenset({"definite", "demonstrative", "possessive", "owned"})


# More people than a reporter interviews are a poll's.
MAX_INTERVIEWED = 50


def decide(
    phrase: Phrase, cue: Cue | None, reading: Reading, lexicon: Lexicon, *, has_grant: bool
) -> Decision | None:
    """Return the decision on *phrase*, or None where it is no source at all."""
    family = phrase.noun.family
    if has_grant:
        if is_named(phrase, reading, lexicon, cue):
            return Decision("named", "named.granted")
        return Decision("anonymous", "core.granted-anonymity", confidence=0.95)
    if phrase.is_pseudonymous:
        # "known to readers only as Ray" says by itself that the name is withheld.
        tail = reading.lower[phrase.head + 1 : phrase.end]
        is_withheld = bool(lexicon.words["grammar.withholding"].intersection(tail))
        if is_withheld or (cue is not None and cue.mood == "speech"):
            return Decision("anonymous", "core.pseudonym", confidence=0.8)
    if cue is None:
        return None
    if family == "document":
        return Decision("document", "document.noun")
    if is_named(phrase, reading, lexicon, cue):
        return Decision("named", "named.apposition")
    if family == "institutional" and not _is_private_person(phrase, lexicon):
        return Decision("institutional", "institutional.noun")
    if (
        family == "lawyer"
        and not phrase.has_access
        and (phrase.determiner in {"possessive", "owned"} or _represents(phrase, reading, lexicon))
    ):
        return Decision("institutional", "institutional.counsel")
    if (
        reading.is_quoted(phrase.head)
        and reading.is_quoted(cue.first)
        and not (is_relayed(phrase, cue, reading) and not addresses(cue, reading))
    ):
        return Decision("other", "other.inside-quotation")
    if family == "public" and not (phrase.is_plural and phrase.is_counted):
        return Decision("other", "other.public-speaker")
    if is_nested(phrase, cue, reading, lexicon):
        return Decision("other", "other.nested")
    if cue.rule == "silence":
        if family == "source" or phrase.has_access:
            return Decision("anonymous", "core.declined", confidence=0.7)
        if phrase.determiner in {"definite", "demonstrative"}:
            # "The official would not say who": an unnamed one who spoke before
            return Decision("anonymous", "core.definite-repeat", needs_antecedent=True)
        return None
    if (
        cue.mood == "stance"
        and reading.lower[phrase.first - 1] in lexicon.words["grammar.as_object"]
    ):
        return None  # "a fee which one clerk considered too high"
    if is_supposed(phrase, reading, lexicon):
        return Decision("other", "other.supposed")
    if cue.mood == "action" and not _is_said(phrase, cue, lexicon):
        return Decision("collective" if phrase.is_plural else "other", "collective.public-act")
    if phrase.is_partitive and phrase.noun.lemma in lexicon.words["cues.kin"]:
        return Decision("named", "named.relative")
    if phrase.is_share or phrase.number > MAX_INTERVIEWED:
        return Decision("collective", "collective.poll")
    before = reading.lower[phrase.first - 1] if phrase.first else ""
    if before in lexicon.words["cues.scene"] and reading.lower[phrase.first - 2] != "is":
        # "… when a member of the family suggested they tweet": a scene, not a report
        return Decision("other", "other.scene")
    if (
        before == "and"
        and reading.is_name(phrase.first - 2)
        and (phrase.noun.lemma == "colleague" or "other" in _head_words(phrase, reading))
    ):
        return Decision("other", "other.beside-named")
    if family == "media" and phrase.noun.lemma in lexicon.words["cues.press"] and not cue.outlet:
        return Decision("other", "other.journalist")
    if cue.lemma in lexicon.words["cues.courtroom"]:
        return Decision("other", "other.in-public")
    if (
        cue.lemma in lexicon.words["cues.writing"]
        and family in _STRANGERS
        and not lexicon.words["cues.surveys"].intersection(reading.lower)
    ):
        return Decision("other", "other.posted")
    if not phrase.has_access and cue.rule != "according-to" and is_public(phrase, reading, lexicon):
        return Decision("other", "other.in-public")
    if is_in_report(phrase, cue, reading, lexicon):
        return Decision("other", "other.in-a-report")
    if cue.is_private:
        return Decision("other", "other.told-somebody-else")
    if family == "collective":
        if phrase.is_plural:
            return Decision("collective", "collective.open-class")
        if phrase.determiner not in {"indefinite", "number", "partitive"} or (
            phrase.noun.lemma in lexicon.words["audience.generic"]
        ):
            return Decision("collective", "collective.open-class")
    if (
        not phrase.is_counted
        and phrase.determiner in {"bare", "loose", "indefinite"}
        and not (family == "source" or phrase.has_access)
        and not lexicon.words["nouns.nameless"].intersection(phrase.modifiers)
        and leads_to_name(phrase, reading, lexicon)
    ):
        return Decision("other", "other.lead-in")
    if phrase.is_plural and not phrase.is_counted and family != "pronoun":
        return _plain_plural(phrase, cue, reading, lexicon)
    if phrase.determiner in _KNOWN and not (phrase.is_counted and phrase.has_access):
        if phrase.determiner in {"possessive", "owned"} and family in _RELATED:
            is_kin = phrase.noun.lemma in lexicon.words["cues.kin"]
            has_name = any(
                reading.is_name(at) and reading.lower[at] not in lexicon.determiners
                for at in range(phrase.first, phrase.head)
            )
            if phrase.determiner == "owned" and not has_name:
                return Decision("anonymous", "core.related", confidence=0.6)
            if is_kin or (phrase.determiner == "owned" and phrase.noun.family == "citizen"):
                return Decision("named", "named.relative")
            return Decision("anonymous", "core.related", confidence=0.6)
        if phrase.has_access and phrase.determiner != "definite":
            return Decision("anonymous", "core.access")
        is_told = cue.outlet and not phrase.is_plural and not phrase.modifiers
        # "the person who leaked the tape": no name is to be expected
        is_told = is_told or (family == "person" and phrase.end > phrase.head + 1)
        is_told = is_told or family == "source" or (phrase.has_access and family in _UNNAMED)
        return Decision(
            "anonymous", "core.definite-repeat", confidence=0.7, needs_antecedent=not is_told
        )
    if before == "only":
        return Decision("other", "other.only")
    if (
        phrase.noun.lemma in lexicon.words["audience.generic"]
        and not phrase.is_plural
        and phrase.determiner == "indefinite"
        and not phrase.has_access
        and not phrase.modifiers
        and not cue.outlet
        and cue.rule != "according-to"
        and phrase.end == phrase.head + 1
    ):
        return Decision("other", "other.anybody")
    if not phrase.is_plural and phrase.determiner in {"bare", "loose"} and family != "source":
        return None
    if family == "ellipsis":
        return Decision("anonymous", "core.elliptical", confidence=0.7, needs_antecedent=True)
    if family == "pronoun":
        is_relative = reading.lower[phrase.head] == "whom" and phrase.is_counted
        return Decision(
            "anonymous",
            "core.some-of-them",
            confidence=0.75,
            needs_antecedent=not (is_relative or phrase.has_access),
        )
    if phrase.is_counted and phrase.is_plural:
        return Decision("anonymous", "core.counted", confidence=0.85)
    if phrase.has_access:
        return Decision("anonymous", "core.access", confidence=0.9)
    if cue.mood == "stance" and family not in ROLES | {"source", "party", "friend"}:
        return None
    return Decision("anonymous", "core.singular", confidence=0.8)


def _plain_plural(phrase: Phrase, cue: Cue, reading: Reading, lexicon: Lexicon) -> Decision | None:
    """Decide on a plural without a number."""
    family = phrase.noun.family
    is_standing = cue.tense == "perfect" or cue.is_habitual
    modifiers = set(phrase.modifiers)
    if lexicon.interviewed & set(reading.lower[phrase.head + 1 : phrase.end]):
        return Decision("anonymous", "core.interviewed", confidence=0.85)
    if phrase.is_partitive and cue.mood == "speech" and not is_standing:
        return Decision("anonymous", "core.some-of-them", confidence=0.75, needs_antecedent=True)
    if phrase.determiner == "demonstrative" or (
        phrase.determiner == "definite" and family in {"person", "source"}
    ):
        is_alone = family == "source" or phrase.has_access
        return Decision(
            "anonymous", "core.definite-repeat", confidence=0.75, needs_antecedent=not is_alone
        )
    if cue.mood == "stance" and family != "source":
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
    if family in ROLES and phrase.noun.lemma not in lexicon.words["audience.crowds"]:
        if cue.tense in {"past", "present"}:
            return Decision("anonymous", "weak.role-plural", "weak", 0.6)
        return Decision("collective", "collective.no-report")
    return Decision("collective", "collective.open-class")


def _is_private_person(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Return whether one of an office tells on his own: "two prosecutors", "a publicist briefed …".

    Not a spokesman, who speaks for his house whatever he knows.
    """
    if phrase.noun.lemma not in lexicon.words["nouns.office_holders"]:
        return False
    return phrase.is_counted or phrase.has_access or phrase.is_partitive


def _is_said(phrase: Phrase, cue: Cue, lexicon: Lexicon) -> bool:
    """Return whether a public act is likely done in words to a reporter.

    "One aide dismissed the idea": somebody unnamed has no other audience.
    """
    if cue.lemma not in lexicon.words["cues.speech_acts"]:
        return False
    if phrase.is_plural and not phrase.is_counted:
        return False
    if phrase.determiner not in OPENING:
        return False
    return phrase.has_access or phrase.noun.family in ROLES | {"source"}


def _head_words(phrase: Phrase, reading: Reading) -> tuple[str, ...]:
    return tuple(reading.lower[phrase.first : phrase.head])


def _represents(phrase: Phrase, reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether a lawyer speaks for somebody: "attorneys for the department"."""
    following = reading.lower[phrase.head + 1 : phrase.head + 2]
    return bool(following) and following[0] in lexicon.words["grammar.representing"]

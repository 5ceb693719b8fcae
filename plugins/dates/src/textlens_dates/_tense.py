"""Whether the clause around a date looks ahead or back."""

from __future__ import annotations

from textlens_dates._context import Context
from textlens_dates._phrase import Phrase

__all__ = ["follows_past", "is_put_off", "tense_of"]

# How many words before and after a date can say that it lies ahead.
REACH_BACK = 14
REACH_ON = 7
# "On Tuesday, the league of so many words plans to vote": how far off the verb may be.
FRONTED_REACH = 16


def tense_of(phrase: Phrase, context: Context) -> int:
    """Return 1 where the clause around a phrase looks ahead, -1 back, 0 neither."""
    first, end = phrase.first, phrase.end
    lead = context.before(first)
    if lead == "since":
        return -1
    # "before Thursday's debate": only a verb after it says whether it is to come.
    is_owner = context.class_of(end) == "possessive"
    low, high = context.tokens.sentences[context.tokens.sentence_of(first)]
    if _is_led_ahead(context, low, first):
        return 1
    if not is_owner or lead in context.cues.event_leads:
        back = _tense_before(context, low, first)
        if back in (-1, 0) and lead in context.cues.deadlines and _is_promised(context, low, first):
            return 1
        if back is not None:
            return back
    on = _tense_after(context, first, end, low, high)
    if on is not None:
        return on
    if lead == "from" and first - low == 1:
        return 1  # "From Monday the bridge is shut"
    return 1 if lead in context.cues.deadlines and not is_owner else 0


def _is_led_ahead(context: Context, low: int, first: int) -> bool:
    """Return whether the words right before look ahead: "as soon as", "starting in", "booked for"."""
    lead, before_lead = context.before(first), context.before(first, 2)
    starts = context.cues.starts
    if lead in starts or (lead in ("in", "on") and before_lead in starts):
        # "was worked out beginning on Sunday" looks back, "he said fares go up starting Sunday" does not
        near = set(context.words[max(low, first - REACH_BACK) : first])
        return near & context.cues.past <= context.cues.reports
    if lead == "as":
        return before_lead in context.cues.as_soon
    if lead == "for":
        return (
            context.before(first, 2 + (before_lead in context.cues.booked_fillers))
            in context.cues.booked
        )
    return lead == "of" and before_lead == "ahead"


def follows_past(phrase: Phrase, context: Context) -> bool:
    """Return whether a past verb leads right to a phrase: "died on Christmas Eve", "began a week before"."""
    cues = context.cues
    index = phrase.first - 1 - (context.before(phrase.first) in cues.day_preps)
    if (
        index < 1
        or context.class_of(index) == "prep"
        or context.words[index].lower() in cues.future
    ):
        return False  # "after Easter", "set for Easter"
    return _is_past(context, index) and context.words[index - 1].lower() not in cues.passive


def is_put_off(phrase: Phrase, context: Context) -> bool:
    """Return whether what was to be is told as past: "a bridge, due in March, was delayed"."""
    following = [context.after(phrase.end, step) for step in (0, 1)]
    return following[0] == "," and following[1] in context.cues.was


def _tense_after(context: Context, first: int, end: int, low: int, high: int) -> int | None:
    cues, words = context.cues, context.words
    is_fronted = first - low <= 1 and words[end : end + 1] == [","]
    for index in range(end, min(high, end + (FRONTED_REACH if is_fronted else REACH_ON))):
        lower = words[index].lower()
        if lower in cues.breaks:
            break
        if lower in cues.past or lower in cues.done:
            return -1
        if lower.endswith("ed") and (
            words[index - 1] in cues.subjects or words[index - 1].istitle()
        ):
            return -1  # "On Thursday, he hedged"
        if lower in cues.auxiliaries or lower in cues.scheduled_verbs:
            return 1
        following = words[index + 1 : index + 2]
        if is_fronted and (
            (lower in cues.planning and following == ["to"])
            or (lower in ("is", "are") and not cues.arranged.isdisjoint(following))
        ):
            return 1
    return None


def _is_promised(context: Context, low: int, first: int) -> bool:
    """Return whether a deadline was set: "promised an answer by Friday"."""
    words = context.words[max(low, first - REACH_BACK) : first]
    return any(word.lower() in context.cues.promises for word in words)


def _tense_before(context: Context, low: int, first: int) -> int | None:
    """Return what the verb before says: 0 where an infinitive between leaves it open, None without one."""
    words, cues = context.words, context.cues
    is_open = False  # "agreed to sell the mill in January"
    index, stop = first, max(low, first - REACH_BACK)
    while (index := index - 1) >= stop:
        lower = words[index].lower()
        if lower not in cues.telling and lower[-2:] != "ed" and lower[-3:] != "ing":
            continue
        if lower in cues.breaks:
            break
        if lower in cues.conditions:
            return 1
        before = words[index - 1].lower() if index > low else ""
        if lower in cues.future and _looks_ahead(context, index, before, first):
            return -1 if _is_over(context, index, before) else 1
        if _is_to_come(context, index, before, first):
            return 1
        if lower == "to" and _is_verb(context, index + 1, first):
            if before in cues.to_come:
                return 1
            is_open = True
        elif before not in cues.passive and before not in cues.future and _is_past(context, index):
            aside = _aside(context, index, low)
            if aside is not None:
                index = aside
            elif before == "have" and words[index - 2].lower() in ("will", "shall"):
                return 1  # "will have left by Monday"
            elif is_open and lower in cues.commitments:
                return 1  # "agreed to meet on Monday"
            else:
                return 0 if is_open else -1
    return None


def _is_to_come(context: Context, index: int, before: str, first: int) -> bool:
    """Return whether the present looks ahead: "takes effect", "is meeting", "is on", "ahead of the"."""
    words, cues = context.words, context.cues
    lower, following = words[index].lower(), words[index + 1]
    if lower in cues.future_verbs:
        return following in cues.future_objects
    if before in ("is", "are") and lower.endswith("ing"):
        return index > first - 5
    if lower == "ahead":  # of the contest on Saturday; not "ahead of Harper on Saturday"
        return following == "of" and words[index + 2].islower()
    return lower in ("is", "are") and first - index <= 1 + (following == "on")


def _aside(context: Context, index: int, low: int) -> int | None:
    """Return where ", he says," begins if the word is the verb of one, which says nothing of a date."""
    words = context.words
    if words[index + 1] != "," or words[index].lower() not in context.cues.reports:
        return None
    return next((i for i in range(index - 1, max(low, index - 6), -1) if words[i] == ","), None)


def _is_over(context: Context, index: int, before: str) -> bool:
    """Return whether a word that looks ahead tells what was: "may have fled", "could not be reached"."""
    words, cues = context.words, context.cues
    word = words[index].lower()
    if before == "been" and words[index - 2].lower() in cues.pluperfect:
        return True  # "had been due on Monday"
    if before in cues.pluperfect and word.endswith("ed"):
        return True  # "had planned to march on Monday"
    if word not in cues.modals:
        return False
    after = [one.lower() for one in words[index + 1 : index + 4]]
    is_denied = before in cues.denials or after[:1] == ["not"]
    if after[:1] == ["not"]:
        after = after[1:]
    if after[:1] == ["have"] or (word == "could" and is_denied):
        return True
    if word == "could" and after[:1] == ["be"]:
        return after[1:2] != [] and after[1] in cues.perceived
    return word == "would" and is_denied and after[:1] != [] and after[0] in cues.refused


def _is_past(context: Context, index: int) -> bool:
    word = context.words[index]
    return word.lower() in context.cues.past or (
        word.islower() and word.endswith("ed") and not word.endswith("eed") and len(word) > 4
    )


def _is_verb(context: Context, index: int, first: int) -> bool:
    """Return whether a word after "to" makes an infinitive of it."""
    word = context.words[index]
    if index >= first or not word.islower() or not word.isalpha():
        return False
    return not context.class_of(index) and word not in context.cues.no_verbs


def _looks_ahead(context: Context, index: int, before: str, first: int) -> bool:
    """Return whether a word that can look ahead does so here: not "the plan", not "in May"."""
    word = context.words[index]
    lower = word.lower()
    if word == "May" and index + 1 == first:
        return False
    after = context.words[index + 1].lower()
    if lower == "meet":
        return before != "to"
    if lower == "set":
        return after in context.cues.set_tails
    if lower in context.cues.verbs_or_nouns:
        return before in context.cues.planners or before.endswith(("n't", "n’t"))
    if lower == "plans":
        return after in context.cues.plan_objects
    return True

"""Builder of clock times, alone or with their day."""

from __future__ import annotations

import attrs

from textlens_dates._calendar import When
from textlens_dates._context import Context
from textlens_dates._days import MONTHS
from textlens_dates._phrase import Meaning, Phrase, meaning_of
from textlens_dates._time_days import implied_day, named_day
from textlens_dates._time_words import TimeOfDay, time_in, zone_of

__all__ = ["BUILDERS"]

# Where one of these stands, number words are a time whatever leads to them.
_SURE = ("ampm", "oclock", "part", "tonight")


def _clock(phrase: Phrase, context: Context) -> Meaning | None:
    time = time_in(phrase)
    if time is None:
        return None
    rest = phrase.without(time.first, time.end)
    has_day = rest.has(*MONTHS, "wday", "relday", "y4", "tonight")
    if not _is_time(phrase, context, time, has_day=has_day):
        return None
    hour, part = time.hour, rest.get("part", "tonight")
    if part in ("AF", "EV", "NI") and hour < 12 and not phrase.has("ampm", "clockap"):
        hour += 12
    if phrase.has("noon") and hour == 24 and context.before(phrase.first) in context.cues.sinces:
        hour = 0
    day = named_day(rest, context) if has_day else implied_day(phrase, context)
    mod = phrase.hedge
    if day is None:
        value = f"XXXX-XX-XX{time.code(hour)}"
        return Meaning("TIME", value, mod, readings=(value,))
    meaning = meaning_of(When(day.start, "time", time.code(hour)), mod)
    zone = zone_of(phrase)
    if not zone or meaning.interval is None:
        return meaning
    # Annotators leave the zone out of the value; the instant has it.
    return attrs.evolve(meaning, interval=(meaning.interval[0] + zone, meaning.interval[1] + zone))


def _is_time(phrase: Phrase, context: Context, time: TimeOfDay, *, has_day: bool) -> bool:
    """Return whether the words before and after let a time of day be meant."""
    before, after = context.before(phrase.first), context.after(phrase.end)
    is_led = before in context.cues.time_leads
    if not phrase.has(*_SURE) and phrase.classes[time.first] in ("number", "halfword", "quarter"):
        # outnumbered ten to one, half six of one, sold a quarter to two sisters
        is_past = phrase.says("past") and phrase.has("halfword", "quarter")
        is_score = phrase.says("to") and before in context.cues.score_leads
        return (is_led or is_past) and not is_score and after != "-"
    is_bare = phrase.has("clock") and not phrase.has("ampm", "zone", "part", "oclock")
    is_boxed = (before in ("[", "(") and after in ("]", ")")) or context.begins_line(phrase.first)
    if is_bare and not has_day and not is_boxed and not is_led:
        return False
    if phrase.has("dotclock") and not phrase.has("ampm") and not is_boxed:
        return (
            False  # 10.30 is mostly an amount; "10.30" or "[10.30]" heads an entry of a live page
        )
    is_bare_noon = len(phrase.words) == 1 and phrase.has("noon")
    return not (is_bare_noon and (before == "high" or phrase.words[0].istitle()))


BUILDERS = {
    "clock": _clock,
}

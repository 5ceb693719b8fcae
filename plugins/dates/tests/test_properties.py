"""Laws of the analyser, on dates and texts that Hypothesis makes up."""

import cProfile
import datetime as dt

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from textlens_dates import DatesAnalyser, DatesSettings
from textlens_dates._calendar import add, floor
from textlens_dates._edges import narrowed
from textlens_dates._grammar import load_grammar

from textlens import Document, Meta

ANALYSER = DatesAnalyser()
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.")
SHORT = (*SHORT, "Dec.")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2059, 12, 31))


def ending(number):
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


FORMATS = {
    "iso": lambda d: d.isoformat(),
    "iso-slash": lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
    "american": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "ap": lambda d: f"{SHORT[d.month - 1]} {d.day}, {d.year}",
    "british": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "ordinal": lambda d: f"the {d.day}{ending(d.day)} of {MONTHS[d.month - 1]} {d.year}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    "dashes": lambda d: f"{d.day}-{SHORT[d.month - 1].strip('.')[:3]}-{d.year}",
    "short-weekday": lambda d: (
        f"{WEEKDAYS[d.weekday()][:3]} {d.day} {MONTHS[d.month - 1][:3]} {d.year}"
    ),
    "month-first": lambda d: f"{d.month}/{d.day}/{d.year}",
}


def read(text, published, **settings):
    analyser = DatesAnalyser(DatesSettings(**settings)) if settings else ANALYSER
    return list(analyser.analyse(Document(text, Meta(id="x", published=published))))


@pytest.mark.parametrize("form", FORMATS)
@given(day=DAYS, published=DAYS)
def test_a_written_date_comes_back_as_itself(form, day, published):
    written = FORMATS[form](day)
    text = f"The mill closed on {written}."
    [found] = read(text, published)
    assert (text[found.start : found.end], found.value) == (written, day.isoformat())


@given(day=DAYS, published=DAYS)
def test_day_first_reads_day_first(day, published):
    [found] = read(f"Signed on {day.day}/{day.month}/{day.year}.", published, day_first=True)
    assert found.value == day.isoformat()


@given(day=DAYS, published=DAYS)
def test_a_month_and_year_come_back_as_themselves(day, published):
    [found] = read(f"It was in {MONTHS[day.month - 1]} {day.year}.", published)
    assert found.value == f"{day.year}-{day.month:02d}"


WEEKDAY_TEXTS = [
    "She resigned {}.",
    "She will resign {}.",
    "He spoke last {}.",
    "It opens next {}.",
    "They meet this {}.",
    "He fell {} night.",
    "It begins at 5 p.m. {}.",
    "They met on {} of last week.",
]


@given(
    text=st.sampled_from(WEEKDAY_TEXTS),
    name=st.sampled_from(WEEKDAYS),
    published=DAYS,
    weeks=st.integers(-200, 200),
)
def test_weekdays_move_with_the_week_of_writing(text, name, published, weeks):
    moved = published + dt.timedelta(7 * weeks)
    assume(moved.year > 1000)
    [here], [there] = (read(text.format(name), day) for day in (published, moved))
    first, second = (dt.date.fromisoformat(one.interval[0][:10]) for one in (here, there))
    assert second - first == dt.timedelta(7 * weeks)
    assert here.value[10:] == there.value[10:]


MONTH_TEXTS = [
    "She resigned in {}.",
    "She will resign in {}.",
    "He spoke last {}.",
    "It opens next {}.",
    "It was early {}.",
    "They meet {} 12.",
    "They met on {} 3 of last year.",
]


@given(
    text=st.sampled_from(MONTH_TEXTS),
    name=st.sampled_from(MONTHS),
    published=DAYS,
    years=st.integers(-80, 80),
)
def test_months_move_with_the_year_of_writing(text, name, published, years):
    assume(not (published.month == 2 and published.day == 29))
    # the nearest 12th of a month can turn with a leap day
    assume("12" not in text or (published.year % 4 == 1 and years % 4 == 0))
    moved = published.replace(year=published.year + years)
    assume(1901 < moved.year < 2099)
    [here], [there] = (read(text.format(name), day) for day in (published, moved))
    assert int(there.value[:4]) - int(here.value[:4]) == years
    assert here.value[4:] == there.value[4:]


WORDS = sorted(word for word in load_grammar().letter_of if not word[0].isdigit())
NUMBERS = sorted(word for word in load_grammar().letter_of if word[0].isdigit())
OTHERS = ["said", "the mill", "Harper", ".", '"', "(", ")", "$", "’s", "\n\n", "é", "🙂", "\u0301"]
TIMELY = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(NUMBERS), st.sampled_from(OTHERS)),
    max_size=30,
).map(" ".join)


@given(
    text=st.one_of(TIMELY, st.text(max_size=200)),
    published=st.one_of(st.none(), st.dates()),
    mode=st.sampled_from(["auto", "news", "narrative"]),
    vague=st.sampled_from(["none", "usual", "all"]),
)
@example("the next century", dt.date(9999, 12, 31), "news", "usual")
@example("400 decades ago", dt.date(1, 1, 1), "news", "usual")
@example("0 AD, in 44 BC. The next day", None, "narrative", "usual")
@example("It fell in '68 and will open next weekend.", dt.date(1, 1, 3), "news", "usual")
@example("It fell in '68 and will open next weekend.", dt.date(9999, 12, 30), "news", "usual")
def test_any_text_is_read_and_spans_lie_inside_it(text, published, mode, vague):
    for one in read(text, published, mode=mode, vague=vague, ages=True):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert one.type in ("DATE", "TIME", "DURATION", "SET")
        assert one.evidence


@given(text=TIMELY, published=DAYS, week_start=st.sampled_from(["monday", "sunday"]))
def test_intervals_are_ordered_and_hold_the_day_of_the_value(text, published, week_start):
    for one in read(text, published, week_start=week_start):
        if one.interval is None or one.interval[0].startswith("-"):
            continue
        first, last = one.interval
        assert first <= last
        if one.value and len(one.value) >= 10 and "/" not in one.value and "T24" not in one.value:
            assert first[:10] <= one.value[:10] <= last[:10]
        if one.value and one.value[:4].isdigit() and len(one.value) == 4:
            assert first[:4] == one.value == last[:4]


@given(day=st.dates(), count=st.integers(-20_000, 20_000), unit=st.sampled_from("DWFMQYEC"))
def test_adding_units_never_leaves_the_calendar(day, count, unit):
    assert dt.date.min <= add(day, count, unit) <= dt.date.max


@given(day=DAYS, unit=st.sampled_from("WMQYEC"))
def test_early_mid_and_late_make_up_the_whole(day, unit):
    whole = floor(day, unit)
    early, mid, late = (narrowed(whole, mod, "", None) for mod in ("START", "MID", "END"))
    dates = [dt.date.fromisoformat(one) for part in (early, mid, late) for one in part]
    assert dates == sorted(dates)
    assert (dates[0], dates[-1]) == (whole.start, whole.end)
    assert [dates[2] - dates[1], dates[4] - dates[3]] == [dt.timedelta(1)] * 2


@given(published=DAYS, unit=st.sampled_from(["week", "month", "year"]))
def test_earlier_ends_and_later_begins_with_the_day_of_writing(published, unit):
    [earlier] = read(f"They met earlier this {unit}.", published)
    [later] = read(f"They will meet later this {unit}.", published)
    assert earlier.interval[1] == later.interval[0] == published.isoformat()


@given(published=DAYS, count=st.integers(2, 99))
def test_days_ahead_and_days_ago_are_counted_from_the_day_of_writing(published, count):
    [ahead] = read(f"The mill will close in {count} days.", published)
    [behind] = read(f"The mill closed {count} days ago.", published)
    moved = [(published + dt.timedelta(step)).isoformat() for step in (count, -count)]
    assert [ahead.value, behind.value] == moved


HARD = [
    "more than ",
    "a hundred and ",
    "the end of the ",
    "May to ",
    "Monday, ",
    "2025-",
    "twenty-",
    "early in the late ",
    "2025-11-28T15:00Z ",
    "in May ",
]


def calls(text):
    """Return how many calls, of Python and of C, reading *text* takes."""
    document = Document(text, Meta(id="x", published=dt.date(2025, 11, 28)))
    assert document.tokens.words  # segmentation is not counted here
    profile = cProfile.Profile()
    profile.runcall(lambda: list(ANALYSER.analyse(document)))
    return sum(row.callcount for row in profile.getstats())


@pytest.mark.parametrize("piece", HARD)
def test_twice_the_text_takes_at_most_two_and_a_half_times_the_calls(piece):
    calls(piece * 300)
    assert calls(piece * 600) < 2.5 * calls(piece * 300)

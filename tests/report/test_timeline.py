from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textlens import Document, Layer, Meta, TimeExpression
from textlens._when import when
from textlens.report import Pages
from textlens.report._timeline import make_chart

# Time belongs to benchmarks; a busy machine is no failure.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def dated(*intervals: tuple[str, str], published: str | None = "2025-11-28") -> Document:
    times = [
        TimeExpression(i, i + 1, value=pair[0], interval=pair) for i, pair in enumerate(intervals)
    ]
    return Document("x" * 40, Meta(published=published), [Layer("times", times)])


days = st.dates().map(lambda day: day.isoformat())


@unhurried
@given(st.lists(st.tuples(days, days).map(lambda pair: (min(pair), max(pair))), max_size=12))
def test_bars_stay_in_the_picture_and_in_calendar_order(pairs: list[tuple[str, str]]) -> None:
    chart = make_chart(dated(*pairs))
    assert len(chart.bars) == len(set(pairs))  # what says the same is drawn once
    assert all(bar.x >= 0 and bar.x + bar.width <= 1.02 for bar in chart.bars)
    assert [bar.x for bar in chart.bars] == sorted(bar.x for bar in chart.bars)


def test_publication_day_is_a_mark_of_the_axis() -> None:
    chart = make_chart(dated(("2025-11-01", "2025-11-01")))
    assert [tick.words for tick in chart.ticks if tick.is_publication] == ["published"]


def test_without_publication_day_the_latest_day_stands_in() -> None:
    chart = make_chart(dated(("2025-11-01", "2025-11-02"), published=None))
    assert [tick.words for tick in chart.ticks if tick.is_publication] == ["latest day"]


def test_what_happened_last_week_is_drawn_wider_than_a_week_ten_years_ago() -> None:
    chart = make_chart(dated(("2015-11-16", "2015-11-22"), ("2025-11-17", "2025-11-23")))
    old, recent = chart.bars
    assert recent.width > 5 * old.width


def test_words_of_marks_keep_their_distance() -> None:
    chart = make_chart(dated(("1850-01-01", "1850-12-31"), ("2030-01-01", "2030-12-31")))
    places = sorted(tick.x for tick in chart.ticks)
    assert all(right - left > 0.15 for left, right in pairwise(places))


@pytest.mark.parametrize("interval", [("soon", "later"), ("2025-13-01", "2025-13-02"), ("", "")])
def test_interval_that_is_no_date_is_listed_without_a_bar(interval: tuple[str, str]) -> None:
    chart = make_chart(dated(interval))
    assert (len(chart.bars), len(chart.undated)) == (0, 1)


def test_bar_of_an_unnamed_statement_has_its_colour(quay: Document) -> None:
    assert [bar.rests_on_unnamed for bar in make_chart(quay).bars] == [False, True]


def test_what_is_said_twice_is_drawn_once_and_counted() -> None:
    week = ("2025-11-17", "2025-11-23")
    assert [bar.words for bar in make_chart(dated(week, week)).bars] == ["x ×2"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("PXD", "some days"),
        ("P1W", "1 week"),
        ("PT3H", "3 hours"),
        ("PXQ", "PXQ"),
        ("PT1W", "PT1W"),
    ],
)
def test_lengths_of_time_read_as_words(value: str, words: str) -> None:
    assert when(TimeExpression(0, 1, value=value)) == words


def test_document_without_times_has_no_picture() -> None:
    assert '<svg class="timeline"' not in Pages().article(Document("x"))


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (("2025-11-28", "2025-11-28"), "28 Nov 2025"),
        (("2025-11-17", "2025-11-23"), "17–23 Nov 2025"),
        (("2025-10-27", "2025-11-02"), "27 Oct – 2 Nov 2025"),
        (("2025-12-29", "2026-01-04"), "29 Dec 2025 – 4 Jan 2026"),
        (("2025-10-01", "2025-10-31"), "Oct 2025"),
        (("2025-07-01", "2025-09-30"), "Jul–Sep 2025"),
        (("2024-01-01", "2024-12-31"), "2024"),
        (("1990-01-01", "1999-12-31"), "1990–1999"),
        (("2025-11-28T15:00", "2025-11-28T15:00"), "28 Nov 2025, 15:00"),
        (("2025-11-27T18:00", "2025-11-27T23:59"), "27 Nov 2025, 18:00–23:59"),
        (("2025-11-27T18:00", "2025-11-28T06:00"), "27 Nov 2025, 18:00 – 28 Nov 2025, 06:00"),
        (("-0044-03-15", "-0044-03-15"), "-0044-03-15"),
    ],
)
def test_intervals_read_as_in_a_calendar(interval: tuple[str, str], words: str) -> None:
    assert when(TimeExpression(0, 1, interval=interval)) == words


def test_reference_to_now_reads_as_a_word() -> None:
    assert when(TimeExpression(0, 1, value="PRESENT_REF")) == "now"

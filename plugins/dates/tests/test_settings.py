"""What each setting changes, and what is known without a day of publication."""

import datetime as dt

import pytest
from textlens_dates import DatesAnalyser, DatesSettings, textlens_analysers

from textlens import Config, Document, Meta
from textlens.errors import ConfigError

SUNDAY = dt.date(2025, 11, 30)


def values(times):
    return [one.value for one in times]


def test_weeks_begin_on_monday(read):
    [week] = read("He came this week.", SUNDAY)
    assert (week.value, week.interval) == ("2025-W48", ("2025-11-24", "2025-11-30"))


def test_weeks_can_begin_on_sunday(read):
    [week] = read("He came this week.", SUNDAY, week_start="sunday")
    assert (week.value, week.interval) == ("2025-W49", ("2025-11-30", "2025-12-06"))


@pytest.mark.parametrize(
    ("settings", "readings"),
    [
        ({}, ("2025-03-04", "2025-04-03")),
        ({"country": "GB"}, ("2025-04-03", "2025-03-04")),
        ({"day_first": True}, ("2025-04-03", "2025-03-04")),
        ({"country": "GB", "day_first": False}, ("2025-03-04", "2025-04-03")),
    ],
)
def test_day_and_month_in_either_order(read, settings, readings):
    [date] = read("Signed on 3/4/2025.", **settings)
    assert (date.value, date.readings) == (readings[0], readings)


def test_fiscal_years_bear_the_name_of_their_end(read):
    [year] = read("Spending in fiscal 2026 fell.", fiscal_year_start=10)
    assert (year.value, year.interval) == ("FY2026", ("2025-10-01", "2026-09-30"))


def test_fiscal_quarters_are_counted_from_the_fiscal_year(read):
    [quarter] = read("Profit in the first quarter of fiscal 2026 fell.", fiscal_year_start=10)
    assert quarter.value == "2025-Q4"


def test_ages_are_marked_on_demand(read):
    text = "A 6-year-old dog and a man aged 55 years."
    assert values(read(text, ages=True)) == ["P6Y", "P55Y"]
    assert read(text) == []


def test_vague_words(read):
    text = "It is now shut, was recently sold, soon to open, previously a mill, inspected annually."
    assert values(read(text, vague="none")) == []
    assert values(read(text)) == ["PRESENT_REF", "PAST_REF"]
    assert len(read(text, vague="all")) == 5


def test_ranges_can_be_left_to_their_parts(read):
    assert values(read("It ran from May to July.", ranges=False)) == ["2025-05", "2025-07"]


def test_holidays_of_another_country(read):
    [day] = read("They met on Thanksgiving.", dt.date(2025, 10, 20), country="CA")
    assert day.value == "2025-10-13"


def test_a_story_goes_on_from_its_last_date(read):
    text = (
        "In May 1940 he fled. In July he came back. The next year he died. That summer it rained."
    )
    found = values(read(text, mode="narrative"))
    assert found == ["1940-05", "1940-07", "1941", "1941-SU"]


BURNING = "In 1790 the mill burned, in 1791 the barn, in 1792 the inn, in 1793 the jail, "


def test_stories_are_told_from_news(read):
    text = BURNING + "in 1794 the school and in 1795 the church. In May it rained."
    assert values(read(text))[-1] == "1795-05"


def test_news_that_looks_back_is_still_news(read):
    text = (
        BURNING + "in 1794 the school and in 1795 the church, he said last week. In May it rained."
    )
    assert values(read(text))[-1] == "2025-05"


def test_without_a_day_of_publication_nothing_is_guessed(read):
    found = read("She resigned on Monday, in May, on Nov. 3 and at 6 a.m.", None)
    assert values(found) == ["XXXX-WXX-1", "XXXX-05", "XXXX-11-03", "XXXX-XX-XXT06:00"]
    assert all(one.readings == (one.value,) and one.interval is None for one in found)


UNDATED = [
    ("yesterday", "XXXX-XX-XX"),
    ("last week", "XXXX-WXX"),
    ("next month", "XXXX-XX"),
    ("two years ago", "XXXX"),
    ("on Christmas", "XXXX-12-25"),
    ("in the third quarter", "XXXX-Q3"),
    ("in the spring", "XXXX-SP"),
    ("tomorrow night", "XXXX-XX-XXTNI"),
    ("today", "PRESENT_REF"),
]


@pytest.mark.parametrize(("words", "value"), UNDATED)
def test_what_is_unknown_is_written_with_an_x(read, words, value):
    assert values(read(f"The mill closed {words}.", None)) == [value]


DATELINES = [
    "RIVERTON, Nov. 28, 2025 (PA) — ",
    "RIVERTON, 28 November 2025 – ",
    "Friday, November 28, 2025\n\n",
    "28th November, 2025 | ",
    "A bank in Riverton fails\nPublished Nov. 28, 2025\n",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_stands_in_for_the_day_of_publication(read, dateline):
    found = read(f"{dateline}Harper resigned on Monday.", None)
    assert found[-1].value == "2025-11-24"


def test_a_date_within_a_sentence_is_no_dateline(read):
    found = read("Harper, born on May 3, 1960, in Bath, resigned on Monday.", None)
    assert values(found) == ["1960-05-03", "XXXX-WXX-1"]


def test_the_time_of_an_aware_day_of_publication_counts_in_its_own_zone(read):
    published = dt.datetime(2025, 11, 28, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    [found] = read("She resigned today.", published)
    assert found.value == "2025-11-28"


def test_hours_ago_are_counted_from_the_time_of_publication(read):
    zone = dt.timezone(dt.timedelta(hours=-5))
    published = dt.datetime(2025, 11, 28, 1, 30, tzinfo=zone)
    [found] = read("The train stopped two hours ago.", published)
    assert (found.value, found.interval[0]) == ("2025-11-27T23:30", "2025-11-27T23:30-05:00")


def test_hours_ago_are_a_length_where_the_day_of_publication_has_no_time(read):
    midnight = dt.datetime(2025, 11, 28, tzinfo=dt.UTC)
    assert values(read("The train stopped two hours ago.", midnight)) == ["PT2H"]


def test_settings_are_checked():
    with pytest.raises(ConfigError, match="week_start"):
        textlens_analysers(Config(plugin={"dates": {"week_start": "tuesday"}}))


def test_the_defaults_are_those_of_the_readme():
    assert DatesSettings() == DatesSettings(
        mode="auto",
        country="US",
        day_first=None,
        week_start="monday",
        fiscal_year_start=1,
        vague="usual",
        ages=False,
        ranges=True,
    )


def test_the_variant_of_the_language_says_which_comes_first():
    meta = Meta(id="x", published=dt.date(2025, 11, 28), language="en-GB")
    [date] = DatesAnalyser().analyse(Document("Signed on 3/4/2025.", meta))
    assert date.value == "2025-04-03"


def test_confidence_is_that_of_the_rule(read):
    full, vague = read("He left on May 22, 1995, and it is now shut.")
    assert 0.5 < vague.confidence < full.confidence <= 1


def test_an_aside_does_not_move_a_story(read):
    text = "In May 1964 the mill burned, as papers of 2005 show. In July it reopened."
    assert values(read(text, mode="narrative")) == ["1964-05", "2005", "1964-07"]


def test_a_year_in_the_midst_of_a_sentence_leaves_a_story_where_it_stands(read):
    text = (
        "On 10 March 1975 the town fell. Nobody at headquarters had thought that it could be over "
        "before 1976. On 11 March the road was cut."
    )
    assert values(read(text, mode="narrative")) == ["1975-03-10", "1976", "1975-03-11"]


def test_a_year_that_opens_a_sentence_moves_a_story(read):
    text = "On 10 March 1975 the town fell. In 1976 it was built anew. On 11 March a school opened."
    assert values(read(text, mode="narrative")) == ["1975-03-10", "1976", "1976-03-11"]

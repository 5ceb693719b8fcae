from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from textlens.report._segments import MAX_DEPTH, Segment, Stroke, flatten

# Time belongs to benchmarks; a busy machine is no failure.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LENGTH = 30
strokes = st.lists(
    st.builds(
        Stroke,
        start=st.integers(-2, LENGTH + 2),
        end=st.integers(-2, LENGTH + 2),
        item=st.integers(0, 5),
        style=st.just("quote"),
    ),
    max_size=12,
)


def test_crossing_strokes_share_the_middle() -> None:
    crossing = [Stroke(0, 3, 0, "a"), Stroke(2, 5, 1, "b")]
    assert flatten(6, crossing) == [
        Segment(0, 2, (0,)),
        Segment(2, 3, (0, 1)),
        Segment(3, 5, (1,)),
        Segment(5, 6),
    ]


def test_text_without_strokes_is_one_segment() -> None:
    assert flatten(5, []) == [Segment(0, 5)]


def test_empty_text_has_no_segments() -> None:
    assert flatten(0, [Stroke(0, 0, 0, "a")]) == []


def test_cuts_split_without_strokes() -> None:
    assert flatten(4, [], cuts=[2, 9]) == [Segment(0, 2), Segment(2, 4)]


def test_a_hundred_layers_over_one_word_are_bounded() -> None:
    (segment,) = flatten(3, [Stroke(0, 3, item, "a") for item in range(100)])
    assert segment.strokes == tuple(range(MAX_DEPTH))


@unhurried
@given(strokes, st.lists(st.integers(-2, LENGTH + 2), max_size=5))
def test_segments_cover_the_text_without_gap_or_overlap(
    drawn: list[Stroke], cuts: list[int]
) -> None:
    segments = flatten(LENGTH, drawn, cuts=cuts)
    assert [segment.start for segment in segments] == [0, *[s.end for s in segments][:-1]]
    assert segments[-1].end == LENGTH
    assert all(segment.start < segment.end for segment in segments)


@unhurried
@given(strokes)
@example([Stroke(4, 4, 0, "quote")])
def test_each_character_lies_under_the_strokes_that_cover_it(drawn: list[Stroke]) -> None:
    found = {
        place: set(segment.strokes)
        for segment in flatten(LENGTH, drawn)
        for place in range(segment.start, segment.end)
    }
    expected = {
        place: {i for i, stroke in enumerate(drawn) if stroke.start <= place < stroke.end}
        for place in range(LENGTH)
    }
    assert found == expected

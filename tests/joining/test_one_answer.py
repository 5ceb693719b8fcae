"""Of several plugins that say who speaks, one is heard."""

from collections.abc import Iterable

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textlens import AnonymousSource, Document, Entity, Layer, Link, Quote
from textlens.joining import textlens_resolve
from textlens.joining._one_answer import one_answer

TEXT = "“No,” said Ana Ruiz and an aide."
QUOTE = Quote(0, 5, found_by=("quotes",))
ANA = Entity(11, 19, name="Ana Ruiz", type="PER", found_by=("entities",))
AIDE = AnonymousSource(24, 31, found_by=("unnamed",))
DOCUMENT = Document(
    TEXT,
    layers=[Layer("quotes", [QUOTE]), Layer("entities", [ANA]), Layer("anonymous_sources", [AIDE])],
)


def link(target: Entity | AnonymousSource, sure: float, *names: str) -> Link:
    return Link(
        0, 5, confidence=sure, found_by=names, role="speaker",
        source_id=QUOTE.id, target_id=target.id,
    )  # fmt: skip


def kept(*links: Link) -> list[tuple[str, ...]]:
    return [one.found_by for one in one_answer(links, DOCUMENT)]


def test_who_weighed_the_finds_of_others_is_heard() -> None:
    assert kept(link(AIDE, 0.9, "unnamed"), link(ANA, 0.6, "joiner")) == [("joiner",)]


def test_of_equals_the_surest_is_heard() -> None:
    assert kept(link(AIDE, 0.9, "one"), link(ANA, 0.6, "two")) == [("one",)]


def test_who_is_heard_may_name_several() -> None:
    found = kept(link(AIDE, 0.9, "joiner", "unnamed"), link(ANA, 0.6, "joiner"))
    assert found == [("joiner", "unnamed"), ("joiner",)]


def test_links_of_other_roles_are_left_alone() -> None:
    about = attrs.evolve(link(ANA, 0.2, "one"), role="about")
    assert one_answer((about, link(ANA, 0.9, "two")), DOCUMENT)[0] is about


def test_other_layers_are_left_to_the_core() -> None:
    assert textlens_resolve("quotes", (QUOTE,), DOCUMENT) is None


LINKS = st.builds(
    lambda target, sure, names: link(target, sure, *sorted(names)),
    st.sampled_from([ANA, AIDE]),
    st.sampled_from([0.2, 0.5, 0.9]),
    st.sets(st.sampled_from(["joiner", "unnamed", "entities", "third"]), min_size=1),
)


@given(st.lists(LINKS, unique=True))
def test_one_analyser_made_all_that_is_kept_and_the_order_is_kept(links: list[Link]) -> None:
    left = one_answer(links, DOCUMENT)
    assert list(left) == [one for one in links if one in left]
    makers = [set(one.found_by) for one in left]
    assert bool(links) == bool(makers)
    assert not makers or set.intersection(*makers)
    assert one_answer(left, DOCUMENT) == left


@given(st.lists(LINKS, unique=True), st.randoms())
def test_the_answer_does_not_depend_on_the_order(links: list[Link], random: object) -> None:
    mixed = list(links)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert set(one_answer(links, DOCUMENT)) == set(one_answer(mixed, DOCUMENT))


@pytest.mark.parametrize("links", [[], [link(ANA, 0.5)]])
def test_links_that_nobody_signed_stay(links: Iterable[Link]) -> None:
    assert list(one_answer(tuple(links), DOCUMENT)) == list(links)

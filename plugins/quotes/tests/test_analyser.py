"""Who said what, by rules and by the model."""

from __future__ import annotations

import builtins
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textlens_quotes import ModelWarning, QuotesAnalyser, QuotesSettings

import textlens
from textlens.errors import ConfigError

RULES = QuotesAnalyser(QuotesSettings(model="none"))
MODEL = QuotesAnalyser()


def read(analyser: QuotesAnalyser, text: str) -> list[tuple[str, str, list[str]]]:
    document = textlens.Document(text)
    return [
        (
            " ".join(document[span] for span in quote.source),
            " ".join(document[span] for span in quote.cue),
            [document[span] for span in quote.content],
        )
        for quote in analyser.analyse(document)
    ]


BOTH = pytest.mark.parametrize("analyser", [RULES, MODEL], ids=["rules", "model"])


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The bridge is safe now,” Ana Petrov said.",
            ("Ana Petrov", "said", ["“The bridge is safe now,”"]),
        ),
        (
            "“The bridge is safe now,” said Ana Petrov.",
            ("Ana Petrov", "said", ["“The bridge is safe now,”"]),
        ),
        (
            "The mayor said that the bridge is safe.",
            ("The mayor", "said", ["that the bridge is safe"]),
        ),
        (
            "The bridge is safe, according to the mayor.",
            ("the mayor", "according to", ["The bridge is safe"]),
        ),
        (
            "“The bridge is safe,” she said. “Cars may use it again from Monday.”",
            ("she", "said", ["“The bridge is safe,”", "“Cars may use it again from Monday.”"]),
        ),
        (
            '"The bridge is safe now," Ana Petrov said.',
            ("Ana Petrov", "said", ['"The bridge is safe now,"']),
        ),
    ],
)
def test_common_frames_are_read(
    analyser: QuotesAnalyser, text: str, expected: tuple[str, str, list[str]]
) -> None:
    assert read(analyser, text) == [expected]


@BOTH
def test_title_in_marks_is_no_quote(analyser: QuotesAnalyser) -> None:
    assert read(analyser, "The film “Northern Light” opens in Riverton on Friday.") == []


@BOTH
def test_hostile_text_ends_on_a_reporting_verb_without_harm(analyser: QuotesAnalyser) -> None:
    assert read(analyser, "said") == []


def test_model_shares_a_subject_between_coordinated_verbs() -> None:
    text = "Petrov said the plan was too costly and called it “a gift to the builders of the town.”"
    found = read(MODEL, text)
    assert [source for source, _, _ in found] == ["Petrov", "Petrov"]


def test_model_tells_what_kind_of_act_a_cue_reports() -> None:
    document = textlens.Document(
        "Petrov said that taxes would fall.\n\nPetrov believes that taxes will fall.\n\n"
        "Petrov wrote that taxes would fall."
    )
    assert [q.act for q in MODEL.analyse(document)] == ["speech", "belief", "writing"]


@BOTH
def test_every_quote_says_what_made_it(analyser: QuotesAnalyser) -> None:
    document = textlens.Document("“The bridge is safe,” Ana Petrov said.")
    evidence = [e for quote in analyser.analyse(document) for e in quote.evidence]
    assert all(e.rule.startswith("quotes.") and e.spans for e in evidence)


def test_less_balance_finds_no_more() -> None:
    text = "Petrov is said to want a meeting. The plan, he thinks, may fail. It was reported so."
    careful = QuotesAnalyser(QuotesSettings(balance=-3.0))
    eager = QuotesAnalyser(QuotesSettings(balance=3.0))
    assert len(read(careful, text)) <= len(read(eager, text))


def test_unsure_quotes_are_left_out_on_demand() -> None:
    analyser = QuotesAnalyser(QuotesSettings(min_confidence=1.0))
    assert read(analyser, "“The bridge is safe,” Ana Petrov said.") == []


def test_analyser_falls_back_to_rules_without_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_tagging(name: str, *args: object) -> object:
        if name == "textlens.tagging":
            raise ImportError("No module named 'numpy'")
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", without_tagging)
    analyser = QuotesAnalyser()
    with pytest.warns(ModelWarning, match="rules alone"):
        analyser.warm_up()
    assert len(read(analyser, "“The bridge is safe,” Ana Petrov said.")) == 1


def test_file_that_is_no_model_is_a_configuration_error(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(b"no weights")
    with pytest.raises(ConfigError, match="weights"):
        QuotesAnalyser(QuotesSettings(model=str(path))).warm_up()


PARTS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        " ",
        "\n\n",
        ",",
        ".",
        ":",
        "said ",
        "Ana Petrov ",
        "according to ",
        "that ",
        "the mayor ",
        "he ",
        "told ",
        "reporters ",
        "It is so ",
        "— ",
        "and ",
        "point out ",
    ]
)


@BOTH
@settings(deadline=None)
@given(text=st.lists(PARTS, max_size=40).map("".join))
def test_spans_of_any_text_lie_inside_it(analyser: QuotesAnalyser, text: str) -> None:
    quotes = list(analyser.analyse(textlens.Document(text)))
    spans = [span for q in quotes for span in (*q.content, *q.source, *q.cue)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@settings(deadline=None, max_examples=30)
@given(text=st.lists(PARTS, max_size=40).map("".join))
def test_analysing_twice_finds_the_same(text: str) -> None:
    document = textlens.Document(text)
    assert list(MODEL.analyse(document)) == list(MODEL.analyse(document))


@BOTH
@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "“‘",
        '"',
        "“”",
        "said ",
        "according to ",
        "“a b c d e f g\n\n",
        "he said “a b c d” ",
        "In the words of Ana, it rains. ",
        "the 3 3 3 expected ",
        "“a b\n\n“c d,” she said.\n\n",
    ],
)
def test_adversarial_text_costs_linear_time(analyser: QuotesAnalyser, unit: str) -> None:
    def cost(length: int) -> float:
        document = textlens.Document(unit * (length // len(unit)))
        started = time.process_time()
        list(analyser.analyse(document))
        return time.process_time() - started

    cost(1000)
    # One slow measurement says nothing on a busy machine.
    large, small = (min(cost(length) for _ in range(3)) for length in (40_000, 10_000))
    assert large < 12 * small + 0.1

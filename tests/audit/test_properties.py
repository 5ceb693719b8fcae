"""Laws of the audit, on documents that no analyser would make."""

from __future__ import annotations

import pickle
import sys
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from textlens import (
    AnonymousSource,
    CommentStatus,
    Document,
    Grant,
    Layer,
    Mention,
    Meta,
    Quote,
    Span,
    from_json,
    to_json,
)
from textlens.audit import Auditor, House, Rule, Totals, total

CHECKS = tuple(Auditor("ap").checks)
AUDITOR = Auditor(House("all", rules={name: Rule(name) for name in CHECKS}))

# Words that set off checks, marks that open and never close, and what breaks offsets.
PIECES = (
    "a source", "Officials", "said", "“", "”", '"', "we have learned", "reportedly", "lied", "\n\n", ". ",
    "not authorized to speak", "spokesman", "The Quay Times", "declined", "é", "e\u0301", "🛳️", "\u202e",
    "\ud800", "confirmed", "He", "is a liar", "one of the", "CNN", " ", "I think", "A.B.C.D", "’s",
)  # fmt: skip
GROUPS = ("", "a", "b", "c")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
    some = st.lists(spans, max_size=2).map(tuple)
    group = st.sampled_from(GROUPS)

    def rows(layer: str, one: Any) -> Layer[Any]:
        found = {(row.start, row.end): row for row in draw(st.lists(one, max_size=4))}
        return Layer(layer, found.values())

    sources = spans.flatmap(
        lambda s: st.builds(
            AnonymousSource,
            start=st.just(s.start),
            end=st.just(s.end),
            strength=st.sampled_from(("core", "weak")),
            form=st.sampled_from(("nominal", "pronoun")),
            access=st.sampled_from(("none", "familiar", "direct", "insider")),
            count=st.sampled_from((None, 1, 2, "several")),
            group=group,
            part_of=st.sampled_from((None, "a", "b", "nobody")),
            relayed=st.booleans(),
            label=st.sampled_from(("anonymous", "anonymous", "institutional", "other")),
        )
    )
    quotes = spans.flatmap(
        lambda s: st.builds(
            Quote,
            start=st.just(s.start),
            end=st.just(s.end),
            mode=st.sampled_from(("direct", "indirect", "mixed")),
            content=some,
            source=some,
            cue=some,
            act=st.sampled_from(("speech", "belief")),
        )
    )
    grants = spans.flatmap(
        lambda s: st.builds(
            Grant,
            start=st.just(s.start),
            end=st.just(s.end),
            trigger=spans,
            reason=st.none() | spans,
            reason_class=st.sampled_from(("none", "not_authorized", "other")),
            applies_to=st.lists(group, max_size=3).map(tuple),
        )
    )
    statuses = spans.flatmap(
        lambda s: st.builds(
            CommentStatus, start=st.just(s.start), end=st.just(s.end), who=st.none() | spans
        )
    )
    mentions = spans.flatmap(
        lambda s: st.builds(
            Mention,
            start=st.just(s.start),
            end=st.just(s.end),
            type=st.sampled_from(("PER", "ORG", "LOC", "MISC")),
        )
    )
    return Document(
        text,
        Meta(language=draw(st.sampled_from(("en", "", "de", "en-GB", "../x")))),
        (
            rows("anonymous_sources", sources),
            rows("quotes", quotes),
            rows("grants", grants),
            rows("comment_statuses", statuses),
            rows("mentions", mentions),
        ),
    )


@given(documents())
@settings(deadline=None)
def test_no_check_ever_fails(document: Document) -> None:
    assert AUDITOR.audit(document).document.diagnostics == ()


@given(documents())
@settings(deadline=None)
def test_findings_lie_inside_the_text_and_have_ids_of_their_own(document: Document) -> None:
    audited = AUDITOR.audit(document).document
    ids = [finding.id for finding in audited.findings]
    assert len(ids) == len(set(ids))
    for finding in audited.findings:
        assert 0 <= finding.start <= finding.end <= len(document.text)
        for evidence in finding.evidence:
            assert all(0 <= s.start <= s.end <= len(document.text) for s in evidence.spans)


@given(documents())
@settings(deadline=None)
def test_audit_is_the_same_each_time_and_adds_one_layer(document: Document) -> None:
    first, second = AUDITOR.audit(document), AUDITOR.audit(document)
    assert first.document == second.document
    assert first.document.restricted_to([layer.name for layer in document.layers]) == document


@given(documents())
@settings(deadline=None)
def test_shares_lie_between_none_and_all(document: Document) -> None:
    totals = total(document)
    assert 0 <= totals.unnamed_statements <= totals.statements
    assert 0 <= totals.unnamed_words <= totals.words
    assert 0 <= totals.statement_share <= 1
    assert (totals.groups == 0) == (totals.people == 0)
    assert sum(totals.ladder.values()) == totals.groups


@given(documents(), documents(), documents())
@settings(deadline=None)
def test_totals_add_up_in_any_order(one: Document, two: Document, three: Document) -> None:
    a, b, c = total(one), total(two), total(three)
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + Totals() == a


@given(documents().filter(lambda document: "\ud800" not in document.text))
@settings(deadline=None)
def test_findings_survive_json(document: Document) -> None:
    audited = AUDITOR.audit(document).document
    assert from_json(to_json(audited)).findings == audited.findings


def calls(document: Document) -> int:
    """Return the number of Python calls that an audit takes."""
    count = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    document.tokens  # noqa: B018  # segmented beforehand: that is not the audit's work
    sys.setprofile(note)
    try:
        AUDITOR.audit(document)
    finally:
        sys.setprofile(None)
    return count


def long_article(paragraphs: int) -> Document:
    text, sources, quotes, statuses = "", [], [], []
    for number in range(paragraphs):
        start = len(text)
        text += (
            f"The quay {number} is reportedly sold, an aide said. We have learned that it rains. "
            "He lied to Lee Crane. A spokesman for the port declined to comment.\n\n"
        )
        said = text.index("The quay", start), text.index(", an aide", start)
        who = said[1] + 2, said[1] + 9
        sources.append(AnonymousSource(*who, group=f"g{number}", count=1, relayed=number % 3 == 0))
        source, content = (Span(*who),), (Span(*said),)
        quotes.append(Quote(*said, mode="indirect", content=content, source=source))
        declined = text.index("declined", start)
        port = Span(declined - len("A spokesman for the port "), declined - 1)
        statuses.append(CommentStatus(declined, declined + 19, who=port))
    layers = {"anonymous_sources": sources, "quotes": quotes, "comment_statuses": statuses}
    return Document(text, layers=tuple(Layer(name, rows) for name, rows in layers.items()))  # type: ignore[type-var]


def test_work_grows_with_the_text() -> None:
    assert calls(long_article(200)) <= 2.5 * calls(long_article(100))


def test_auditor_survives_pickling() -> None:
    document = long_article(2)
    again = pickle.loads(pickle.dumps(AUDITOR))
    assert again.audit(document).findings == AUDITOR.audit(document).findings

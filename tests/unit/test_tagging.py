"""The tagger against slow, obvious versions of what it computes."""

from __future__ import annotations

import io
import itertools
import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

import textlens  # noqa: E402
from textlens.errors import TextlensError  # noqa: E402
from textlens.tagging import (  # noqa: E402
    Constraints,
    Tagger,
    WordFeatures,
    _network,
    spans,
)
from textlens.tagging._features import shape_of  # noqa: E402

LABELS = ("O", "B-a", "I-a", "B-b", "I-b")
DILATIONS = (1, 2, 4)
WIDTH, DEPTH, RANK = 12, 6, 5
STATE_ROWS = 10 + 6 + 4 + 3  # the tagger's own states, and one of the caller's


def weights(seed: int = 0) -> dict[str, object]:
    generator = np.random.default_rng(seed)

    def normal(*shape: int) -> object:
        return generator.normal(0, 0.4, shape).astype(np.float16)

    features = {"forms": 16, "prefixes": 16, "suffixes": 16, "shapes": 8}
    rows = WordFeatures({"said": 1}, **features).rows
    header = {
        "format": "textlens-tagger/1",
        "labels": LABELS,
        "states": {"mood": 3},
        "features": features,
        "dilations": DILATIONS,
    }
    return {
        "header": np.frombuffer(json.dumps(header).encode(), np.uint8),
        "vocabulary": np.frombuffer(b"said", np.uint8),
        "words": generator.integers(-127, 127, (rows, DEPTH)).astype(np.int8),
        "word_scales": np.full(rows, 0.01, np.float16),
        "projection": normal(DEPTH, WIDTH),
        "state_table": normal(STATE_ROWS, WIDTH),
        "downs": normal(len(DILATIONS), WIDTH, RANK),
        "kernels": normal(len(DILATIONS), 3 * RANK, WIDTH),
        "biases": normal(len(DILATIONS), WIDTH),
        "output": normal(WIDTH, len(LABELS)),
        "output_bias": normal(len(LABELS)),
    }


def tagger() -> Tagger:
    arrays = weights()
    return Tagger(json.loads(bytes(arrays["header"])), arrays)


TEXT = "“It is so,” Ana Petrov said.\n\nThe mayor of Riverton, 61, said that it rained. " * 9


def tag(model: Tagger, text: str = TEXT) -> object:
    document = textlens.Document(text)
    return model.tag(document, {"mood": [i % 3 for i in range(len(document.tokens))]})


def slow_scores(network: _network.Network, inputs: object) -> object:
    """Return the scores, token by token, from the definition of each layer."""
    hidden = [np.asarray(row, np.float64) for row in inputs]
    for down, kernel, bias, dilation in zip(
        network.downs, network.kernels, network.biases, network.dilations, strict=True
    ):
        middle = [normalise(row) @ down for row in hidden]
        zero = np.zeros(down.shape[1])
        padded = [zero] * dilation + middle + [zero] * dilation
        hidden = [
            row
            + np.maximum(
                np.concatenate([padded[i], padded[i + dilation], padded[i + 2 * dilation]]) @ kernel
                + bias,
                0,
            )
            for i, row in enumerate(hidden)
        ]
    return np.array([normalise(row) @ network.output + network.output_bias for row in hidden])


def normalise(row: object) -> object:
    return (row - row.mean()) / np.sqrt(row.var() + 1e-5)


def test_scores_agree_with_the_definition() -> None:
    model = tagger()
    inputs = np.random.default_rng(1).normal(0, 1, (40, WIDTH)).astype(np.float32)
    assert np.allclose(
        model._network.scores(inputs), slow_scores(model._network, inputs), atol=1e-4
    )


def test_scores_agree_with_pytorch() -> None:
    torch = pytest.importorskip("torch")
    network = tagger()._network
    inputs = np.random.default_rng(1).normal(0, 1, (40, WIDTH)).astype(np.float32)
    hidden = torch.from_numpy(inputs)
    for down, kernel, bias, dilation in zip(
        network.downs, network.kernels, network.biases, network.dilations, strict=True
    ):
        middle = torch.nn.functional.layer_norm(hidden, (WIDTH,)) @ torch.from_numpy(down)
        taps = torch.from_numpy(kernel.reshape(3, RANK, WIDTH).transpose(2, 1, 0).copy())
        update = torch.nn.functional.conv1d(
            middle.T[None], taps, torch.from_numpy(bias), padding=dilation, dilation=dilation
        )
        hidden = hidden + torch.relu(update[0].T)
    expected = torch.nn.functional.layer_norm(hidden, (WIDTH,)) @ torch.from_numpy(network.output)
    expected = expected + torch.from_numpy(network.output_bias)
    assert np.allclose(network.scores(inputs), expected.numpy(), atol=1e-4)


def test_labels_do_not_depend_on_where_windows_end(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tag(tagger())
    monkeypatch.setattr(_network, "WINDOW", 7)
    parts = tag(tagger())
    assert whole.best.tolist() == parts.best.tolist()
    assert np.allclose(whole.scores, parts.scores, atol=1e-4)


def test_labels_do_not_depend_on_what_was_tagged_before() -> None:
    model = tagger()
    first = tag(model)
    tag(model, "Other words about other things.")
    assert (tag(model).scores == first.scores).all()


def test_words_beyond_the_cache_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = tag(tagger()).scores
    monkeypatch.setattr("textlens.tagging._tagger.CACHED_WORDS", 4)
    model = tagger()
    tag(model, "Other words about other things.")
    assert np.allclose(tag(model).scores, expected, atol=1e-5)


def slow_shape(word: str) -> str:
    shape = re.sub("[A-ZÀ-ÖØ-Þ]", "X", word[:24])
    shape = re.sub("[0-9]", "9", re.sub("[a-zß-öø-ÿ]", "x", shape))
    return re.sub(r"(.)\1{2,}", r"\1\1", shape)[:10]


@given(st.text(max_size=30))
@example("Ÿßÿ×÷ÀÖØÞ")
def test_shapes_agree_with_the_slow_version(word: str) -> None:
    assert shape_of(word) == slow_shape(word)


def test_words_that_come_late_change_nothing() -> None:
    model = tagger()
    for word in ("Ana", "Petrov", "said", "mayor", "Riverton"):
        tag(model, f"{word} and another word.")
    assert (tag(model).scores == tag(tagger()).scores).all()


def test_states_may_be_bytes() -> None:
    document = textlens.Document(TEXT)
    states = bytes(i % 3 for i in range(len(document.tokens)))
    assert (tagger().tag(document, {"mood": states}).scores == tag(tagger()).scores).all()


def test_certainty_is_the_share_of_the_likeliest_label() -> None:
    labels = tag(tagger())
    assert np.allclose(labels.certainty(), labels.probabilities().max(axis=1), atol=1e-6)


@pytest.mark.parametrize("states", [b"\0\1", b"\0\1\3", [0, 1, -1]])
def test_states_that_do_not_fit_are_refused(states: bytes | list[int]) -> None:
    with pytest.raises(ValueError, match="mood"):
        tagger().tag(textlens.Document("One two."), {"mood": states})


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), min_size=1, max_size=4))
@example(3, [4, 1, 4])
def test_decoding_finds_the_best_allowed_labelling(seed: int, lengths: list[int]) -> None:
    generator = np.random.default_rng(seed)
    constraints = Constraints(LABELS)
    scores = generator.normal(0, 2, (sum(lengths), len(LABELS))).astype(np.float32)
    extra = generator.normal(0, 1, (len(LABELS), len(LABELS))).astype(np.float32)
    step = constraints.matrix() + extra
    ends = list(itertools.accumulate(lengths))
    starts = [0, *ends[:-1]]

    def total(first: int, labels: tuple[int, ...]) -> float:
        value = float(constraints.start()[labels[0]])
        value += sum(float(scores[first + i, label]) for i, label in enumerate(labels))
        return value + sum(float(step[a, b]) for a, b in itertools.pairwise(labels))

    best = [
        max(
            itertools.product(range(len(LABELS)), repeat=end - first),
            key=lambda labels, first=first: total(first, labels),
        )
        for first, end in zip(starts, ends, strict=True)
    ]
    decoded = constraints.decode(scores, starts, ends, extra)
    assert decoded.tolist() == [label for labels in best for label in labels]


def test_decoded_labels_never_continue_what_has_not_begun() -> None:
    labels = [LABELS[number] for number in tag(tagger()).best]
    before = ["O", *labels[:-1]]
    wrong = [b for a, b in zip(before, labels, strict=True) if b[0] == "I" and a[2:] != b[2:]]
    assert wrong == []


def test_fewer_spans_are_found_the_more_their_beginning_costs() -> None:
    document = textlens.Document(TEXT)
    states = {"mood": bytes(len(document.tokens))}
    counts = [
        len(list(tagger().tag(document, states, outside=cost).spans())) for cost in (-4, 0, 4, 40)
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2] > counts[3] == 0


def test_labels_read_back_as_spans() -> None:
    assert list(spans([1, 2, 1, 0, 4, 3], LABELS)) == [
        ("a", 0, 2),
        ("a", 2, 3),
        ("b", 4, 5),
        ("b", 5, 6),
    ]


def test_empty_text_has_no_labels() -> None:
    assert len(tag(tagger(), "").best) == 0


def test_missing_state_is_named() -> None:
    with pytest.raises(TypeError, match="mood"):
        tagger().tag(textlens.Document("One two."))


def test_file_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "tagger.npz"
    np.savez_compressed(path, **weights())
    assert (tag(Tagger.load(path)).scores == tag(tagger()).scores).all()


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_file_that_is_no_tagger_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tagger.npz"
    path.write_bytes(content)
    with pytest.raises(TextlensError, match="tagger"):
        Tagger.load(path)


def test_file_of_another_format_is_refused() -> None:
    arrays = weights() | {"header": np.frombuffer(b'{"format": "other/1"}', np.uint8)}
    stream = io.BytesIO()
    np.savez(stream, **arrays)

    class Stored:
        def read_bytes(self) -> bytes:
            return stream.getvalue()

    with pytest.raises(TextlensError, match="other/1"):
        Tagger.load(Stored())

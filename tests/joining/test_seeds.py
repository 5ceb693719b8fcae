"""The speakers of the seed articles, given their gold layers."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from textlens import Pipeline

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = ROOT / "benchmarks" / "accuracy" / "score_speakers.py"
    spec = importlib.util.spec_from_file_location("score_speakers", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# "names" withholds gold pronouns and descriptions, so that they must be resolved here.
@pytest.mark.parametrize(("layers", "share"), [("gold", 0.985), ("names", 0.985)])
def test_the_speakers_of_the_seeds_are_right(scorer: ModuleType, layers: str, share: float) -> None:
    score = scorer.score([ROOT / "seeds"], Pipeline(["joining"]), layers)
    assert score.asked >= 70
    assert score.good / score.asked >= share

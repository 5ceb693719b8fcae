"""Sequence labelling with numpy alone: a small convolutional network over a whole document.

A :class:`Tagger` is a file of weights made by a training script (``benchmarks/training``). It gives
each token a label; ``spans`` reads labels such as ``B-PER`` ``I-PER`` back as ranges of tokens.
Needs the extra ``tagging`` (numpy).
"""

from textlens.tagging._features import WordFeatures, position_states
from textlens.tagging._labels import Constraints, spans
from textlens.tagging._tagger import Labels, Tagger

__all__ = ["Constraints", "Labels", "Tagger", "WordFeatures", "position_states", "spans"]

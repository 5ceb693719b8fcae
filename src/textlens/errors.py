"""Every error that textlens raises on purpose. Messages say what, where, and what to do."""

from __future__ import annotations

__all__ = [
    "AnalyserError",
    "CodecError",
    "ConfigError",
    "InputError",
    "LayerError",
    "PlanError",
    "PluginError",
    "SpanError",
    "TextlensError",
    "nearest",
]


class TextlensError(Exception):
    """The parent of all errors of textlens."""


class ConfigError(TextlensError, ValueError):
    """A setting is unknown, of the wrong type, or out of range."""


class InputError(TextlensError, ValueError):
    """A file, stream or record cannot be read as a document."""


class SpanError(TextlensError, ValueError):
    """Offsets lie outside the text or are out of order."""


class LayerError(TextlensError, LookupError):
    """No layer, or no annotation, of that name or id."""


class PlanError(TextlensError, ValueError):
    """The analysers cannot be put in order: a cycle, or a layer that nobody provides."""


class PluginError(TextlensError, ImportError):
    """A plugin that was asked for is missing or broken."""


class AnalyserError(TextlensError, RuntimeError):
    """An analyser failed, and the caller asked to hear of it at once (``on_error="raise"``)."""


class CodecError(TextlensError, ValueError):
    """Data is no textlens document, or one of a version that cannot be read."""


def nearest(name: str, valid: list[str]) -> str:
    """Return a hint that names the valid spelling closest to *name*.

    >>> nearest("modle", ["model", "precision"])
    "did you mean 'model'?"
    >>> nearest("xyz", ["model"])
    "known: 'model'"
    """
    import difflib

    close = difflib.get_close_matches(name, valid, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]!r}?"
    return "known: " + (", ".join(repr(item) for item in sorted(valid)) or "none")

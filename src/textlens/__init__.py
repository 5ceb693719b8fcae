"""textlens: who said what, who speaks unnamed and why, who and what is meant, and when.

>>> import textlens
>>> document = textlens.analyse("“It is done,” Mayor Ana Petrov said.", published="2025-11-28")
>>> document[0:4]
'“It '
"""

from textlens._annotations import (
    Annotation,
    AnonymousSource,
    Candidate,
    CommentStatus,
    Decision,
    Diagnostic,
    Entity,
    Evidence,
    Finding,
    Grant,
    Link,
    Mention,
    Opaque,
    Quote,
    Span,
    TimeExpression,
    reference,
)
from textlens._document import Document, Meta
from textlens._layer import Layer
from textlens._pipeline import Pipeline, analyse
from textlens._read import read
from textlens._registry import InstalledPlugin, PluginProblem, installed_plugins
from textlens._segment import Tokens, segment
from textlens.codec import from_json, to_json
from textlens.config import Config
from textlens.errors import TextlensError
from textlens.hookspecs import hookimpl

__all__ = [
    "Annotation",
    "AnonymousSource",
    "Candidate",
    "CommentStatus",
    "Config",
    "Decision",
    "Diagnostic",
    "Document",
    "Entity",
    "Evidence",
    "Finding",
    "Grant",
    "InstalledPlugin",
    "Layer",
    "Link",
    "Mention",
    "Meta",
    "Opaque",
    "Pipeline",
    "PluginProblem",
    "Quote",
    "Span",
    "TextlensError",
    "TimeExpression",
    "Tokens",
    "analyse",
    "from_json",
    "hookimpl",
    "installed_plugins",
    "read",
    "reference",
    "segment",
    "to_json",
]

__version__ = "0.1.0"

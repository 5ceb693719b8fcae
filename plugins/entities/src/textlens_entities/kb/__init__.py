"""Knowledge bases: which entities there are, what they are called, and how they belong together.

>>> from textlens_entities.kb import KnowledgeBase
>>> base = KnowledgeBase.default()
>>> base.candidates("Donald Trump")[0].id
'Q22686'
"""

from textlens_entities.kb._errors import KnowledgeBaseError
from textlens_entities.kb._keys import alias_key
from textlens_entities.kb._reader import Candidate, Entity, Info, KnowledgeBase, Relation, Source
from textlens_entities.kb._stack import Base, Stack
from textlens_entities.kb._writer import RowError, Writer

__all__ = [
    "Base",
    "Candidate",
    "Entity",
    "Info",
    "KnowledgeBase",
    "KnowledgeBaseError",
    "Relation",
    "RowError",
    "Source",
    "Stack",
    "Writer",
    "alias_key",
]

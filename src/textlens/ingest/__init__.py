"""From paths and streams to documents: expansion, decompression, decoding, and the readers."""

from textlens.ingest._paths import expand_paths
from textlens.ingest._read import read_path, read_stream
from textlens.ingest._text import MarkdownReader, TextReader, decode_text

__all__ = [
    "MarkdownReader",
    "TextReader",
    "decode_text",
    "expand_paths",
    "read_path",
    "read_stream",
]

"""Half surrogate pairs: JSON can bring them in, UTF-8 cannot hold them."""

from __future__ import annotations

__all__ = ["storable"]


def storable(text: str) -> str:
    r"""Return *text* with half surrogate pairs as U+FFFD, as long as before.

    >>> storable("a\ud800b") == "a\ufffdb"
    True
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text

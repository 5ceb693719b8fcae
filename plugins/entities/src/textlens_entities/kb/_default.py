"""Where the default base lies: inside the wheel, or built once from a checkout's tables."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from textlens_entities.kb._errors import KnowledgeBaseError

__all__ = ["default_path"]

_HERE = Path(__file__).resolve().parent
_KEPT = 12


def default_path() -> Path:
    """Return the path of the default base.

    An installed wheel has it. In a checkout it is built from ``data/`` into the user's cache the
    first time, and again whenever the tables or the builder change.
    """
    packaged = _HERE / "default.sqlite"
    if packaged.exists():
        return packaged
    data = _HERE.parents[2] / "data"
    from textlens_entities.kb.build_default import build_default, tables_in

    tables = tables_in(data)
    if not tables:
        raise KnowledgeBaseError(
            f"{packaged}: the default knowledge base is missing; install textlens-entities again"
        )
    digest = hashlib.sha256()
    for path in (*tables, data / "sources.txt", *sorted(_HERE.glob("*.py"))):
        digest.update(path.name.encode() + (path.read_bytes() if path.exists() else b""))
    name = f"default-{digest.hexdigest()[:16]}.sqlite"
    for folder in _caches():
        if (folder / name).exists():
            return folder / name
    for folder in _caches():
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            # A name of this thread alone, so that two that build at once do not meet.
            own = folder / f"{name}.{os.getpid()}-{threading.get_ident()}"
            build_default(tables, own)
            own.replace(folder / name)
            _forget_old(folder)
            return folder / name
    raise KnowledgeBaseError("no folder for the default knowledge base can be written; set TMPDIR")


def _forget_old(folder: Path) -> None:
    """Remove all but the newest bases of a checkout whose tables change often."""
    bases = sorted(folder.glob("default-*.sqlite"), key=lambda path: path.stat().st_mtime)
    for path in bases[:-_KEPT]:
        path.unlink(missing_ok=True)


def _caches() -> Iterator[Path]:
    home = os.environ.get("XDG_CACHE_HOME")
    with contextlib.suppress(RuntimeError):
        yield (Path(home) if home else Path.home() / ".cache") / "textlens"
    yield Path(tempfile.gettempdir()) / f"textlens-{os.getuid() if hasattr(os, 'getuid') else 0}"

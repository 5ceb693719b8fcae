"""A layer: the annotations of one kind, in document order, with look-ups by id and by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from textlens._annotations import Annotation
from textlens.errors import LayerError

if TYPE_CHECKING:
    from textlens.codec.columns import LayerColumns

__all__ = ["Layer", "document_order"]

A_co = TypeVar("A_co", bound=Annotation, covariant=True)


def document_order(annotation: Annotation) -> tuple[int, int, int]:
    """Sort key of annotations: by start, the longer first, then by number."""
    return annotation.start, -annotation.end, annotation.n


class Layer(Sequence[A_co], Generic[A_co]):
    """An immutable sequence of annotations, sorted by start, the longer first."""

    __slots__ = ("_annotations", "_by_id", "_reach", "_starts", "name", "pending_columns")

    name: str
    pending_columns: LayerColumns | None
    _annotations: tuple[A_co, ...] | None
    _by_id: dict[str, A_co] | None
    _starts: list[int] | None
    _reach: list[int] | None

    def __init__(self, name: str, annotations: Iterable[A_co] = ()) -> None:
        self.name = name
        self._annotations = tuple(sorted(annotations, key=document_order))
        self.pending_columns = None
        self._by_id = None
        self._starts = None
        self._reach = None

    @classmethod
    def from_columns(cls, columns: LayerColumns) -> Layer[A_co]:
        """Return a layer that decodes *columns* when its annotations are first looked at."""
        layer = cls(columns.name)
        layer._annotations = None
        layer.pending_columns = columns
        return layer

    @property
    def _items(self) -> tuple[A_co, ...]:
        columns = self.pending_columns
        if columns is not None:
            from textlens.codec.columns import decode_columns

            # Threads may decode twice; the results are equal, and the order of these two
            # assignments keeps both states readable.
            self._annotations = decode_columns(columns)  # type: ignore[assignment]
            self.pending_columns = None
        assert self._annotations is not None
        return self._annotations

    @overload
    def __getitem__(self, index: int) -> A_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[A_co, ...]: ...
    def __getitem__(self, index: int | slice) -> A_co | tuple[A_co, ...]:
        return self._items[index]

    def __len__(self) -> int:
        columns = self.pending_columns
        return columns.length if columns is not None else len(self._items)

    def __iter__(self) -> Iterator[A_co]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Layer):
            return NotImplemented
        return self.name == other.name and self._items == other._items

    def __hash__(self) -> int:
        return hash((self.name, self._items))

    def __repr__(self) -> str:
        return f"Layer({self.name!r}, {len(self)} annotations)"

    def _repr_html_(self) -> str:
        from textlens.report import layer_html

        return layer_html(self)

    def __reduce__(self) -> tuple[Any, ...]:  # Any: the pickle protocol's own shape
        from textlens.codec import columns

        return columns.layer_from_columns, (columns.layer_to_columns(self),)

    @property
    def by_id(self) -> dict[str, A_co]:
        """A dictionary from id to annotation; treat it as read-only."""
        if self._by_id is None:
            self._by_id = {item.id: item for item in self._items}
        return self._by_id

    def to_dicts(self) -> list[dict[str, Any]]:  # Any: JSON values
        """Return the annotations as in the schema ``textlens/1``, each with its ``id``."""
        from textlens.codec import to_rows

        return to_rows(self)

    def get(self, annotation_id: str) -> A_co:
        """Return the annotation with that id; raise :class:`LayerError` if there is none."""
        try:
            return self.by_id[annotation_id]
        except KeyError:
            message = f"no annotation {annotation_id!r} in layer {self.name!r} of {len(self)}"
            raise LayerError(message) from None

    def overlapping(self, start: int, end: int, *, inside: bool = False) -> tuple[A_co, ...]:
        """Return the annotations that share at least one character with ``start:end``.

        With *inside* only those that lie wholly within it. Empty spans overlap nothing.
        """
        if end <= start or not self._items:
            return ()
        if self._starts is None or self._reach is None:
            self._starts = [item.start for item in self._items]
            self._reach = list(accumulate((item.end for item in self._items), max))
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return tuple(
            item
            for item in self._items[first:last]
            if item.start < item.end
            and item.start < end
            and start < item.end
            and (not inside or (start <= item.start and item.end <= end))
        )

"""Numbers in words and digits: "two and a half", "2 1/2", "a hundred and twenty", "several"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["number_of", "spoken_year"]

_DIGITS = ("number", "one", "dd", "int", "y4", "decimal")
_UNITS = ("unit", "quarter", "weekend")


def number_of(classes: Sequence[str], values: Sequence[Any]) -> float | str | None:  # Any: by class
    """Return the first number in a phrase, ``"X"`` for a vague one, None without one.

    Of a range ("two to three weeks") the first counts, as TIMEX3 annotators do. A half may stand
    after the unit ("a year and a half").
    """
    total: float | None = None
    index, size = 0, len(classes)
    while index < size and classes[index] not in _UNITS:
        name = classes[index]
        if name in ("several", "scales"):
            return "X"
        if name == "couple":
            return 2.0
        if name == "halfword":
            total = (total or 0.0) + 0.5
        elif name in _DIGITS:
            if index + 2 < size and classes[index + 1] == "slash":
                below = values[index + 2] or 1
                return (total or 0.0) + float(values[index]) / below
            if total is None:
                total = float(values[index])
            elif (total >= 100 and total % 100 == 0) or (
                total % 10 == 0 and values[index] < 10 and name in ("number", "one")
            ):
                total += values[index]
            else:
                return total
        elif name == "scale":
            total = (total or 1.0) * values[index]
        elif total is not None and _ends_number(classes, index, total):
            return total
        index += 1
    if total is None and "a" in classes[: index + 1]:
        total = 1.0
    if total is not None and "halfword" in classes[index:]:
        total += 0.5
    return total


def _ends_number(classes: Sequence[str], index: int, total: float) -> bool:
    """Return whether a word such as "and", "to", "-" after a number starts another number."""
    following = classes[index + 1] if index + 1 < len(classes) else ""
    if classes[index] == "conj" and following == "a":
        return False  # two and a half
    if classes[index] in ("conj", "dash") and following in _DIGITS:
        is_tens = total >= 20 and total % 10 == 0 and classes[index] == "dash"
        return not (is_tens or (total >= 100 and total % 100 == 0 and classes[index] == "conj"))
    return classes[index] == "prep"


def spoken_year(classes: Sequence[str], values: Sequence[Any]) -> int | None:  # Any: by class
    """Return a year spelled out: "nineteen ninety-seven", "two thousand and one"."""
    numbers = [v for c, v in zip(classes, values, strict=True) if c in ("number", "one", "scale")]
    match numbers:
        case [2, 1000, *rest]:
            year = 2000 + sum(rest)
        case [(18 | 19 | 20) as century, tens, *rest] if 10 <= tens < 100:
            year = century * 100 + tens + sum(rest)
        case _:
            return None
    return int(year) if 1800 <= year < 2100 and len(numbers) <= 4 else None

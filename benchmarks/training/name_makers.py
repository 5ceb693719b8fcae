"""Names for training texts: drawn from the word lists and the tables of the base, or made up.

A tagger that has seen few companies takes each one for a person. Names that are in no list teach it
to read what stands beside them.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from textlens_entities._lexicon import load_lexicon

LANGUAGE = Path("plugins/entities/src/textlens_entities/lang/en")
TABLES = Path("plugins/entities/data")
ROADS = ("Street", "Road", "Lane", "Avenue", "Square")
BODIES = (
    "{} University",
    "University of {}",
    "{} City Council",
    "{} Police",
    "{} Crown Court",
    "{} Museum",
    "{} Institute",
    "{} Hospital",
    "{} Central Bank",
    "Institute for {} Studies",
    "Ministry of {}",
    "{} Athletics Federation",
)
COMPANIES = (
    "{} Holdings",
    "{} Group",
    "{} Corp.",
    "{} Inc.",
    "{} Ltd",
    "{} & Co",
    "{} plc",
    "{} AG",
)
EVENTS = ("{} Prize", "{} Cup", "{} Act", "{} Open", "{} League", "{} Festival", "{} Trophy")
PARTICLES = ("van", "de", "von", "van der", "bin", "di", "al", "du", "de la", "le")


class NameMaker:
    """Makes names of each type; the same for one seed."""

    def __init__(self, generator: random.Random) -> None:
        self.generator = generator
        lexicon = load_lexicon()
        self.given = [name for name in _lines("given_names.txt") if name.isalpha()]
        self.family = [name for name in _lines("family_names.txt") if len(name) > 2]
        self.places = [name for name in _lines("places.txt") if name.count(" ") < 3]
        self.common = [
            word
            for word in _lines("common.txt")
            if word.isalpha() and 3 < len(word) < 11 and not lexicon.noun(word)
        ]
        companies = [*_column("bodies_companies_schools.tsv", "company"), *_column("brands.tsv")]
        self.short = [name for name in companies if " " not in name]
        self.long = [name for name in companies if 0 < name.count(" ") < 3]
        self.teams = _column("bodies_teams.tsv")
        self.countries = _column("places_territories.tsv", "country")
        self.demonyms = [
            word
            for words in _column("places_territories.tsv", field="demonyms")
            for word in words.split("|")[:1]
            if word.isalpha()
        ]

    def of(self, chances: Sequence[tuple[float, Callable[[], str]]]) -> str:
        """Return what one of some makers makes, chosen by its chance."""
        makers = [maker for _, maker in chances]
        return self.generator.choices(makers, [chance for chance, _ in chances])[0]()

    def one(self, names: Sequence[str]) -> str:
        """Return one of some names."""
        return self.generator.choice(names)

    def made_up(self) -> str:
        """Return a word that is in no list: the head of one name with the tail of another."""
        head = self.one(self.family if self.generator.random() < 0.6 else self.places).split()[0]
        tail = self.one(self.family if self.generator.random() < 0.6 else self.places).split()[-1]
        start = self.generator.randint(2, min(5, max(2, len(head) - 1)))
        word = (head[:start] + tail[len(tail) // 2 :].lower()).replace("-", "").replace("'", "")
        return word[0].upper() + word[1:]

    def common_word(self) -> str:
        """Return a common word with a capital."""
        return self.one(self.common).capitalize()

    def acronym(self) -> str:
        """Return two to four capitals."""
        return "".join(
            self.generator.choices("ABCDEFGHIKLMNOPRSTUVW", k=self.generator.randint(3, 4))
        )

    def family_name(self) -> str:
        """Return the family name of a person, with a particle or a hyphen at times."""
        name = self.one(self.family) if self.generator.random() < 0.7 else self.made_up()
        chance = self.generator.random()
        if chance < 0.06:
            other = self.one(self.family)
            return f"{name}-{other}" if "-" not in name + other else name
        return f"{self.one(PARTICLES)} {name}" if chance < 0.12 else name

    def person(self, family: str | None = None) -> str:
        """Return the full name of a person."""
        family = family or self.family_name()
        given = self.one(self.given) if self.generator.random() < 0.8 else self.made_up()
        chance = self.generator.random()
        if chance < 0.06:
            given += f" {self.one('ABCDEFGHJKLMNPRSTW')}."
        elif chance < 0.1:
            given = ". ".join(self.generator.choices("ABCDEFGHJKLMNPRSTW", k=2)) + "."
        elif chance < 0.14:
            given += f"-{self.one(self.given)}"
        return f"{given} {family}"

    def company(self) -> str:
        """Return the name of a company that no word of it tells."""
        return self.of(
            (
                (0.38, self.made_up),
                (0.22, lambda: self.one(self.short)),
                (0.14, lambda: self.one(self.family)),
                (0.1, lambda: self.one(self.long)),
                (0.06, self.acronym),
                (0.05, lambda: f"{self.made_up()} {self.made_up()}"),
                (0.05, self.common_word),
            )
        )

    def told_company(self) -> str:
        """Return the name of a company that its last word tells."""
        return self.one(COMPANIES).format(self.made_up())

    def town(self) -> str:
        """Return the name of a town."""
        return self.one(self.places) if self.generator.random() < 0.75 else self.made_up()

    def body(self) -> str:
        """Return the name of a body that a word of it tells."""
        return self.one(BODIES).format(self.town())

    def team(self) -> str:
        """Return the name of a team: mostly its town or country."""
        return self.of(
            (
                (0.6, self.town),
                (0.25, lambda: self.one(self.countries)),
                (0.15, lambda: self.one(self.teams)),
            )
        )

    def work(self) -> str:
        """Return the name of a book, a film or a song."""
        one, other = self.common_word(), self.common_word()
        chance = (f"The {one} {other}", one, f"{one} of {other}", f"{one} {other}", self.town())
        return self.generator.choices(chance, (4, 3, 1, 3, 1))[0]

    def product(self) -> str:
        """Return the name of a product, a project or a probe."""
        number = self.generator.randint(2, 90)
        word = self.made_up() if self.generator.random() < 0.6 else self.common_word()
        return self.generator.choices((word, f"{word} {number}", f"{word}-{number}"), (6, 1, 1))[0]

    def ship(self) -> str:
        """Return the name of a ship."""
        one, other = self.common_word(), self.common_word()
        names = (f"{self.town()} Star", f"{one} {other}", self.person(), f"MV {self.made_up()}")
        return self.one(names)


def _lines(name: str) -> list[str]:
    text = (LANGUAGE / name).read_text(encoding="utf-8")
    return [
        line.partition(" ")[0] if name == "given_names.txt" else line
        for line in text.split("\n")
        if line
    ]


def _column(table: str, subtype: str = "", field: str = "name") -> list[str]:
    with (TABLES / table).open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row[field] for row in rows if row[field] and row["subtype"].startswith(subtype)]

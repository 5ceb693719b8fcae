"""Puts a record into a base under construction, name by name; says what could not be taken."""

from __future__ import annotations

from textlens_entities.kb._keys import alias_key
from textlens_entities.kb._record import Record, surname_of
from textlens_entities.kb._writer import DuplicateError, RowError, Writer

__all__ = ["add_record"]


def add_record(writer: Writer, record: Record, source: int) -> list[str]:
    """Add *record*, its names and its relations, and return what was left out, a line each.

    Of records with one id the first stands; the later ones add their names.
    """
    problems: list[str] = []
    try:
        writer.add_entity(
            record.id, record.name, record.type, source=source, subtype=record.subtype,
            description=record.description, country=record.country,
            from_year=record.from_year, to_year=record.to_year, roles=record.roles,
            weight=record.weight,
        )  # fmt: skip
    except DuplicateError as error:
        problems.append(str(error))
    except RowError as error:
        return [str(error)]
    surname = surname_of(record.name, record.country) if record.type == "PER" else ""
    key = alias_key(surname)
    # A surname that a source lists by itself is one by which the news knows the person.
    names: list[tuple[str, str, float | None]] = [
        (alias, "surname", 0.6) if key and alias_key(alias) == key else (alias, "alias", None)
        for alias in record.aliases
    ]
    if key and surname not in record.aliases:
        names.append((surname, "surname", None))
    names.extend((demonym, "demonym", None) for demonym in record.demonyms)
    names.extend((place, "team", None) for place in record.places)
    for name, kind, share in names:
        if not alias_key(name):
            continue  # signs like "🌍" among Wikidata's aliases: nothing a text could be linked by
        try:
            writer.add_alias(
                record.id, name, kind=kind, weight=record.weight, share=share, source=source
            )
        except RowError as error:
            problems.append(str(error))
    for predicate, obj in record.relations:
        writer.add_relation(record.id, predicate, obj, source=source)
    return problems

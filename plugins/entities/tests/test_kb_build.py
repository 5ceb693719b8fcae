"""Bases built from dumps, tables and lists: what is read, what is reported, and how it goes on."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from textlens_entities.kb import KnowledgeBase, KnowledgeBaseError, Writer, builder
from textlens_entities.kb._commands import command
from textlens_entities.kb._record import Rejected
from textlens_entities.kb._wikidata import Item, read_item
from textlens_entities.kb.builder import BuildOptions, build


def statement(value: str, rank: str = "normal", **qualifiers: str) -> dict[str, Any]:
    return {
        "mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": value}}},
        "rank": rank,
        "qualifiers": {
            prop: [
                {"snaktype": "value", "datavalue": {"value": {"time": f"+{year}-01-01T00:00:00Z"}}}
            ]
            for prop, year in qualifiers.items()
        },
    }


def item(qid: str, label: str, links: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "type": "item",
        "id": qid,
        "labels": {"en": {"value": label}},
        "sitelinks": {f"{n}wiki": {"title": label} for n in ["en", *map(str, range(1, links))]},
        **more,
    }


DUMP: list[dict[str, Any]] = [
    {"type": "property", "id": "P31"},
    item(
        "Q101",
        "Ana Petrov",
        20,
        aliases={"en": [{"value": "A. Petrov"}]},
        descriptions={"en": {"value": "politician"}},
        claims={
            "P31": [statement("Q5")],
            "P27": [statement("Q30")],
            "P39": [statement("Q102", P580="2001", P582="2004"), statement("Q103", P580="2010")],
            "P102": [statement("Q105")],
        },
    ),
    item("Q102", "mayor", claims={"P279": [statement("Q4164871")]}),
    item("Q103", "governor", claims={"P279": [statement("Q4164871")]}),
    # Its class comes later in the dump, and stands below one that the builder knows.
    item("Q104", "Riverton Gazette", claims={"P31": [statement("Q106")]}),
    item("Q105", "Bridge Party", 3, claims={"P31": [statement("Q7278")]}),
    item("Q106", "local gazette", claims={"P279": [statement("Q11032")]}),
    item("Q107", "idea", claims=[]),
    item("Q108", "Petrov", claims={"P31": [statement("Q101352")]}),
]


def write_dump(path: Path, items: list[Any] = DUMP) -> Path:
    text = (
        "[\n" + ",\n".join(json.dumps(i) if not isinstance(i, str) else i for i in items) + "\n]\n"
    )
    path.write_bytes(
        gzip.compress(text.encode())
        if path.suffix == ".gz"
        else bz2.compress(text.encode())
        if path.suffix == ".bz2"
        else text.encode()
    )
    return path


def report(path: Path) -> list[dict[str, Any]]:
    name = path.with_name(path.name + ".report.jsonl")
    return [json.loads(line) for line in name.read_text().splitlines()]


@pytest.mark.parametrize("name", ["d.json", "d.json.gz", "d.json.bz2"])
def test_a_dump_becomes_a_base(tmp_path: Path, name: str) -> None:
    done = build([write_dump(tmp_path / name)], tmp_path / "out.sqlite")
    base = KnowledgeBase.open(done.path)
    assert done.entities == len(base) == 3
    ana = base.candidates("A. Petrov")[0]
    assert (ana.id, ana.type, ana.country) == ("Q101", "PER", "US")
    assert (ana.roles, ana.from_year, ana.to_year) == (("mayor", "governor"), 2010, None)
    assert base.candidates("Riverton Gazette")[0].subtype == "newspaper"
    assert [(r.predicate, r.name) for r in base.related("Q101")] == [("party", "Bridge Party")]
    assert base.entity("Q101").licence == "CC0-1.0"  # type: ignore[union-attr]
    assert done.rejected == 0
    assert done.report is None


def test_sitelinks_and_types_filter(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "d.json")
    options = BuildOptions(min_sitelinks=3, types=frozenset({"party"}))
    base = KnowledgeBase.open(build([dump], tmp_path / "out.sqlite", options=options).path)
    assert [entity.id for entity in base.entities()] == ["Q105"]


def test_better_known_items_have_more_weight(tmp_path: Path) -> None:
    twins = [
        item(f"Q20{n}", "Ivan Petrov", n * 5, claims={"P31": [statement("Q5")]}) for n in (1, 2)
    ]
    base = KnowledgeBase.open(
        build([write_dump(tmp_path / "d.json", twins)], tmp_path / "out.sqlite").path
    )
    assert [c.id for c in base.candidates("Ivan Petrov")] == ["Q202", "Q201"]


def test_alias_priors_share_out_a_name(tmp_path: Path) -> None:
    twins = [item(f"Q20{n}", "Ivan Petrov", 5, claims={"P31": [statement("Q5")]}) for n in (1, 2)]
    dump = write_dump(tmp_path / "d.json", twins)
    priors = tmp_path / "priors.tsv"
    priors.write_text("Ivan Petrov\tQ201\t9\nIvan Petrov\tQ202\t90\nthe tsar\tQ201\t4\nbroken\n")
    done = build([dump], tmp_path / "out.sqlite", options=BuildOptions(alias_priors=priors))
    base = KnowledgeBase.open(done.path)
    found = base.candidates("Ivan Petrov")
    assert [c.id for c in found] == ["Q202", "Q201"]
    assert found[0].prior == pytest.approx(90.5 / 100)
    assert base.candidates("The Tsar")[0].id == "Q201"
    assert done.rejected == 1


def test_bad_lines_are_reported_and_the_rest_is_built(tmp_path: Path) -> None:
    lines: list[Any] = [
        *DUMP,
        '{"type":"item","id":"Q1',
        '["no entity"]',
        '{"type":"item","id":"X7","labels":{}}',
        DUMP[5],
        item("Q300", "b" * 10_000, claims={"P31": [statement("Q5")]}),
        item("Q301", "Long Alias", aliases={"en": [{"value": "c" * 10_000}]},
             claims={"P31": [statement("Q5")]}),
    ]  # fmt: skip
    out = tmp_path / "out.sqlite"
    done = build([write_dump(tmp_path / "d.json", lines)], out)
    reasons = [row["reason"] for row in report(out)]
    assert done.entities == 4
    assert len(reasons) == done.rejected == 6
    assert reasons[0].startswith("no JSON")
    assert "not an object" in reasons[1]
    assert "id 'X7'" in reasons[2]
    assert "was there before" in reasons[3]
    assert all("10000 characters" in reason for reason in reasons[4:])
    assert not KnowledgeBase.open(out).check()


@given(st.binary(max_size=80))
def test_no_line_of_a_dump_makes_the_reader_fail(line: bytes) -> None:
    found = read_item(line)
    assert found is None or isinstance(found, (Item, Rejected))


@settings(max_examples=50)
@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "labels", "claims", "en", "value", "P31", "rank", "mainsnak"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_makes_the_reader_fail(value: Any) -> None:
    found = read_item(json.dumps(value).encode())
    assert found is None or isinstance(found, (Item, Rejected))


def test_a_dump_cut_short_is_an_error_and_no_base(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "d.json.gz")
    dump.write_bytes(dump.read_bytes()[:-30])
    with pytest.raises(KnowledgeBaseError, match="cut short"):
        build([dump], tmp_path / "out.sqlite")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.json.gz"]


def test_sources_of_no_known_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeBaseError, match="no such file"):
        build([tmp_path / "none.json"], tmp_path / "out.sqlite")
    text = tmp_path / "x.bin"
    text.write_bytes(b"\x00\x01\x02")
    with pytest.raises(KnowledgeBaseError, match="name its format"):
        build([text], tmp_path / "out.sqlite")
    empty = tmp_path / "x.csv"
    empty.write_text("name,type\n")
    with pytest.raises(KnowledgeBaseError, match="no entity was found"):
        build([empty], tmp_path / "out.sqlite")


def test_an_interrupted_build_gives_the_same_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [
        item(f"Q{n}", f"Ana Petrov {n}", claims={"P31": [statement("Q5")]}) for n in range(500, 600)
    ]
    people.insert(70, people[3])
    dump = write_dump(tmp_path / "d.json.gz", people)
    whole = build([dump], tmp_path / "whole.sqlite")
    monkeypatch.setattr(builder, "_COMMIT", 10)

    class Stopped(Exception):  # noqa: N818
        pass

    def stop_at(what: str, rows: int) -> None:
        if (what, rows) in {("d.json.gz", 30), ("settling types", 50)}:
            raise Stopped

    out = tmp_path / "out.sqlite"
    with pytest.raises(Stopped):
        build([dump], out, progress=stop_at)
    with pytest.raises(Stopped):
        build([dump], out, progress=stop_at)
    done = build([dump], out)
    assert (done.entities, done.rejected) == (whole.entities, whole.rejected) == (100, 1)
    assert out.read_bytes() == (tmp_path / "whole.sqlite").read_bytes()


def test_a_build_of_other_sources_is_not_mixed_in(tmp_path: Path) -> None:
    dump, out = write_dump(tmp_path / "d.json"), tmp_path / "out.sqlite"
    with Writer(out) as writer:
        writer.commit({"plan": "another"})
    with pytest.raises(KnowledgeBaseError, match="--restart"):
        build([dump], out)
    assert build([dump], out, options=BuildOptions(restart=True)).entities == 3


def test_tables_of_the_user(tmp_path: Path) -> None:
    table = tmp_path / "ours.csv"
    table.write_text(
        "id,name,type,aliases,description,country,from,to,roles,weight\n"
        'x:1,Ana Petrov,person,"Anja Petrov|AP",mayor of Riverton,us,2019,,mayor,4\n'
        ",Riverton Bridge,LOC,,,,,,,\n"
        "x:3,No Type,thing,,,,,,,\n"
        "x:4,Short\n"
    )
    out = tmp_path / "out.sqlite"
    done = build([table], out)
    base = KnowledgeBase.open(out)
    assert (done.entities, done.rejected) == (2, 2)
    assert base.candidates("Anja Petrov")[0].from_year == 2019
    assert base.candidates("AP")[0].kind == "acronym"
    assert base.candidates("Riverton Bridge")[0].id == "local:riverton-bridge"
    assert [row["line"] for row in report(out)] == [4, 5]


def test_json_lines_with_qid_and_label(tmp_path: Path) -> None:
    table = tmp_path / "ours.jsonl"
    rows = [{"qid": "Q7", "label": "Ana Petrov", "type": "person", "aliases": ["A. P."]}]
    table.write_text("\n".join([*map(json.dumps, rows), "{broken"]) + "\n")
    done = build([table], tmp_path / "out.sqlite")
    assert (done.entities, done.rejected) == (1, 1)


def test_geonames(tmp_path: Path) -> None:
    row = ["42", "Riverton", "Riverton", "Ривертон,Rivertown", "1.0", "2.0", "P", "PPL", "US", "", "NY",
           "", "", "", "120000", "", "5", "America/New_York", "2025-01-01"]  # fmt: skip
    table = tmp_path / "US.txt"
    table.write_text("\t".join(row) + "\nbroken\n")
    done = build([table], tmp_path / "out.sqlite")
    base = KnowledgeBase.open(done.path)
    assert base.candidates("Rivertown")[0].id == "geonames:42"
    assert base.candidates("Ривертон")[0].subtype == "city"
    assert done.rejected == 1


def test_follow_the_money(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "caption": "Ana Petrov", "schema": "Person",
         "properties": {"name": ["Ana Petrov"], "alias": ["Anja P."], "country": ["us"],
                        "position": ["mayor"], "wikidataId": ["Q77"]}},
        {"id": "b", "caption": "Bridge Ltd", "schema": "Company", "properties": {"name": ["Bridge Ltd"]}},
        {"id": "c", "schema": "Directorship", "properties": {"director": ["Q77"], "organization": ["b"]}},
        {"id": "d", "schema": "Address", "properties": {}},
    ]  # fmt: skip
    table = tmp_path / "entities.ftm.json"
    table.write_text("\n".join(map(json.dumps, rows)) + "\n")
    done = build([table], tmp_path / "out.sqlite")
    base = KnowledgeBase.open(done.path)
    assert done.entities == 2
    assert base.candidates("Anja P.")[0].id == "Q77"
    assert base.related("b")[0].name == "Ana Petrov"


def test_name_suggestion_index(tmp_path: Path) -> None:
    index = {"_meta": {}, "nsi": {"brands/shop/supermarket": {"items": [
        {"displayName": "Riverton Foods", "id": "r", "locationSet": {"include": ["us"]},
         "matchNames": ["rf"], "tags": {"brand": "Riverton Foods", "brand:wikidata": "Q88"}},
        {"displayName": 3},
    ]}}}  # fmt: skip
    path = tmp_path / "nsi.json"
    path.write_text(json.dumps(index))
    done = build([path], tmp_path / "out.sqlite")
    base = KnowledgeBase.open(done.path)
    assert base.candidates("Riverton Foods")[0].description == "brand: supermarket"
    assert done.rejected == 1


def test_commands(tmp_path: Path) -> None:
    run = CliRunner(catch_exceptions=False)
    dump, first, second = (
        write_dump(tmp_path / "d.json"),
        tmp_path / "a.sqlite",
        tmp_path / "b.sqlite",
    )
    both = tmp_path / "both.sqlite"
    table = tmp_path / "ours.csv"
    table.write_text("id,name,type\nx:1,Ana Petrov,PER\nQ105,The Bridge Party,ORG\n")

    def call(*arguments: object) -> str:
        result = run.invoke(command, [str(a) for a in arguments], standalone_mode=False)
        assert result.return_value in {0, None}
        return result.output

    assert "3 entities out of" in call("build", dump, "-o", first)
    call("build", table, "-o", second)
    assert "4 entities (2, 2)" in call("merge", second, first, "-o", both)
    merged = KnowledgeBase.open(both)
    assert not merged.check()
    assert merged.entity("Q105").name == "The Bridge Party"  # type: ignore[union-attr]
    assert {c.id for c in merged.candidates("Ana Petrov")} == {"x:1", "Q101"}
    assert "every row is as it was written" in call("info", both, "--check")
    assert json.loads(call("info", both, "--json"))["entities"] == 4
    assert "Q101" in call("search", "A. Petrov", "--base", both)
    assert "no entity is called" in call("search", "Nobody At All", "--base", both)


def test_a_damaged_base_is_not_merged_and_nothing_is_left_behind(tmp_path: Path) -> None:
    first, bad = tmp_path / "a.sqlite", tmp_path / "bad.sqlite"
    build([write_dump(tmp_path / "d.json")], first)
    bad.write_bytes(first.read_bytes().replace(b"Bridge Party", b"Bridge Porty"))
    with pytest.raises(KnowledgeBaseError, match="build it again"):
        CliRunner(catch_exceptions=False).invoke(
            command,
            ["merge", str(first), str(bad), "-o", str(tmp_path / "m.sqlite")],
            standalone_mode=False,
            catch_exceptions=False,
        )
    with pytest.raises(KnowledgeBaseError, match="build it again"):
        build([bad], tmp_path / "n.sqlite")
    assert not (tmp_path / "m.sqlite").exists()
    assert not (tmp_path / "m.sqlite.part").exists()

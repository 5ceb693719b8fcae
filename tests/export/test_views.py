import pytest

from textlens import Document


@pytest.mark.parametrize("view", ["sources", "statements", "timeline"])
def test_arrow_tables_have_the_rows_of_to_dicts(view: str, mill: Document) -> None:
    pytest.importorskip("pyarrow")
    rows = getattr(mill, view)
    table = rows.to_arrow().to_pylist()
    assert [list(row) for row in table] == [list(row) for row in rows.to_dicts()]
    assert [row.get("speaker", row.get("id")) for row in table] == [
        row.get("speaker", row.get("id")) for row in rows.to_dicts()
    ]


@pytest.mark.parametrize("view", ["sources", "statements", "timeline"])
def test_arrow_columns_are_the_same_when_nothing_was_found(
    view: str, mill: Document, bare: Document
) -> None:
    pytest.importorskip("pyarrow")
    assert getattr(bare, view).to_arrow().schema == getattr(mill, view).to_arrow().schema


def test_a_layer_gives_rows_with_ids(mill: Document) -> None:
    (row,) = mill.entities.to_dicts()
    assert row["id"] == mill.entities[0].id
    assert row["name"] == "Ola Brekke"

"""The notebook of the documentation runs from top to bottom, in a real kernel."""

from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "first-look.ipynb"


@pytest.fixture(scope="module")
def executed() -> Any:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


def outputs(notebook: Any, cell_id: str) -> Any:
    (cell,) = [cell for cell in notebook.cells if cell.get("id") == cell_id]
    return cell.outputs


def test_document_is_shown_with_its_sources(executed: Any) -> None:
    (shown,) = outputs(executed, "analyse")
    assert "Port chief weighs closing the north quay" in shown.data["text/html"]


@pytest.mark.parametrize("cell", ["sources-table", "statements-table", "timeline", "layer"])
def test_views_and_layers_are_shown_as_tables(executed: Any, cell: str) -> None:
    (shown,) = outputs(executed, cell)
    assert "<table>" in shown.data["text/html"]


def test_notebook_is_stored_without_outputs() -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    stored = nbformat.read(NOTEBOOK, as_version=4)
    assert [cell.id for cell in stored.cells if cell.get("outputs")] == []

"""A stranger's plugin: built as a wheel, installed beside textlens in an environment of its own.

The environment borrows the packages of the one that runs the tests, so that nothing is downloaded.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest

ARTICLE = "“The bridge will open,” Mayor Ana Petrov said on 3 March 2024. Rumour has it.\n"

GOOD = """
from typing import ClassVar

import attrs

from textlens import Annotation, Span, hookimpl


@attrs.frozen
class Rumour(Annotation):
    layer: ClassVar[str] = "rumours"

    strength: int = 0
    word: Span | None = None


class Rumours:
    name = "rumours"
    provides = frozenset({"rumours"})
    requires = uses = frozenset()

    def analyse(self, document):
        start = document.text.find("Rumour")
        if start >= 0:
            yield Rumour(start, start + 6, strength=3, word=Span(start, start + 6))


@hookimpl
def textlens_kinds():
    return [Rumour]


@hookimpl
def textlens_analysers():
    return [Rumours()]
"""
BROKEN = "raise RuntimeError('this module does not load')\n"
FAILING = GOOD.replace("rumours", "omens").replace(
    "start = document", "raise ValueError('no omens today')\n        start = document"
)


def build_wheel(folder: Path, name: str, source: str) -> Path:
    """Write a wheel of one module, as any build tool would."""
    module, distribution = f"stranger_{name}", f"stranger_{name}-1.0"
    info = f"{distribution}.dist-info"
    contents = {
        f"{module}.py": source,
        f"{info}/METADATA": (
            f"Metadata-Version: 2.1\nName: stranger-{name}\nVersion: 1.0\nRequires-Dist: textlens\n"
        ),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[textlens]\n{name} = {module}\n",
    }
    record = "".join(
        f"{path},{_digest(text)},{len(text.encode())}\n" for path, text in contents.items()
    )
    contents[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    wheel = folder / f"{distribution}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in contents.items():
            archive.writestr(path, text)
    return wheel


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@attrs.frozen
class Environment:
    """A fresh environment that sees the packages of this one."""

    python: Path

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        program = "from textlens.cli import main; main()"
        return subprocess.run(
            [self.python, "-c", program, *arguments],
            input=stdin, capture_output=True, text=True, check=False, cwd=self.python.parent,
        )  # fmt: skip

    def analyse(self, *options: str) -> tuple[Any, list[str], int]:
        arguments = ("analyse", "-", "--format", "json", "--published", "2025-11-28", *options)
        done = self.run(*arguments, stdin=ARTICLE)
        return json.loads(done.stdout), done.stderr.splitlines(), done.returncode


def make_environment(folder: Path) -> Environment:
    try:
        venv.create(folder, symlinks=os.name != "nt", with_pip=False)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no virtual environment can be made here: {error}")
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = folder / scripts / "python"
    purelib = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
    )  # fmt: skip
    # addsitedir rather than plain paths: it follows the .pth files of editable installations.
    here = [sysconfig.get_path("purelib"), *site.getsitepackages()]
    lines = [f"import site; site.addsitedir({path!r})" for path in dict.fromkeys(here)]
    (purelib / "borrowed.pth").write_text("\n".join(lines) + "\n", "utf-8")
    return Environment(python)


def install(environment: Environment, wheels: Iterable[Path]) -> None:
    """Install wheels with uv, or with the pip of this environment."""
    files = [str(wheel) for wheel in wheels]
    uv = shutil.which("uv")
    if uv:
        command = [
            uv,
            "pip",
            "install",
            "--offline",
            "--no-deps",
            "--python",
            str(environment.python),
        ]
    else:
        command = [sys.executable, "-m", "pip", "--python", str(environment.python), "install",
                   "--no-index", "--no-deps", "--disable-pip-version-check"]  # fmt: skip
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with three strangers: one good, one that breaks, one that fails at work."""
    folder = tmp_path_factory.mktemp("strangers")
    environment = make_environment(folder / "venv")
    sources = {"rumours": GOOD, "broken": BROKEN, "omens": FAILING}
    install(environment, [build_wheel(folder, name, text) for name, text in sources.items()])
    return environment


@pytest.fixture(scope="module")
def result(strangers: Environment) -> tuple[Any, list[str], int]:
    return strangers.analyse()


def test_layer_of_a_strangers_kind_is_in_the_json(result: Any) -> None:
    (rumour,) = result[0]["layers"]["rumours"]
    start = ARTICLE.index("Rumour")
    assert (rumour["id"], rumour["strength"], rumour["word"], rumour["found_by"]) == (
        f"rumours:{start}-{start + 6}",
        3,
        [start, start + 6],
        ["rumours"],
    )


def test_results_of_the_others_are_intact(result: Any) -> None:
    layers = result[0]["layers"]
    assert [row["mode"] for row in layers["quotes"]] == ["direct"]
    assert [row["value"] for row in layers["times"]] == ["2024-03-03"]


def test_plugin_that_does_not_load_is_named(result: Any) -> None:
    assert (
        "textlens: plugin 'broken' of distribution stranger-broken failed to import: "
        "RuntimeError: this module does not load"
    ) in result[1]


def test_plugin_that_fails_at_work_is_named_in_output_and_document(result: Any) -> None:
    said = "omens failed: ValueError: no omens today"
    assert f"textlens: stdin: {said} [analyser.failed]" in result[1]
    (diagnostic,) = result[0]["diagnostics"]
    assert (diagnostic["analyser"], diagnostic["layer"], diagnostic["message"]) == (
        "omens",
        "omens",
        said,
    )


def test_exit_status_says_that_there_were_diagnostics(result: Any) -> None:
    assert result[2] == 3


def test_schema_describes_the_strangers_kind(strangers: Environment) -> None:
    layers = json.loads(strangers.run("schema").stdout)["properties"]["layers"]["properties"]
    assert layers["rumours"]["items"]["title"] == "Rumour"


def test_plugins_are_listed_with_what_is_wrong(strangers: Environment) -> None:
    done = strangers.run("plugins", "--check")
    assert done.returncode == 3
    assert "stranger-rumours 1.0" in done.stdout
    assert "failed to import: RuntimeError: this module does not load" in done.stdout
    assert "works: analysers quotes" in done.stdout


def test_selection_leaves_the_broken_ones_alone(strangers: Environment) -> None:
    document, said, status = strangers.analyse("--plugin", "rumours")
    assert (sorted(document["layers"]), said, status) == (["rumours"], [], 0)


def test_layer_is_written_back_unchanged_where_the_plugin_is_absent(result: Any) -> None:
    import textlens

    document = textlens.from_json(json.dumps(result[0]))
    assert type(document.layer("rumours")[0]) is textlens.Opaque
    assert json.loads(document.to_json()) == result[0]

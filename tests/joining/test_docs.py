import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "joining-rules.md").read_text("utf-8")
FORMS = ("name", "nominal", "pronoun")


def test_every_rule_has_an_entry_and_every_entry_is_a_rule() -> None:
    source = "".join(p.read_text("utf-8") for p in (ROOT / "src/textlens/joining").glob("*.py"))
    written = set(re.findall(r'"(joining\.[a-z-]+)"', source))
    written |= {f"joining.marked-{form}" for form in FORMS}
    assert set(re.findall(r"^\| `(joining\.[a-z-]+)`", PAGE, re.MULTILINE)) == written

"""Every rule has an entry with an example that it decides, and the page says what the data say."""

import re
from pathlib import Path

import pytest
import textlens_anonymity
from textlens_anonymity._lexicon import load_table
from textlens_anonymity._rules_page import rules_page

SOURCE = Path(textlens_anonymity.__file__).parent
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "anonymity-rules.md"
RULES = load_table("rules")
CODE = "\n".join(path.read_text("utf-8") for path in SOURCE.glob("*.py"))


@pytest.mark.skipif(not PAGE.is_file(), reason="the plugin stands alone, without the docs")
def test_the_page_of_rules_is_current():
    """Where it is not: ``python -m textlens_anonymity._rules_page > docs/reference/anonymity-rules.md``."""
    assert PAGE.read_text(encoding="utf-8") == rules_page()


def test_every_decision_has_an_entry():
    labels = "core|weak|named|other|collective|institutional|document"
    assert set(re.findall(rf'"((?:{labels})\.[a-z-]+)"', CODE)) == set(RULES["decisions"])


def test_every_cue_has_an_entry():
    assert set(re.findall(r'Cue\(\s*"([a-z-]+)"', CODE)) == set(RULES["cues"])


def test_every_other_rule_has_an_entry():
    found = re.findall(r'"(reason\.[a-z-]+)"|anonymity\.(link\.[a-z]+)', CODE)
    names = {one for pair in found for one in pair if one}
    assert names | {"pronoun.grant", "pronoun.subject"} == set(RULES["others"])


@pytest.mark.parametrize("rule", RULES["decisions"])
def test_example_of_a_rule_is_decided_by_it(read, rule):
    example = RULES["decisions"][rule]["example"]
    document = read(re.sub(r"[\[\]]", "", example))
    decided = {one.evidence[0].rule: document[one] for one in document.anonymous_sources}
    assert decided.get(f"anonymity.{rule}") == re.search(r"\[(.*?)\]", example).group(1)

"""Sentences with what must be found in them: past mistakes and things that look like times."""

from pathlib import Path

import pytest

LINES = Path(__file__).with_name("cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize("case", CASES, ids=[f"{case[0][:40]} {case[1]}" for case in CASES])
def test_a_sentence_is_read_as_a_person_reads_it(case, read):
    text, words, *rest = case
    found = [
        [text[t.start : t.end], t.type, t.value, "..".join(t.interval or ())] for t in read(text)
    ]
    expected = [words, *rest, ""][:4]
    assert expected in found if words != "-" else found == []

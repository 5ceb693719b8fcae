"""Turns of a transcript and signed quotations."""

from __future__ import annotations

from textlens_quotes import QuotesAnalyser, QuotesSettings

import textlens

RULES = QuotesAnalyser(QuotesSettings(model="none"))


def read(text: str) -> list[tuple[str, str]]:
    document = textlens.Document(text)
    return [
        (document[quote.source[0]], document[quote.content[0]])
        for quote in RULES.analyse(document)
        if quote.evidence[0].rule in {"quotes.transcript", "quotes.signature"}
    ]


def test_each_turn_belongs_to_its_speaker() -> None:
    text = "REPORTER: Will it open?\n\nMAYOR PETROV: It will.\n\nREPORTER: Thank you."
    assert read(text) == [
        ("REPORTER", "Will it open?"),
        ("MAYOR PETROV", "It will."),
        ("REPORTER", "Thank you."),
    ]


def test_what_is_said_within_a_turn_is_not_a_second_quote() -> None:
    text = "REPORTER: Why?\n\nPETROV: He said that it is safe.\n\nREPORTER: Thanks."
    assert len(list(RULES.analyse(textlens.Document(text)))) == 3


def test_label_before_a_colon_is_no_speaker() -> None:
    assert read("UPDATE: The vote is over.\n\nThe council met on Monday.") == []


def test_one_label_again_and_again_is_no_transcript() -> None:
    assert read("NOTE: One thing.\n\nNOTE: Another thing.\n\nNOTE: A third thing.") == []


def test_quotation_is_signed_after_a_dash() -> None:
    text = "“It was never safe.” — Ives Marlow, 61, a baker\n\n“I miss it.”\n\n— Ana Petrov"
    assert read(text) == [
        ("Ives Marlow, 61, a baker", "“It was never safe.”"),
        ("Ana Petrov", "“I miss it.”"),
    ]


def test_dash_before_a_reporting_clause_is_no_signature() -> None:
    assert read("“It was never safe” — Marlow said so in May.") == []


def test_names_in_small_letters_speak_where_two_of_them_come_back() -> None:
    text = "Quay Herald: Why?\n\nPetrov: It rained.\n\nQuay Herald: And now?\n\nPetrov: It is dry."
    assert read(text) == [
        ("Quay Herald", "Why?"),
        ("Petrov", "It rained."),
        ("Quay Herald", "And now?"),
        ("Petrov", "It is dry."),
    ]


def test_labels_of_a_list_are_no_speakers() -> None:
    text = "Where: The old pier.\n\nWhen: At noon.\n\nPrice: Free.\n\nWeather: Fair."
    assert read(text) == []

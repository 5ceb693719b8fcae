"""Who was asked and did not answer: the guidelines' section 6."""

import pytest


def statuses(document):
    return [
        (one.status, document[one], document[one.who] if one.who else None)
        for one in document.comment_statuses
    ]


CASES = [
    ("The port declined to comment.", "declined", "declined to comment", "The port"),
    ("The port had no comment.", "declined", "had no comment", "The port"),
    (
        "The port would not say whether the dam had held.",
        "declined",
        "would not say whether the dam had held",
        "The port",
    ),
    ("The clerk declined to give a figure.", "declined", "declined to give a figure", "The clerk"),
    (
        "Ms. Vale did not respond to three e-mails on Friday.",
        "no_response",
        "did not respond to three e-mails",
        "Ms. Vale",
    ),
    ("Her office did not return calls.", "no_response", "did not return calls", "Her office"),
    (
        "Luis Vale, a spokesman for the port, did not reply to a message.",
        "no_response",
        "did not reply to a message",
        "Luis Vale",
    ),
    (
        "The port had yet to return phone messages.",
        "no_response",
        "had yet to return phone messages",
        "The port",
    ),
    (
        "The general could not be reached for comment.",
        "unreachable",
        "could not be reached for comment",
        "The general",
    ),
    (
        "Attempts to reach the landlord were unsuccessful.",
        "unreachable",
        "were unsuccessful",
        "the landlord",
    ),
    (
        "The port referred questions to its lawyers.",
        "referred",
        "referred questions to its lawyers",
        "The port",
    ),
    (
        "The bank said it would respond later.",
        "pending",
        "said it would respond later",
        "The bank",
    ),
    (
        "Calls to the sheriff were not returned.",
        "no_response",
        "were not returned",
        "the sheriff",
    ),
]


@pytest.mark.parametrize(("text", "status", "surface", "who"), CASES)
def test_status_has_its_span_and_subject(read, text, status, surface, who):
    assert statuses(read(text)) == [(status, surface, who)]


def test_negated_subjects_are_one_subject(read):
    text = "Neither the port nor the bank responded to messages."
    assert statuses(read(text)) == [
        ("no_response", "responded to messages", "Neither the port nor the bank")
    ]


def test_two_verbs_are_two_entries_with_one_subject(read):
    text = "Several clerks declined to comment or did not respond to requests for comment."
    assert [row[::2] for row in statuses(read(text))] == [
        ("declined", "Several clerks"),
        ("no_response", "Several clerks"),
    ]


def test_subject_of_a_relative_clause_is_what_it_follows(read):
    text = "The talks failed, said Luis Vale, who declined to elaborate on the reasons."
    assert statuses(read(text))[0][2].endswith("Luis Vale")


def test_coordinated_subject_is_recovered(read):
    text = "One clerk confirmed the date and refused to give the place."
    assert statuses(read(text)) == [("declined", "refused to give the place", "One clerk")]


SILENT = [
    "She declined an invitation to the wedding.",
    "The patient did not respond to treatment.",
    "He commented on the photograph within minutes.",
    "The mayor did not elaborate.",
    "The witness refused to answer questions from the committee.",
    "The senator did not respond in kind.",
    "“I declined to comment,” he said.",
    "The port did not return to profit.",
]


@pytest.mark.parametrize("text", SILENT)
def test_other_silence_is_no_status(read, text):
    assert statuses(read(text)) == []

"""Texts of every kind that a reader may hand us."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["HOSTILE_TEXTS", "texts"]

# Pieces that have broken text programs before: marks without partner, marks that combine, both
# directions, half a surrogate pair, spaces that are none, line ends of every system, markup.
_PIECES = (
    *("“", "”", "‘", "’", '"', "'", "``", "''", "«", "»", "„", "(", ")", "[", "—", "-", "…", "..."),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "\u00a0",
        "\u200b",
        "\u2028",
        "\ufeff",
        "\x00",
        "\x85",
    ),
    *(
        "U.S.",
        "Sen.",
        "J.",
        "a.m.",
        "No. 3",
        "3.5",
        "1,200",
        "$4bn",
        "Nov. 3",
        "2024-02-30",
        "9999",
    ),
    *("said", "told", "that", "according to", "The", "he", "they", "officials", "Monday", "last"),
    *("Ana Petrov", "the U.S. envoy", "a person familiar with the matter", "declined to comment"),
    *(
        "e\u0301",
        "\u0301",
        "ß",
        "İ",
        "ﬁ",
        "👩\u200d🚀",
        "😀",
        "🇫🇷",
        "\U0001d54f",
        "\ud800",
        "\udfff",
    ),
    *(
        "שלום",
        "مرحبا",
        "\u202e",
        "中文",
        "हिन्दी",
        "&amp;",
        "<b>",
        "</p>",
        "{",
        "}",
        "\\",
        "%s",
        "#a",
    ),
    *("https://example.org/a?b=1.", "ana@example.org", ".", "?", "!", ",", ";", ":", "•", "A", "a"),
)

HOSTILE_TEXTS: tuple[str, ...] = (
    "",
    " \n\t\u200b\ufeff ",
    "”“’‘»«) said (said “said",
    "“" * 200,
    "“He said ‘she said “they said ‘no",
    "no end of a sentence " * 200,
    "\ud800 said \udfff on Monday",
    "👩\u200d🚀 “\u0301” said 😀 on 3 March 2024, 🇫🇷 officials said.",
    "\u202eשלום said “مرحبا” to \u0661\u0662 officials\u202c",
    "<p>“Yes,” <b>Ana Petrov</b> said.</p>&nbsp;<script>said</script>",
    "ALL OFFICIALS SAID ON MONDAY THAT “EVERYTHING IS CAPITAL”",
    "a\rb\r\nc\x85d\u2028e\x00f",
    "Said said. Said? “Said,” said Said.",
    "31 February 2023, 99/99/9999, year 123456789012345678901234567890, the 0th century",
)


def texts(*, max_size: int = 400) -> st.SearchStrategy[str]:
    """Return a strategy of texts, the nastiest first: any Unicode, news-like pieces, whole articles.

    Lone surrogates, control characters and empty texts are among them.
    """
    from textlens.testing._articles import articles

    return st.one_of(
        st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
        st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join),
        st.text(st.characters(exclude_categories=()), max_size=80),
        articles(max_parts=5).map(lambda article: article.text),
        st.sampled_from(HOSTILE_TEXTS),
    ).map(lambda text: text[:max_size])

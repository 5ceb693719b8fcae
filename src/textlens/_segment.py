"""temporary"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right


class Ranges:
    __slots__ = ("ends", "starts")

    def __init__(self, starts, ends):
        self.starts, self.ends = starts, ends

    def __len__(self):
        return len(self.starts)

    def __getitem__(self, i):
        return self.starts[i], self.ends[i]


class Tokens:
    def __init__(self, text, starts, ends, sentences, paragraphs):
        self.text, self.starts, self.ends, self.sentences, self.paragraphs = (
            text,
            starts,
            ends,
            sentences,
            paragraphs,
        )

    def __len__(self):
        return len(self.starts)

    def word(self, i):
        return self.text[self.starts[i] : self.ends[i]]

    @property
    def words(self):
        return [self.text[s:e] for s, e in zip(self.starts, self.ends)]

    def index_at(self, o):
        return bisect_right(self.ends, o)

    def sentence_of(self, i):
        return bisect_right(self.sentences.starts, i) - 1

    def paragraph_of(self, i):
        return bisect_right(self.paragraphs.starts, i) - 1


def segment(text):
    ms = list(re.finditer(r"\w+|[^\w\s]", text))
    st = array("q", (m.start() for m in ms))
    en = array("q", (m.end() for m in ms))
    bounds = (
        [0]
        + [
            i + 1
            for i in range(len(st) - 1)
            if text[en[i] - 1] in ".!?" or "\n" in text[en[i] : st[i + 1]]
        ]
        + [len(st)]
    )
    pb = [0] + [i + 1 for i in range(len(st) - 1) if "\n" in text[en[i] : st[i + 1]]] + [len(st)]
    s = Ranges(array("q", bounds[:-1]), array("q", bounds[1:]))
    p = Ranges(array("q", pb[:-1]), array("q", pb[1:]))
    return Tokens(text, st, en, s, p)

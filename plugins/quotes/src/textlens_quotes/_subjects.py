"""Speakers and hearers that the model leaves out or takes for content.

"Adeyemi, 41, said that ...": a plain subject that opens the sentence is the source of a verb of saying
that has none, and so is who follows the verb behind a quotation (“Why?” asked *Ana*). "She told Judge Boyle and a jury of seven that ...": what stands between a verb of telling
and its clause is who was told, and no content.
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution, overlap
from textlens_quotes._cues import Cues
from textlens_quotes._phrases import Phrases

__all__ = ["with_subjects", "without_hearers"]

# Words of a subject, and of what stands between commas behind it.
LONGEST_SUBJECT, LONGEST_ASIDE = 8, 26
# Words of a subject behind "In a paper out on Friday,".
LONGEST_LED = 12
# Words of a sentence before the verb; what stands further off is not looked at.
LONGEST_WAY = 80
# Words of who is told.
LONGEST_HEARER = 16
_QUOTES = frozenset('“”"«»')
_STOPS = frozenset({".", ";", ":", "?", "!", "(", ")", "—", "–", "\n"}) | _QUOTES


def with_subjects(
    found: Sequence[Attribution], tokens: Tokens, phrases: Phrases
) -> list[Attribution]:
    """Return the attributions, with the subject that opens the sentence as source where none is.

    Behind a quotation it is the one that follows the verb.
    """
    cues = phrases.cues
    for one in found:
        if not one.source and one.cue:
            subject = _follower(one, tokens, phrases) or _subject(one.cue[0][0], tokens, cues)
            if subject is None:
                continue
            # "A worker, who asked not to be named for fear of reprisal, said": all read as content.
            rest = [part for part in one.content if not _is_same(part, subject)]
            if rest and not any(overlap(part, subject) for part in rest):
                one.source, one.content = [subject], rest
    return list(found)


def _follower(one: Attribution, tokens: Tokens, phrases: Phrases) -> tuple[int, int] | None:
    """Return who follows a verb right behind a quotation: “Who will pay?” asked *Bo Lind*."""
    index = one.cue[0][0]
    is_behind = any(end == index and phrases.inside[end - 1] for _, end in one.content)
    lemma = phrases.cues.lemma_of.get(tokens.words[index])
    is_verb = lemma in phrases.cues.parenthetical or lemma in phrases.cues.beside_marks
    if len(one.cue) > 1 or one.cue[0][1] != index + 1 or not is_behind or not is_verb:
        return None
    return phrases.after(index, tokens.sentences[tokens.sentence_of(index)][1])


def _subject(cue: int, tokens: Tokens, cues: Cues) -> tuple[int, int] | None:
    words = tokens.words
    if not _is_finite(words[cue], cues):
        return None
    first, _ = tokens.sentences[tokens.sentence_of(cue)]
    if cue - first > LONGEST_WAY:
        return None
    end = cue
    if cue > first and words[cue - 1] == "and":
        # "Malcolm Threlfall told the meeting that ... and promised": the verbs share a subject.
        told = (i for i in range(first + 1, cue) if words[i].lower() in cues.lemma_of)
        end = next(told, first)
        if not _is_finite(words[end], cues):
            return None
    if _STOPS.intersection(words[first:end]):
        return None
    commas = [i for i in range(first, end) if words[i] == ","]
    if not commas:
        return (first, end) if _is_phrase(words[first:end], cues) else None
    if commas[-1] != end - 1:
        # "In a paper out on Friday, Ana Ruiz of the Lake Institute and two colleagues report".
        start = commas[-1] + 1
        is_led = len(commas) == 1 and words[first].lower() in cues.adjuncts
        is_phrase = _is_phrase(words[start:end], cues, longest=LONGEST_LED)
        return (start, end) if is_led and words[start][0].isupper() and is_phrase else None
    if end - commas[0] > LONGEST_ASIDE:
        return None
    # "Opening the case, Ana Petrov, prosecuting, told": the first stretch that can be a subject.
    for start, stop in zip((first, *(i + 1 for i in commas)), commas[:-1], strict=False):
        stretch = words[start:stop]
        is_name = all(word[0].isupper() for word in stretch)
        if _is_phrase(stretch, cues) and (start == first or (is_name and len(stretch) > 1)):
            return start, end
    return None


def _is_finite(word: str, cues: Cues) -> bool:
    lemma = cues.lemma_of.get(word, "")
    is_told = lemma in cues.clausal or cues.act_of.get(lemma) == "speech"
    return is_told and not word.endswith("ing")


def _is_phrase(words: Sequence[str], cues: Cues, *, longest: int = LONGEST_SUBJECT) -> bool:
    """Tell whether words that open a sentence are a name, or "the" and a noun, and no clause."""
    lower = [word.lower() for word in words]
    if not 0 < len(words) <= longest or any(
        w in cues.lemma_of or w in cues.barriers or w in cues.between for w in lower
    ):
        return False
    if len(words) == 1 and lower[0].endswith("ing"):
        return False  # "Having said that"
    is_opened = lower[0] in cues.articles or longest > LONGEST_SUBJECT
    return all(word[0].isupper() for word in words) or is_opened


def without_hearers(found: Sequence[Attribution], tokens: Tokens, cues: Cues) -> list[Attribution]:
    """Return the attributions, their content less who is told."""
    words = tokens.words
    for one in found:
        if not one.cue:
            continue
        first, end = one.content[0]
        lemma = cues.lemma_of.get(words[one.cue[0][1] - 1].lower())
        is_by = lemma in cues.asks and words[first - 1] == "by" and one.cue[0][1] == first - 1
        if not (is_by or one.cue[0][1] == first) or not (lemma in cues.tells or lemma in cues.asks):
            continue
        heads = cues.asked if lemma in cues.asks else cues.told
        that = next(
            (i for i in range(first, min(end, first + LONGEST_HEARER)) if words[i] in heads), first
        )
        between = words[first:that]
        if (
            that > first
            and that + 1 < end
            and not _STOPS.intersection(between)
            and not any(
                word in cues.lemma_of or word in cues.between or word in cues.complementisers
                for word in between
            )
        ):
            one.content[0] = (that, end)
            if is_by and not one.source:
                one.source = [(first, that)]  # "Asked by Bo Lind whether it rained"
    return list(found)


def _is_same(part: tuple[int, int], subject: tuple[int, int]) -> bool:
    return part[0] == subject[0] and subject[1] - 1 <= part[1] <= subject[1]

"""Whom and how often a measure's text names. A suggestion, shown as one and never set by itself.

Pure. The words for roles come as a parameter, since municipalities call them differently.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .rhythms import Rhythm, read_rhythm

Vocabulary = Mapping[str, Iterable[str]]

DEFAULT_VOCABULARY: Vocabulary = {
    "chief_executive": ("rådmann", "rådmannen", "kommunedirektør", "kommunedirektøren"),
    "management_group": (
        "rlg", "kdlg", "rådmannens ledergruppe", "kommunedirektørens ledergruppe",
        "kommunedirektørens leiargruppe", "strategisk ledergruppe", "toppledergruppen",
    ),
    "service_area_manager": (
        "tol", "tjenesteområdeleder", "tjenesteområdelederen", "tjenesteområdelederne",
        "tenesteområdeleiar", "kommunalsjef", "kommunalsjefen", "kommunalsjefene",
        "sektorleder", "sektorlederen", "sektorleiar",
    ),
    "unit_manager": (
        "drel", "driftsenhetsleder", "driftsenhetslederen", "driftsenhetslederne",
        "enhetsleder", "enhetslederen", "enhetslederne", "einingsleiar", "einingsleiaren",
        "virksomhetsleder", "virksomhetslederen",
    ),
    "development_unit_leader": ("utviklingsenheten", "utviklingsenhet", "utviklingseininga"),
}  # fmt: skip
"""The words a Norwegian municipality commonly uses, in bokmål and nynorsk."""

SUBORDINATE = re.compile(
    r"\b(når|hvis|dersom|om|fordi|viss)\b[^,.;]*(,\s*som\b[^,]*)?(,|$|(?=[.;]))", re.I
)
NO_STOP_AFTER = ("pr", "ref", "jf", "mnd", "maks", "f.eks")
SENTENCE = re.compile(
    "".join(rf"(?<!\b{re.escape(word)})" for word in NO_STOP_AFTER) + r"[.?!](?=[\s»\"]|$)"
)
LIMIT = re.compile(
    r"\b(?:maks(?:imalt)?\.?|senest|seinast|innen|innan|ikke senere enn)\s+"
    r"(?P<n>\d{1,3}|en|én|to|tre|fire|fem|seks|åtte|ti|tolv)\s*"
    r"(?P<unit>dag(?:er|ar)?|uker?|veker?|mnd\.?|måned(?:er)?|månad(?:er|ar)?|år)\s+etter\b\s*"
    r"(?P<anchor>[\w -]{0,60})",
    re.I,
)
NUMBERS = {"en": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "åtte": 8,
           "ti": 10, "tolv": 12}  # fmt: skip


class Certainty(StrEnum):
    """How plainly the text says it."""

    SUBJECT = "subject"  # "TOL går til Gemba": the one who does it
    MENTIONED = "mentioned"  # "… være innom rådmannen": named, not plainly the one who does it


@dataclass(frozen=True)
class OwnerSuggestion:
    """The role a text names, the word it used, and the other roles it names too."""

    role: str
    word: str
    certainty: Certainty
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limit:
    """A limit counted from an event: "maks 6 mnd. etter innføring"."""

    number: int
    unit: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Suggestions:
    """Everything a text suggests; each part may be missing."""

    owner: OwnerSuggestion | None = None
    rhythm: Rhythm | None = None
    limit: Limit | None = None


@dataclass(frozen=True)
class _Mention:
    role: str
    word: str
    start: int
    subject: bool


def suggest(text: str, vocabulary: Vocabulary = DEFAULT_VOCABULARY) -> Suggestions:
    """What this text suggests for owner, rhythm and limit."""
    limit = suggest_limit(text)
    return Suggestions(suggest_owner(text, vocabulary), read_rhythm(text), limit)


def suggest_owner(text: str, vocabulary: Vocabulary = DEFAULT_VOCABULARY) -> OwnerSuggestion | None:
    """The role to suggest as owner, or None.

    The first one that begins a sentence wins; else the first that is mentioned. One who stands in
    a subordinate clause ("Når DREL har behov, …") has something happen to them and is not
    suggested. The text is never the owner's adoption of it: somebody confirms.
    """
    named = _mentions(text, vocabulary)
    if not named:
        return None
    first = next((each for each in named if each.subject), named[0])
    others = dict.fromkeys(each.role for each in named if each.role != first.role)
    certainty = Certainty.SUBJECT if first.subject else Certainty.MENTIONED
    return OwnerSuggestion(first.role, first.word, certainty, tuple(others))


def suggest_limit(text: str) -> Limit | None:
    """A limit such as "senest 6 måneder etter innføring", or None."""
    match = LIMIT.search(text)
    if match is None:
        return None
    count = match["n"].lower()
    unit = match["unit"].lower()
    names = {"d": "day", "u": "week", "v": "week", "m": "month", "å": "year"}
    return Limit(
        number=int(count) if count.isdigit() else NUMBERS[count],
        unit=names[unit[0]],
        anchor=match["anchor"].strip(),
        words=match[0].strip(),
    )


def _mentions(text: str, vocabulary: Vocabulary) -> list[_Mention]:
    """The roles named, in order, the longest word first; none inside a subordinate clause."""
    hidden = [(m.start(), m.end()) for m in SUBORDINATE.finditer(text)]
    begins = {0, *(m.end() for m in SENTENCE.finditer(text))}
    words = {word.lower(): role for role, names in vocabulary.items() for word in names if word}
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    if not pattern:
        return []
    found = []
    for match in re.finditer(rf"(?<![\w-])({pattern})(?P<owning>s)?(?![\w-])", text, re.I):
        if any(start <= match.start() < end for start, end in hidden):
            continue
        lead = text[max(begin for begin in begins if begin <= match.start()) : match.start()]
        alone = re.fullmatch(r"[\s«\"(]*((alle|hver|den enkelte|kvar)\s+)?", lead, re.I)
        subject = alone is not None and "(" not in lead and not match["owning"]
        word = match[0]
        found.append(_Mention(words[match[1].lower()], word, match.start(), subject))
    return found

"""How often something happens, read from plain Norwegian: "2 ganger i året", "hvert kvartal".

Pure. One place for the deadline column and for the text of a measure.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Per(StrEnum):
    """The period that a rhythm counts in."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True)
class Rhythm:
    """`times` in every `every` periods: twice a year, once in two weeks."""

    times: int
    per: Per
    every: int = 1
    words: str = ""


NUMBERS = {
    "en": 1, "én": 1, "ein": 1, "et": 1, "ett": 1, "eit": 1, "to": 2, "tre": 3, "fire": 4,
    "fem": 5, "seks": 6, "åtte": 8, "ti": 10, "tolv": 12,
}  # fmt: skip
COUNT = r"(?P<n>\d{1,2}|" + "|".join(NUMBERS) + r")"
UNIT = (
    r"(?P<unit>år(et)?|halvår(et)?|kvartal(et)?|tertial(et)?|måned(en)?|månad(en)?|mnd\.?"
    r"|uke[na]?|veke[na]?|dag(er|ar)?)"
)
PER = r"(i|pr\.?|per|/|hvert|hver|kvart|kvar)"
ADVERBS = {
    r"årlig|årleg|årvisst": (1, Per.YEAR),
    r"halvårlig|halvårleg|halvårsvis": (1, Per.HALF_YEAR),
    r"kvartalsvis|kvartalsvise": (1, Per.QUARTER),
    r"tertialvis": (1, Per.TERTIAL),
    r"månedlig|månadleg|månedsvis": (1, Per.MONTH),
    r"ukentlig|vekentleg|ukevis": (1, Per.WEEK),
}
# After an adverb comes nothing or one of these; before a noun ("halvårlig revisjon") the word
# tells which meeting is meant, and says nothing of a rhythm.
AFTER_ADVERB = (
    r"(?=$|[.,;:)!]|\s+(i|og|av|for|til|på|med|ved|etter|innen|innan|fra|frå|som|eller)\b)"
)
PLURALS = {
    r"halvårlige": (1, Per.HALF_YEAR),
    r"årlige": (1, Per.YEAR),
    r"månedlige|månadlege": (1, Per.MONTH),
    r"ukentlige|vekentlege": (1, Per.WEEK),
    r"kvartalsvise": (1, Per.QUARTER),
    r"tertialvise": (1, Per.TERTIAL),
}
REPORTS = (
    r"(?P<r>kvartals|tertial|halvårs|måneds)\s*-?\s*(/|og|eller)?\s*-?\s*"
    r"(års)?(rapport|oppfølging)"
)
REPORT_PERIODS = {"kvartals": Per.QUARTER, "tertial": Per.TERTIAL, "halvårs": Per.HALF_YEAR,
                  "måneds": Per.MONTH}  # fmt: skip
CONTINUOUS = (
    r"(fort)?løpende|(fort)?løpande|kontinuerlig(e)?|kontinuerleg|permanent|alltid"
    r"|hele tiden|heile tida|(gjennom )?(hele|heile) året"
)
VAGUE = r"\b(jevnlig|jamleg|regelmessig|ved behov|etter behov|fast|rutinemessig|av og til)\b"


def is_continuous(text: str) -> bool:
    """Whether the whole text says "ongoing" and nothing else."""
    whole = rf"({CONTINUOUS})(\s*(oppgave|arbeid|prosess))?\.?"
    return re.fullmatch(whole, text.lower()) is not None


def is_vague_rhythm(text: str) -> bool:
    """Whether it is said to come again, but not how often."""
    return re.search(VAGUE, text.lower()) is not None


def read_rhythm(text: str) -> Rhythm | None:
    """The rhythm that a text names, or None. The first one where there are several."""
    lower = text.lower()
    found = [rhythm for read in (_times, _each, _adverb, _report) if (rhythm := read(lower))]
    return min(found, key=lambda each: lower.index(each.words)) if found else None


def _times(text: str) -> Rhythm | None:
    """ "2 ganger i året", "x 2/år", "2 x pr. år", "en gang per kvartal", "to ganger årlig"."""
    patterns = (
        rf"\b{COUNT}\s*(ganger|gonger|gang|gong|x)\s*{PER}\s*{UNIT}(?![a-zæøå])",
        rf"\bx\s*{COUNT}\s*{PER}\s*{UNIT}(?![a-zæøå])",
        rf"\b{COUNT}\s*(ganger|gonger|gang|gong|x)\s+(?P<unit>årl[ie]g|ukentlig|mån[ea]dl[ie]g)\b",
        rf"(?<![\w.])(?P<n>\d{{1,2}})\s*(/|pr\.?|per)\s*{UNIT}(?![a-zæøå])",
    )
    for pattern in patterns:
        match = re.search(pattern, text)
        if match and (per := _per(match["unit"])):
            return Rhythm(_number(match["n"]), per, words=match[0])
    return None


def _each(text: str) -> Rhythm | None:
    """ "hvert kvartal", "hver måned", "annethvert år", "hver 14. dag", "hver 3. måned"."""
    days = re.search(r"\b(hver|kvar)\s+(?P<n>14|fjortende|fjortande)\.?\s*dag\b", text)
    if days:
        return Rhythm(1, Per.WEEK, every=2, words=days[0])
    second = re.search(rf"\b(annen|annet|anna|ann?akvar)\s*(hver|hvert|kvar|kvart)?\s+{UNIT}", text)
    second = second or re.search(rf"\b(hvert|hver|kvart|kvar)\s+(andre|annet|anna)\s+{UNIT}", text)
    if second and (per := _per(second["unit"])):
        return Rhythm(1, per, every=2, words=second[0])
    nth = re.search(
        rf"\b(hvert|hver|kvart|kvar)\s+((?P<n>\d{{1,2}})\.\s*)?{UNIT}(?![a-zæøå])", text
    )
    if nth and (per := _per(nth["unit"])):
        return Rhythm(1, per, every=int(nth["n"] or 1), words=nth[0])
    return None


def _adverb(text: str) -> Rhythm | None:
    for words, (times, per) in ADVERBS.items():
        match = re.search(rf"\b({words})\b{AFTER_ADVERB}", text)
        if match:
            return Rhythm(times, per, words=match[0])
    for words, (times, per) in PLURALS.items():
        match = re.search(rf"\b({words})\b", text)
        if match:
            return Rhythm(times, per, words=match[0])
    return None


def _report(text: str) -> Rhythm | None:
    match = re.search(REPORTS, text)
    return Rhythm(1, REPORT_PERIODS[match["r"]], words=match[0]) if match else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text]


def _per(unit: str) -> Per | None:
    starts = {
        "halvår": Per.HALF_YEAR, "år": Per.YEAR, "kvartal": Per.QUARTER, "tertial": Per.TERTIAL,
        "mån": Per.MONTH, "mnd": Per.MONTH, "uke": Per.WEEK, "veke": Per.WEEK,
    }  # fmt: skip
    return next((per for start, per in starts.items() if unit.startswith(start)), None)

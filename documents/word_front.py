"""The text around the tables: title and generation, focus areas, basis and adoption.

Pure on paragraphs. What fits none of these is handed back as unplaced.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .cell_items import TYPED
from .parsed import Adoption, FocusArea, Part, Place, Statement
from .word_text import Paragraph
from .written_dates import MONTH, read_date

PLAN_WORD = re.compile(r"(handlings|handlings-|tiltaks|forbedrings|utviklings|lean-?)plan", re.I)
GENERATION = re.compile(
    r"\b(?:generasjon|gen\.)\s*(?P<n>\d{1,2}|[IVX]{1,4}|en|én|to|tre|fire|fem)\b"
    r"|\b(?P<nth>\d{1,2})\.\s*generasjon\b",
    re.I,
)
GENERATION_AT_END = re.compile(rf"[\s–—\-,:(]*(?:{GENERATION.pattern})\)?\s*$", re.I)
NUMBERS = {"en": 1, "én": 1, "i": 1, "to": 2, "ii": 2, "tre": 3, "iii": 3, "fire": 4, "iv": 4,
           "fem": 5, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}  # fmt: skip
FOCUS = re.compile(r"(fokus|satsings|innsats)område", re.I)
ONE_FOCUS = re.compile(
    r"(fokus|satsings|innsats)område\s*(\d+|[A-D])?\s*[:–—-]\s*(?P<title>.+)$", re.I
)
BASIS = re.compile(r"^(kunnskaps)?(grunnlag|bakgrunn)(et)?\b", re.I)
DAY = rf"(\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}\.?\s*(?:{MONTH})\.?\s*\d{{4}})"
ADOPTED = re.compile(
    r"(?:(?:planen|handlingsplanen)\s+(?:er|ble|blei)\s+)?"
    r"(?P<verb>vedtatt|vedteken|vedteke|vedtak|godkjent|godkjend)\b",
    re.I,
)
SHORT = 80


@dataclass
class Front:
    """What was found around the tables. `rest` is what was not understood."""

    title: str = ""
    title_as_read: str = ""
    generation: int | None = None
    adoption: Adoption | None = None
    focus_areas: list[FocusArea] = field(default_factory=list)
    basis: list[str] = field(default_factory=list)
    rest: list[tuple[Place, str, str]] = field(default_factory=list)


def read_front(stretches: Sequence[Sequence[Paragraph]]) -> Front:
    """Read the paragraphs outside tables; `stretches[n]` are those after table n."""
    front = Front()
    for table, paragraphs in enumerate(stretches):
        _Stretch(front, table, [p for p in paragraphs if p.text]).read()
    return front


def generation_in(text: str) -> int | None:
    """The generation a text names: "generasjon 2", "gen. II", "3. generasjon"."""
    match = GENERATION.search(text)
    if match is None:
        return None
    word = (match["n"] or match["nth"]).lower()
    return int(word) if word.isdigit() else NUMBERS.get(word)


def read_adoption(text: str) -> Adoption | None:
    """An adoption line: "Vedtatt i kommunedirektørens ledergruppe 3. mai 2021", or None."""
    verb = ADOPTED.match(text)
    if verb is None:
        return None
    rest = text[verb.end() :]
    day = re.search(DAY, rest, re.I)
    body = rest if day is None else rest[: day.start()] + " " + rest[day.end() :]
    body = re.sub(r"\b(i møte|møte|den|dato)\b|[.:,;()]", " ", body)
    body = re.sub(r"^\s*(i|av)\b|\s(i|av|den|på)\s*$|^\s*[–—-]|[–—-]\s*$", " ", body)
    body = re.sub(r"^\s*(i|av)\b", " ", body)
    return Adoption(text, re.sub(r"\s+", " ", body).strip(), read_date(day[0]) if day else None)


def set_title(front: Front, text: str) -> None:
    """Take this as the plan's title, its generation apart."""
    front.title_as_read = text
    front.generation = generation_in(text)
    title = GENERATION_AT_END.sub("", text) if front.generation is not None else text
    front.title = title.strip(" –—-:,") or text


class _Stretch:
    """Walks the paragraphs between two tables, knowing which section it is in."""

    def __init__(self, front: Front, table: int, paragraphs: list[Paragraph]) -> None:
        self.front = front
        self.table = table
        self.paragraphs = paragraphs
        self.section = ""
        self.area: FocusArea | None = None

    def read(self) -> None:
        index = 0
        while index < len(self.paragraphs):
            index += self._take(index)
        self._close_area()

    def _take(self, index: int) -> int:
        """Understand the paragraph here; how many paragraphs it took."""
        paragraph = self.paragraphs[index]
        text = paragraph.text
        if self._is_title(paragraph):
            return self._title(index)
        adoption = read_adoption(text)
        if adoption is not None and self.front.adoption is None:
            self._leave()
            self.front.adoption = adoption
        elif self._begins_section(paragraph) or (self.section == "focus" and self._focus(index)):
            pass
        elif self.section == "basis" and not _is_heading(paragraph):
            self.front.basis.append(_bare(text))
        else:
            self._leave()
            place = Place(Part.BODY, table=self.table, line=paragraph.line)
            self.front.rest.append((place, text, "outside_tables"))
        return 1

    def _is_title(self, paragraph: Paragraph) -> bool:
        if self.front.title or self.table > 0:
            return False
        if paragraph.heading == 0:
            return True
        early = not self.front.focus_areas and not self.section and paragraph.list_level is None
        names_plan = PLAN_WORD.search(paragraph.text) is not None
        return early and names_plan and len(paragraph.text) <= 2 * SHORT

    def _title(self, index: int) -> int:
        text, taken = self.paragraphs[index].text, 1
        following = self.paragraphs[index + 1].text if index + 1 < len(self.paragraphs) else ""
        only = GENERATION_AT_END.fullmatch(following)
        if generation_in(text) is None and only:
            text, taken = f"{text} {following}", 2
        set_title(self.front, text)
        return taken

    def _begins_section(self, paragraph: Paragraph) -> bool:
        text = paragraph.text
        one = ONE_FOCUS.match(text)
        heading = _is_heading(paragraph) or (paragraph.list_level is None and len(text) <= SHORT)
        if one and heading:
            self._close_area()
            self.section, self.area = "focus", FocusArea(one["title"].strip())
        elif FOCUS.search(text) and heading and self.section != "focus":
            self._leave()
            self.section = "focus"
            if rest := _after_colon(text):
                place = Place(Part.BODY, table=self.table, line=paragraph.line)
                self.front.rest.append((place, rest, "outside_tables"))
        elif BASIS.match(text) and heading and (_is_heading(paragraph) or len(text) < 40):
            self._leave()
            self.section = "basis"
            if rest := _after_colon(text):
                self.front.basis.append(rest)
        else:
            return False
        return True

    def _focus(self, index: int) -> bool:
        """A line under the focus areas: a new area, its objective or a statement."""
        paragraph = self.paragraphs[index]
        listed = paragraph.list_level is not None or _typed_bullet(paragraph)
        if not listed and (_is_heading(paragraph) or self.area is None or self.area.statements):
            if len(paragraph.text) > SHORT or (paragraph.text.endswith(".") and self.area):
                return False
            self._close_area()
            self.area = FocusArea(paragraph.text.rstrip(":").strip())
        elif self.area is None:
            return False
        elif not listed and not self.area.objective:
            self.area = replace(self.area, objective=paragraph.text)
        else:
            self._statement(paragraph, listed)
        return True

    def _statement(self, paragraph: Paragraph, listed: bool) -> None:
        assert self.area is not None
        level = (paragraph.list_level or 0) + 1 if listed else 1
        outer = self.area.statements[-1].level if self.area.statements else 0
        # A typed dash under Word's own bullets is the inner level.
        typed_inner = paragraph.list_level is None and self._bulleted_before(paragraph)
        level = min(2 if typed_inner else level, outer + 1)
        statement = Statement(_bare(paragraph.text), level)
        self.area = replace(self.area, statements=(*self.area.statements, statement))

    def _bulleted_before(self, paragraph: Paragraph) -> bool:
        at = self.paragraphs.index(paragraph)
        before = reversed(self.paragraphs[:at])
        return any(p.list_level is not None for p in before) and _typed_bullet(paragraph)

    def _close_area(self) -> None:
        if self.area is not None:
            self.front.focus_areas.append(self.area)
            self.area = None

    def _leave(self) -> None:
        self._close_area()
        self.section = ""


def _is_heading(paragraph: Paragraph) -> bool:
    """Formatted or punctuated as a heading."""
    if paragraph.heading is not None:
        return True
    marked = paragraph.bold or paragraph.underlined or paragraph.text.endswith(":")
    return marked and paragraph.list_level is None and len(paragraph.text) <= SHORT


def _after_colon(text: str) -> str:
    """What a heading goes on to say on its own line: "Grunnlag: evalueringen"."""
    return text.partition(":")[2].strip()


def _typed_bullet(paragraph: Paragraph) -> bool:
    return TYPED.match(paragraph.text) is not None


def _bare(text: str) -> str:
    """Without a typed bullet."""
    marker = TYPED.match(text)
    return text[marker.end() :] if marker and not marker["stars"] else text

"""All that was read out of a document, as lines of text."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from documents.deadlines import DeadlineKind, read_deadline
from documents.messages import DEADLINES, notice_text, place_text, reason_text
from documents.parsed import Line, ParsedPlan, Written, count
from documents.rhythms import read_rhythm
from documents.suggestions import suggest_limit, suggest_owner
from leanplan.templatetags.ui import short_date


def readout(plan: ParsedPlan) -> list[str]:
    """What was read: title, adoption, numbers, what is shown as read, and what was not placed."""
    return [*_head(plan), "", *_numbers(plan), *_beside(plan), *_named(plan), *_doubts(plan)]


def _head(plan: ParsedPlan) -> Iterator[str]:
    yield _("Title: %(text)s") % {"text": plan.title or _("none found")}
    yield _("Generation: %(number)s") % {"number": plan.generation or _("not said")}
    if plan.adoption:
        day = short_date(plan.adoption.on) if plan.adoption.on else _("no day")
        yield _("Adopted: %(body)s, %(day)s") % {"body": plan.adoption.body, "day": day}
    else:
        yield _("Adopted: not said")
    yield _("Focus areas: %(number)s") % {"number": len(plan.focus_areas)}
    yield _("Basis entries: %(number)s") % {"number": len(plan.basis)}
    yield _("Tables: %(read)s of %(all)s read") % {"read": plan.tables_read, "all": plan.tables}


def _numbers(plan: ParsedPlan) -> Iterator[str]:
    numbers = count(plan)
    for label, number in (
        (_("Rows"), numbers.rows),
        (_("Challenges"), numbers.challenges),
        (_("of them open questions"), numbers.open_questions),
        (_("Measures"), numbers.measures),
        (_("of them lead lines"), numbers.leads),
        (_("Sub-headings"), numbers.headings),
        (_("Footnotes"), numbers.footnotes),
        (_("Responsible"), numbers.owners),
        (_("Deadlines"), numbers.deadlines),
        (_("Not placed"), numbers.unplaced),
    ):
        yield f"{number:4} {label}"


def _beside(plan: ParsedPlan) -> Iterator[str]:
    """Owners and deadlines as read, and what was made of the deadlines."""
    measures = [line for row in plan.rows for line in row.measures]
    written = [(line, line.owner) for line in measures if line.owner]
    written += [(line, line.deadline) for line in measures if line.deadline]
    if written:
        yield from ("", _("As read beside the measures:"))
    for line, each in written:
        yield f"  {_short(line.text)}: {_one(line, each)}"


def _one(line: Line, written: Written) -> str:
    text = f"«{written.text}»".replace("\n", " / ")
    if written is line.owner:
        said = _("suggested only, it stands beside several") if written.shared else ""
        return f"{text} {said}".strip()
    reading = read_deadline(written.text)
    if reading.kind is DeadlineKind.UNCLEAR and reading.reason:
        return f"{text} {DEADLINES[reading.reason]}"
    if reading.due:
        return _("%(text)s, read as %(day)s") % {"text": text, "day": short_date(reading.due)}
    kinds = {DeadlineKind.ONGOING: _("ongoing"), DeadlineKind.RECURRING: _("recurring")}
    return _("%(text)s, read as %(kind)s") % {"text": text, "kind": kinds.get(reading.kind, "")}


def _named(plan: ParsedPlan) -> Iterator[str]:
    """What the texts name: suggestions, never set."""
    found = []
    for row in plan.rows:
        for line in row.measures:
            owner, rhythm = suggest_owner(line.text), read_rhythm(line.text)
            limit = suggest_limit(line.text)
            words = [each.words for each in (rhythm, limit) if each]
            named = [owner.word, *words] if owner else words
            if named:
                found.append(f"  {_short(line.text)}: {', '.join(named)}")
    if found:
        yield from ("", _("Named in the text, kept as suggestions only:"), *found)


def _doubts(plan: ParsedPlan) -> Iterator[str]:
    if plan.notices:
        yield from ("", _("Read, but worth a look:"))
    for notice in plan.notices:
        where = "" if notice.count > 1 else f"{place_text(notice.place)}: "
        quote = f" «{_short(notice.text)}»" if notice.text and notice.code != "no_column" else ""
        yield f"  {where}{notice_text(notice)}{quote}"
    waiting = [entry for entry in plan.unplaced if not entry.left_out]
    if waiting:
        yield from ("", _("Could not be placed:"))
    for entry in waiting:
        yield f"  {place_text(entry.place)}: «{_short(entry.text)}» {reason_text(entry.reason)}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 70 else f"{flat[:69]}…"

"""The lists of visits and of reviews in Excel: all rows of the page, on however many pages."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from leanplan.list_export import ListExport
from leanplan.xlsx import Cell, Column, Sheet
from reviews.presenters.review_list import ReviewList
from reviews.presenters.visit_list import VisitsPage
from reviews.words import half_year_text


def visits_export(page: VisitsPage) -> ListExport:
    """Units against the half-years of a year."""
    columns = [Column(_("Service area"), 26), Column(_("Unit"), 32), Column(_("Leader"), 28)]
    for half in page.halves:
        columns += [Column(half_year_text(half), 18), Column(_("Day"), 12)]
    columns += [Column(_("Half-years held"), 12), Column(_("Half-years asked for"), 12)]
    name = f"{_('Gemba')} {page.year}"
    rows = [
        [
            area.name, row.name, row.leader,
            *(part for cell in row.cells for part in (cell.word, cell.on)), row.done, row.owed,
        ]
        for area in page.areas for row in area.rows
    ]
    return ListExport(name, [Sheet(name, columns, rows)], page.scope, [(_("Year"), page.year)])


def reviews_export(page: ReviewList) -> ListExport:
    """The reviews of a half-year, with what was said of each unit."""
    columns = [
        Column(_("Unit"), 32), Column(_("Service area"), 26), Column(_("Day"), 12),
        Column(_("Review"), 18), Column(_("Status of the unit"), 20),
        Column(_("Why"), 50, wrap=True), Column(_("Minutes set aside"), 12),
        Column(_("Minutes it took"), 12), Column(_("Time enough"), 12),
        Column(_("Next review"), 12), Column(_("Without the development unit"), 40, wrap=True),
    ]
    name = f"{_('Half-yearly reviews')} {page.half_year}"
    scope = _("%(held)s of %(total)s units held") % {"held": page.held, "total": page.total}
    return ListExport(
        name, [Sheet(name, columns, _review_rows(page))], scope, [(_("Half-year"), page.title)]
    )


def _review_rows(page: ReviewList) -> Iterator[Sequence[Cell]]:
    for row in page.rows:
        review = row.review
        if review is None:
            yield [row.unit.name, row.area, None, _("Not planned")]
            continue
        has_been = review.has_been
        yield [
            row.unit.name, row.area, review.day, str(row.state.word) if row.state else "",
            str(row.status.word) if row.status else "", review.status_note if has_been else "",
            review.minutes_planned, review.minutes_held, review.enough_time, review.next_on,
            review.alone_reason if has_been else "",
        ]

"""How a board's measuring points are shown: the last value, the target, the way it goes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from boards.board_models import Board
from boards.measuring.models import BoardFigure, BoardReading
from leanplan.questions import question
from leanplan.spark import Spark, spark
from measures.metric_models import Metric
from measures.presenters.measure import address_of
from measures.presenters.metrics import TREND, with_unit


@dataclass(frozen=True)
class FigureShown:
    """A measuring point. number, of: the value and what it is of, apart, as the board sets them.

    target: "target at least 90 %", "" for none. reached: None without a value or a target.
    """

    pk: int
    name: str
    url: str
    number: str
    of: str
    target: str
    reached: bool | None
    line: Spark | None
    read_on: date | None


def figures_of(board: Board) -> list[FigureShown]:
    """The measuring points in use on the board, with their last readings; one query."""
    values: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    figures: dict[int, BoardFigure] = {}
    for figure in _with_readings(board.pk):
        figures.setdefault(figure.pk, figure)
        if figure.on is not None:
            values[figure.pk].append((figure.on, figure.value))
    address = address_of("boards:figure_detail")
    return [
        figure_shown(figure, values[pk][-TREND:], address % pk) for pk, figure in figures.items()
    ]


@question
def _with_readings(board: int) -> QuerySet[BoardFigure]:
    rows = BoardFigure.objects.filter(board=board, is_closed=False)
    return rows.order_by("order", "pk", "readings__read_on", "readings__pk").annotate(
        on=F("readings__read_on"), value=F("readings__value")
    )


def figure_shown(
    figure: BoardFigure, readings: list[tuple[date, Decimal]], url: str
) -> FigureShown:
    """A measuring point with its readings, the oldest first."""
    last = readings[-1] if readings else None
    target = None if figure.target is None else float(figure.target)
    return FigureShown(
        figure.pk, figure.name, url, with_unit(last[1], "") if last else "", figure.unit,
        target_text(figure), _reached(figure, last[1] if last else None),
        spark([float(value) for _on, value in readings], target), last[0] if last else None,
    )


def target_text(figure: BoardFigure) -> str:
    """The target in words; "" for none."""
    if figure.target is None:
        return ""
    value = {"value": with_unit(figure.target, "")}
    if figure.better == Metric.Better.HIGHER:
        return _("target at least %(value)s") % value
    return _("target at most %(value)s") % value


def _reached(figure: BoardFigure, value: Decimal | None) -> bool | None:
    if value is None or figure.target is None:
        return None
    if figure.better == Metric.Better.HIGHER:
        return value >= figure.target
    return value <= figure.target


@dataclass(frozen=True)
class FigurePage:
    """A measuring point with its readings, the newest first."""

    figure: BoardFigure
    shown: FigureShown
    readings: list[tuple[BoardReading, str]]
    may_edit: bool


def figure_page(figure: BoardFigure, *, may_edit: bool) -> FigurePage:
    """The page of one; one query."""
    rows = list(figure.readings.all())
    values = [(row.read_on, row.value) for row in rows]
    return FigurePage(
        figure, figure_shown(figure, values[-TREND:], figure.get_absolute_url()),
        [(row, with_unit(row.value, figure.unit)) for row in reversed(rows)], may_edit,
    )

"""Administration of boards and what stands on them."""

from django.contrib import admin

from boards.models import Board, BoardFigure, BoardReading, Lift, PdcaRound, Suggestion
from leanplan.admin import TabularInline, TrackedAdmin


class PdcaInline(TabularInline):
    """The rounds of a suggestion."""

    model = PdcaRound
    extra = 0


class BoardReadingInline(TabularInline):
    """The readings of a measuring point."""

    model = BoardReading
    extra = 0


@admin.register(Board)
class BoardAdmin(TrackedAdmin):
    """Boards of units, areas and the management group."""

    list_display = ("name", "owner", "cadence", "weekday", "wip_limit", "is_closed")
    list_filter = ("cadence", "is_closed")
    search_fields = ("name", "owner__name", "purpose")
    list_select_related = ("owner",)
    autocomplete_fields = ("owner",)


@admin.register(Suggestion)
class SuggestionAdmin(TrackedAdmin):
    """Suggestions with their rounds."""

    list_display = ("title", "board", "state", "responsible", "due_date")
    list_filter = ("state",)
    search_fields = ("title", "problem", "board__owner__name")
    date_hierarchy = "proposed_on"
    list_select_related = ("board__owner", "responsible__unit")
    autocomplete_fields = ("board", "proposer", "responsible", "executor")
    inlines = (PdcaInline,)


@admin.register(BoardFigure)
class BoardFigureAdmin(TrackedAdmin):
    """Measuring points with their readings."""

    list_display = ("name", "board", "unit", "target", "is_closed")
    list_filter = ("is_closed",)
    search_fields = ("name", "board__name", "board__owner__name")
    list_select_related = ("board__owner",)
    autocomplete_fields = ("board",)
    inlines = (BoardReadingInline,)


@admin.register(Lift)
class LiftAdmin(TrackedAdmin):
    """Points lifted to the board above."""

    list_display = ("text", "from_board", "to_board", "answerer", "answer_by", "answered_on")
    list_filter = ("answered_on",)
    search_fields = ("text", "from_board__owner__name", "to_board__owner__name")
    date_hierarchy = "lifted_on"
    list_select_related = ("from_board__owner", "to_board__owner", "answerer__unit")
    autocomplete_fields = ("from_board", "to_board", "suggestion", "continues", "answerer")

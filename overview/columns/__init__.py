"""The columns of the matrix of units: a module each, and this list of them.

A column is added by a module with a SOURCE (see column.py) and a line here.
"""

from overview.columns import analysis, board_meetings, follow_ups, gemba, reviews
from overview.columns.column import Source

SOURCES: tuple[Source, ...] = (
    gemba.SOURCE, reviews.SOURCE, follow_ups.SOURCE, analysis.SOURCE, board_meetings.SOURCE,
)

"""Dates in Norwegian are the same in nynorsk as in bokmål."""

from leanplan.formats.nb.formats import DATE_FORMAT, DATE_INPUT_FORMATS, SHORT_DATE_FORMAT

__all__ = ["DATE_FORMAT", "DATE_INPUT_FORMATS", "SHORT_DATE_FORMAT"]

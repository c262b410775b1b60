"""Words that several pages of visits, reviews and follow-up areas share."""

from django.utils.translation import gettext as _


def half_year_text(key: str) -> str:
    """A half-year by its key as it is read: 2nd half-year of 2026."""
    year, half = key.split("-H")
    if half == "1":
        return _("1st half-year of %(year)s") % {"year": year}
    return _("2nd half-year of %(year)s") % {"year": year}

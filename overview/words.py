"""The greeting and the sentence that counts what is mine, with small numbers as words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

BOTH = 2


def number_word(number: int) -> str:
    """One to twelve as a word, as it agrees with a matter; larger ones in figures."""
    words = (
        pgettext("number of matters", "one"), pgettext("number of matters", "two"),
        pgettext("number of matters", "three"), pgettext("number of matters", "four"),
        pgettext("number of matters", "five"), pgettext("number of matters", "six"),
        pgettext("number of matters", "seven"), pgettext("number of matters", "eight"),
        pgettext("number of matters", "nine"), pgettext("number of matters", "ten"),
        pgettext("number of matters", "eleven"), pgettext("number of matters", "twelve"),
    )
    return words[number - 1] if 1 <= number <= len(words) else str(number)


def upper_first(text: str) -> str:
    """The same with its first letter large; the rest, names among it, as it is."""
    return text[:1].upper() + text[1:]


def greeting(part: str, name: str) -> str:
    """Good morning, Kari. In: the part of the day (rules.time_of_day), the given name or ""."""
    said = {
        "morning": _("Good morning"), "day": _("Good day"), "evening": _("Good evening"),
    }[part]
    return f"{said}, {name}." if name else f"{said}."


def sentence(total: int, *, late: int, today: int) -> str:
    """Four matters wait for you, one of them today. In: all, and how many of them are late, and
    of today."""
    if total == 0:
        return _("Nothing waits for you.")
    text = ngettext(
        "%(number)s matter waits for you", "%(number)s matters wait for you", total
    ) % {"number": number_word(total)}
    # The number stays on the line of what it counts.
    text = upper_first(text).replace(" ", "\N{NO-BREAK SPACE}", 1)
    return f"{text}{_detail(total, late, today)}."


def _detail(total: int, late: int, today: int) -> str:
    numbers = {"late": number_word(late), "today": number_word(today)}
    if late and today:
        return _(", %(late)s of them overdue and %(today)s today") % numbers
    if late:
        if total == 1:
            return _(", and it is overdue")
        if late == total:
            return _(", both of them overdue") if total == BOTH else _(", all of them overdue")
        return _(", %(late)s of them overdue") % numbers
    if today:
        if total == 1:
            return _(", today")
        if today == total:
            return _(", both of them today") if total == BOTH else _(", all of them today")
        return _(", %(today)s of them today") % numbers
    return ""

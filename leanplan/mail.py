"""Mail as plain text and as HTML that mail programs can draw: tables, colours written in place.

What a mail is about, to whom it goes and when is for the apps above. A mail is described once
(`Letter`), and both of its parts are written from that, so that they say the same.
"""

import hashlib
from dataclasses import dataclass
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language

from leanplan.theme import light_colours


@dataclass(frozen=True)
class Link:
    """Words and the whole address they lead to."""

    text: str
    url: str


@dataclass(frozen=True)
class Line:
    """One thing of a list. when: its day in words; note: beside the day. under, warning: below."""

    text: str
    url: str = ""
    when: str = ""
    note: str = ""
    under: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Section:
    """Lines under a heading; an urgent one is marked in red."""

    title: str
    lines: tuple[Line, ...]
    urgent: bool = False


@dataclass(frozen=True)
class Letter:
    """A whole mail. opening: paragraphs before the lists; footer: why one gets it; choice: less."""

    subject: str
    heading: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    button: Link
    footer: tuple[str, ...]
    choice: Link
    sender: str


@dataclass(frozen=True)
class Written:
    """A mail ready to be kept and sent; sender is the name shown before the address. calendar: an
    invitation that goes with it (leanplan/ics.py), "" for none."""

    subject: str
    text: str
    html: str
    sender: str = ""
    calendar: str = ""


def write(letter: Letter, *, calendar: str = "") -> Written:
    """Both parts of a letter, in the language that is active."""
    html = render_to_string(
        "mail/letter.html",
        {"letter": letter, "colour": _names(), "language": get_language()},
    )
    return Written(letter.subject, _text_of(letter), html, letter.sender, calendar)


def _names() -> dict[str, str]:
    colours = light_colours()
    return {
        "ink": colours["accent-text-default"], "link": colours["accent-text-subtle"],
        "accent": colours["accent-base-default"],
        "on_accent": colours["accent-base-contrast-default"],
        "text": colours["neutral-text-default"], "muted": colours["neutral-text-subtle"],
        "hair": colours["neutral-border-subtle"], "wash": colours["accent-background-tinted"],
        "sheet": colours["neutral-background-default"],
        "danger": colours["danger-base-default"], "danger_text": colours["danger-text-subtle"],
    }


def _text_of(letter: Letter) -> str:
    blocks = [letter.heading, *letter.opening]
    for section in letter.sections:
        blocks.append(f"{section.title}:")
        blocks += ["\n".join(_text_lines(line)) for line in section.lines]
    blocks.append(f"{letter.button.text}: {letter.button.url}")
    blocks.append("\n".join([*letter.footer, f"{letter.choice.text}: {letter.choice.url}"]))
    blocks.append(letter.sender)
    return "\n\n".join(blocks) + "\n"


def _text_lines(line: Line) -> list[str]:
    when = f"{line.when} ({line.note})" if line.when and line.note else line.when or line.note
    rest = (line.text, line.under, line.warning, line.url)
    return [*([when] if when else []), *(f"  {part}" for part in rest if part)]


def message(written: Written, *, to: str, key: str) -> EmailMultiAlternatives:
    """The mail as Django sends it.

    The Message-ID comes of the key: a mail that is sent again after doubt is known as the same
    one by the programs that receive it. Machines are told not to answer.
    """
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    host = address.rpartition("@")[2] or "localhost"
    mail = EmailMultiAlternatives(
        subject=" ".join(written.subject.split()), body=written.text,
        from_email=formataddr((name or written.sender, address)), to=[to],
        headers={
            "Message-ID": f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach_alternative(written.html, "text/html")
    if written.calendar:
        _attach_calendar(mail, written.calendar)
    return mail


def _attach_calendar(mail: EmailMultiAlternatives, calendar: str) -> None:
    """As a part that calendars act on, and as a file for programs that do not. Several meetings at
    once are no invitation: they come as a file to open."""
    if "METHOD:PUBLISH" in calendar:
        mail.attach("kalender.ics", calendar.encode(), "text/calendar")
        return
    method = "CANCEL" if "METHOD:CANCEL" in calendar else "REQUEST"
    mail.attach_alternative(calendar, f"text/calendar; method={method}")
    mail.attach("invite.ics", calendar.encode(), "application/ics")

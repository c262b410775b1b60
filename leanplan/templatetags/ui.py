"""Template tags for the look: icons, bars, dates, people. Built in, so no page has to load them."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from leanplan.dates import (
    local,
    local_day,
    long_date,
    moment_text,
    short_date,
    text_date,
    weekday_text,
)
from leanplan.said import spoken
from leanplan.spark import Spark

register = template.Library()
for written in (short_date, text_date, long_date, weekday_text, moment_text, spoken):
    register.filter(written)

SPRITE = "icons.svg"


@register.simple_tag
def style_sheets(*names: str) -> SafeString:
    """Link the sheets of areas that a page needs, by their names in static/css; later ones win."""
    addresses = [(static(f"areas/{name}.css"),) for name in names]
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', addresses)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Draw an icon of the sprite; with a label it speaks, without one it is decoration.

    name: as in static/icons.txt or static/icons. css: further class names.
    """
    if not label:
        return _silent_icon(name, css)
    return format_html(
        '<svg class="ds-icon{}" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>',
        f" {css}" if css else "",
        label,
        static(SPRITE),
        name,
    )


@lru_cache(maxsize=256)
def _silent_icon(name: str, css: str) -> SafeString:
    """Drawn once and kept: a page has the same few a hundred times."""
    return format_html(
        '<svg class="ds-icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f" {css}" if css else "",
        static(SPRITE),
        name,
    )


def _per_cent(part: int, total: int) -> float:
    return round(100 * part / total, 2) if total > 0 else 0.0


def _number(value: float) -> str:
    """A number for an SVG attribute: a point whatever the language, no superfluous decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _bar_segment(css: str, start: float, width: float) -> SafeString:
    x, w = _number(start), _number(width)
    hatch = (
        format_html('<rect fill="url(#p-prog)" x="{}%" width="{}%" height="100%"/>', x, w)
        if css == "is-pagar"
        else SafeString("")
    )
    return format_html(
        '<rect class="pbar__s {}" x="{}%" width="{}%" height="100%"/>{}'
        '<rect class="pbar__gap" x="{}%" width="2" height="100%"/>',
        css,
        x,
        w,
        hatch,
        _number(start + width),
    )


@register.simple_tag
def progress_bar(
    done: int,
    in_progress: int,
    on_hold: int,
    total: int,
    label: str | None = None,
    size: str = "",
) -> SafeString:
    """Draw a bar split by stored state; the rest up to total is pale (not started).

    label: what the bar says aloud; None makes the sentence of the counts, "" makes it decoration
    (for where the same figures stand in text beside it). size: "" or "lg".
    """
    segments, start = [], 0.0
    for css, part in (("is-ferdig", done), ("is-pagar", in_progress), ("is-vent", on_hold)):
        if part > 0 and total > 0:
            width = min(_per_cent(part, total), 100 - start)
            segments.append(_bar_segment(css, start, width))
            start += width
    if label is None:
        label = _progress_label(done, in_progress, on_hold, total)
    return format_html(
        '<svg class="pbar{}" width="100%" height="{}"{}>'
        '<rect class="pbar__s" width="100%" height="100%"/>{}</svg>',
        " pbar--lg" if size == "lg" else "",
        12 if size == "lg" else 8,
        format_html(' role="img" aria-label="{}"', label)
        if label
        else SafeString(' aria-hidden="true"'),
        format_html_join("", "{}", ((segment,) for segment in segments)),
    )


def _progress_label(done: int, in_progress: int, on_hold: int, total: int) -> str:
    rest = max(total - done - in_progress - on_hold, 0)
    return gettext(
        "%(done)s done, %(in_progress)s in progress, %(on_hold)s on hold, %(rest)s not started"
    ) % {"done": done, "in_progress": in_progress, "on_hold": on_hold, "rest": rest}


@register.simple_tag
def kept_bar(kept: int, late: int, total: int, label: str = "") -> SafeString:
    """Draw how much of what is asked for is kept and how much is late; the rest is pale.

    label: what the bar says aloud, "" where the same figures stand in text beside it.
    """
    segments, start = [], 0.0
    for css, part in (("is-ferdig", kept), ("is-over", late)):
        if part > 0 and total > 0:
            width = min(_per_cent(part, total), 100 - start)
            segments.append(_bar_segment(css, start, width))
            start += width
    return format_html(
        '<svg class="pbar pbar--sm" width="100%" height="6"{}>'
        '<rect class="pbar__s" width="100%" height="100%"/>{}</svg>',
        format_html(' role="img" aria-label="{}"', label)
        if label
        else SafeString(' aria-hidden="true"'),
        format_html_join("", "{}", ((segment,) for segment in segments)),
    )


@register.simple_tag
def ring(used: int, label: str = "") -> SafeString:
    """Draw how much of a time is used as a small ring, in the colour of the text around it.

    used: per cent. label: what it says aloud, "" where the text beside it says the same.
    """
    return format_html(
        '<svg class="ring" viewBox="0 0 20 20"{}><circle cx="10" cy="10" r="8.25" pathLength="100" '
        'stroke-dasharray="{} 100" transform="rotate(-90 10 10)"/></svg>',
        format_html(' role="img" aria-label="{}"', label)
        if label
        else SafeString(' aria-hidden="true"'),
        min(max(used, 0), 100),
    )


@register.simple_tag
def spark_line(line: Spark | None) -> SafeString:
    """Draw a small line of values (leanplan/spark.py), as decoration: the text stands beside it."""
    if line is None:
        return SafeString("")
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}'
        '<path class="sp-line" d="{}"/><circle class="sp-end" cx="{}" cy="{}" r="3.5"/></svg>',
        line.width, line.height, line.width, line.height,
        format_html('<path class="sp-goal" d="M0 {}H{}"/>', line.target_y, line.width)
        if line.target_y is not None
        else "",
        line.path, line.end_x, line.end_y,
    )


@register.simple_tag
def bar(total: int, size: str = "", **parts: int) -> SafeString:
    """Draw a plain bar of parts of a total, as decoration beside the written number.

    parts: in order, named by their colour class: done, date, rec, run.
    Example: {% bar 29 size="lg" date=14 rec=10 run=4 %}
    """
    whole = max(total, 1)
    drawn, start = [], 0
    for name, value in parts.items():
        value = max(0, min(value, whole - start))
        drawn.append((name, start, value))
        start += value
    return format_html(
        '<svg class="hbar{}" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true"'
        ' focusable="false"><rect class="hb-track" width="{}" height="10"/>{}</svg>',
        " hbar--lg" if size == "lg" else "",
        whole,
        whole,
        format_html_join(
            "", '<rect class="hb-{}" x="{}" y="0" width="{}" height="10"/>', drawn
        ),
    )


@register.simple_tag
def norwegian() -> SafeString:
    """The lang attribute of a text that stands in the plan, on a page that is not in Norwegian.

    Example: <p{% norwegian %}>{{ measure.text }}</p>, so that it is read aloud as it should be.
    """
    spoken_here = (get_language() or "")[:2]
    return SafeString("" if spoken_here in ("nb", "nn", "no") else ' lang="no"')


@register.filter
def initials(name: Any) -> str:
    """First letter of the first and the last name: "Tor Egil Haugen" gives "TH"."""
    words = [word for word in str(name or "").split() if word[0].isalnum()]
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.simple_tag
def avatar(name: Any, color: str = "neutral") -> SafeString:
    """Initials in a circle, hidden from screen readers: the name always stands beside it."""
    return format_html(
        '<span class="ds-avatar" data-color="{}" data-initials="{}" aria-hidden="true"></span>',
        color,
        initials(name),
    )


@register.simple_tag
def person(name: Any, line: Any = "", group: bool = False) -> SafeString:
    """A name with the role under it, for table rows. group: an icon instead of initials."""
    picture = (
        format_html(
            '<span class="ds-avatar" data-color="neutral" aria-hidden="true">{}</span>',
            icon("PersonGroup"),
        )
        if group
        else avatar(name)
    )
    return format_html(
        '<span class="person">{}<span class="person__t">{}{}</span></span>',
        picture,
        name,
        format_html('<span class="person__r">{}</span>', line) if line else "",
    )


@register.simple_tag
def who(name: Any, line: Any = "") -> SafeString:
    """A name with the role under it, where a person stands alone."""
    return format_html(
        '<span class="who">{}<span class="who__n">{}{}</span></span>',
        avatar(name),
        name,
        format_html("<span>{}</span>", line) if line else "",
    )


@register.simple_tag
def missing(text: Any, url: str = "", dialog: bool = False) -> SafeString:
    """A fact that is not set: a dashed pill, which is the link to set it where url is given.

    dialog: with HTMX the page of the link opens in the dialog of this page instead.
    On paper it reads "Not set". Example: {% missing _("Set deadline") url %}
    """
    opens = format_html(' hx-get="{}" hx-target="#dialog" data-opens', url) if dialog else ""
    return format_html(
        '<{} class="missing" data-color="warning" data-print="{}"{}>{}<span>{}</span></{}>',
        "a" if url else "span",
        gettext("Not set"),
        format_html(' href="{}"{}', url, opens) if url else "",
        icon("st-missing"),
        text,
        "a" if url else "span",
    )


def _time(value: date | datetime, text: str, css: str) -> SafeString:
    at = local(value)
    return format_html(
        '<time{} datetime="{}">{}</time>',
        format_html(' class="{}"', css) if css else "",
        at.isoformat(timespec="minutes") if isinstance(at, datetime) else at.isoformat(),
        text,
    )


@register.simple_tag
def day(value: date | datetime | None, css: str = "") -> SafeString:
    """<time>27.11.2018</time>; nothing for None."""
    if not value:
        return SafeString("")
    plain = local_day(value)
    return _time(plain, short_date(plain), css)


@register.simple_tag
def day_text(value: date | datetime | None, year: bool = False, css: str = "") -> SafeString:
    """<time>27. november</time>, with the year on request; nothing for None."""
    if not value:
        return SafeString("")
    plain = local_day(value)
    return _time(plain, long_date(plain) if year else text_date(plain), css)


@register.simple_tag
def moment(value: datetime | None, css: str = "") -> SafeString:
    """<time>27.11.2018 kl. 10.46</time> in local time; nothing for None."""
    if not value:
        return SafeString("")
    return _time(value, moment_text(value), css)


@register.simple_tag
def crumbs(*steps: Any) -> SafeString:
    """Breadcrumbs: label and address in turn; the last label may stand without an address.

    Example: {% crumbs plan_label plan_url measure_label %}
    """
    labels, urls = steps[::2], [*steps[1::2], ""]
    pairs = list(zip(labels, urls, strict=False))
    parent = pairs[-2] if len(pairs) > 1 else pairs[-1]
    return format_html(
        '<ds-breadcrumbs class="ds-breadcrumbs crumbs" data-size="sm" aria-label="{}">'
        '<a class="ds-link" data-color="neutral" href="{}" aria-label="{}">{}</a>'
        "<ol>{}</ol></ds-breadcrumbs>",
        gettext("You are here"),
        parent[1],
        gettext("Back to %(page)s") % {"page": parent[0]},
        parent[0],
        format_html_join("", "<li>{}</li>", ((_crumb(label, url),) for label, url in pairs)),
    )


def _crumb(label: Any, url: str) -> SafeString:
    if url:
        return format_html('<a class="ds-link" data-color="neutral" href="{}">{}</a>', url, label)
    return format_html('<span aria-current="page">{}</span>', label)

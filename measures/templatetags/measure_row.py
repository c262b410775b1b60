"""A measure in a list: owner, deadline and status as cells, and the whole row of the plan page.

A plan shows many, and templates cost several times what this does. All of it is drawn from
`measures.presenters.measure.MeasureShown`; every value is escaped where it is put in.
"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape as e
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from leanplan.templatetags.ui import icon, missing, person
from measures.presenters.deadline import DueShown
from measures.presenters.measure import Gap, MeasureShown, OwnerShown
from measures.presenters.status import StatusShown

register = template.Library()


@register.simple_tag
def measure_owner(measure: MeasureShown) -> SafeString:
    """Who answers for the measure; else what is missing, as a link for those who may set it."""
    return _owner(measure.owner) if measure.owner else _gap(measure.owner_gap)


def _owner(owner: OwnerShown) -> SafeString:
    return person(owner.name, owner.line, group=owner.is_group)


def _gap(gap: Gap | None) -> SafeString:
    if gap is None:
        return SafeString("")
    if gap.url:
        return missing(gap.text, gap.url, dialog=True)
    on_paper = e(gettext("Not set"))
    return mark_safe(
        f'<span class="unset" data-print="{on_paper}"><span>{e(gap.text)}</span></span>'
    )


@register.simple_tag
def measure_due(measure: MeasureShown) -> SafeString:
    """The deadline and the line under it; else what is missing, as a link for those who may."""
    return _due(measure.due) if measure.due else _gap(measure.due_gap)


def _due(due: DueShown) -> SafeString:
    css = "due is-over" if due.is_over else "due is-near" if due.is_near else "due"
    text = str(e(due.text))
    if due.day:
        sign = icon("ExclamationmarkTriangleFill") if due.is_over else ""
        text = f'<time class="due__d" datetime="{due.day:%Y-%m-%d}">{sign}{text}</time>'
    else:
        text = f'<span class="due__d">{text}</span>'
    note = f' <span class="due__n">{e(due.note)}</span>' if due.note else ""
    return mark_safe(f'<span class="{css}">{text}{note}</span>')


@register.simple_tag
def measure_status(measure: MeasureShown) -> SafeString:
    """The status; for those who may change it, the link that opens the menu of the page."""
    shown = _status(measure.status)
    if not measure.can_change_status:
        return shown
    url = e(measure.status_url)
    before = gettext("Status of %(code)s:") % {"code": measure.code}
    return mark_safe(
        f'<a class="ds-button status-btn" data-variant="tertiary" id="status-{measure.pk}"'
        f' href="{url}" hx-get="{url}" hx-target="#status-meny" data-opens>'
        f'<span class="ds-sr-only">{e(before)} </span>{shown}'
        f'<span class="ds-sr-only">. {e(gettext("Change"))}</span></a>'
    )


def _status(status: StatusShown) -> SafeString:
    return mark_safe(
        f'<span class="status" data-color="{status.color}">{icon(status.icon)}'
        f'<span class="status__t">{e(str(status.word))}</span></span>'
    )


@register.simple_tag(takes_context=True)
def measure_row(context: Mapping[str, Any], measure: MeasureShown) -> SafeString:
    """The row of the plan page.

    In the context: `swapped`, it takes the place of one that was changed; `oob`, it finds that
    place by itself.
    """
    css = "measure is-lead" if measure.is_lead else "measure"
    css += " is-swapped" if context.get("swapped") else ""
    oob = ' hx-swap-oob="true"' if context.get("oob") else ""
    mark = f' <span class="measure__mark">{e(measure.mark)}</span>' if measure.mark else ""
    unit = f'<span class="measure__origin">{e(measure.unit)}</span>' if measure.unit else ""
    code = e(measure.code)
    return mark_safe(
        f'<tr role="row" id="{code}" class="{css}"{oob}>\n'
        f'<th role="rowheader" scope="row" class="measure__t"><span class="measure__tt">'
        f'<span class="measure__nr">{code}</span><span><a href="{e(measure.url)}">'
        f"{e(measure.text)}</a>{mark}{unit}</span></span></th>\n"
        f'<td role="cell" class="measure__o">{measure_owner(measure)}</td>\n'
        f'<td role="cell" class="measure__d">{measure_due(measure)}</td>\n'
        f'<td role="cell" class="measure__s">{measure_status(measure)}</td>\n</tr>\n'
    )

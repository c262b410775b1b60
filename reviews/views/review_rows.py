"""The rows of a review that is under way: each a small form, saved by itself."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.conflicts import conflict_page
from leanplan.forms import VersionedForm
from leanplan.htmx import render_page, wants_fragment
from leanplan.versioning import Conflict
from reviews.actions import review_rows as actions
from reviews.forms.reviews import AnswerForm, DecisionForm, FigureForm, NoteForm, PresenceForm
from reviews.gaps import gaps_of
from reviews.models import HalfYearReview
from reviews.presenters import review_rows as shown
from reviews.presenters.review_page import people_of, places_of
from reviews.views.reviews import crumbs_to, loaded, written

Draw = Callable[[], dict[str, Any]]


def _row(request: HttpRequest, review: HalfYearReview, rows: Any, pk: int) -> Any:
    """A row of the review that the reader may write in."""
    permit(request.user, "reviews.write_review", review)
    row = get_object_or_404(rows, pk=pk)
    row.review = review
    return row


def _saved(
    request: HttpRequest, review: HalfYearReview, form: VersionedForm, *,
    act: Callable[[dict[str, Any]], Any], template: str, draw: Draw, anchor: str,
) -> HttpResponse:
    """Save one row: its fragment and the contents again, or back to the page without HTMX."""
    error: ValidationError | None = None
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except ValidationError as refused:
            error = refused
        except Conflict as conflict:
            return conflict_page(
                request, conflict, form=form, crumbs=crumbs_to(review), eyebrow=str(review.unit),
                keep_url=f"{review.get_absolute_url()}#{anchor}",
            )
    else:
        error = ValidationError([text for texts in form.errors.values() for text in texts])
    if not wants_fragment(request):
        if error is not None:
            return written(request, review, error=error, anchor=anchor)
        return redirect(f"{review.get_absolute_url()}#{anchor}")
    context = {
        "page": _around(request, review), "error": error, "may_write": True, "swapped": True,
        "said": not error, **draw(),
    }
    return render_page(request, template, context, status=422 if error else 200)


def _around(request: HttpRequest, review: HalfYearReview) -> dict[str, Any]:
    """The contents beside the rows, as they stand after a save."""
    gaps = gaps_of(review, today=today())
    has_points = request.user.has_perm("reviews.see_points", review.unit)
    return {"review": review, "places": places_of(review, gaps, has_points=has_points),
            "gaps": gaps}


@require_POST
@require("reviews.write_review")
def answer_set(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Answer one question, or answer it as last time."""
    review = loaded(request, pk)
    answer = _row(request, review, review.answers.select_related("question"), row)
    as_last = "as_last" in request.POST

    def act(data: dict[str, Any]) -> Any:
        if as_last:
            return actions.answer_as_last(by=request.user, answer=answer, version=data["version"])
        return actions.answer_set(
            by=request.user, answer=answer, version=data["version"], mark=data["mark"],
            comment=data["comment"],
        )

    return _saved(
        request, review, AnswerForm(request.POST, row=answer), act=act,
        template="reviews/review/_answer.html", anchor=f"svar-{row}",
        draw=lambda: {"row": shown.answers_shown(review, only=row)[0]},
    )


@require_POST
@require("reviews.write_review")
def figure_judge(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Say what is made of one figure."""
    review = loaded(request, pk)
    figure = _row(request, review, review.figures.all(), row)
    return _saved(
        request, review, FigureForm(request.POST, row=figure),
        act=lambda data: actions.figure_judge(
            by=request.user, figure=figure, version=data["version"],
            judgement=data["judgement"], note=data["note"],
        ),
        template="reviews/review/_figure.html", anchor=f"tall-{row}",
        draw=lambda: {"row": shown.figures_shown(review, today=today(), only=row)[0]},
    )


@require_POST
@require("reviews.write_review")
def follow_up_decide(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Close a follow-up area, or carry it on."""
    review = loaded(request, pk)
    rows = review.dealt_with.filter(is_new=False).select_related("follow_up")
    dealt_with = _row(request, review, rows, row)
    return _saved(
        request, review, DecisionForm(request.POST, row=dealt_with),
        act=lambda data: actions.follow_up_decide(
            by=request.user, row=dealt_with, version=data["version"],
            decision=data["decision"], note=data["note"],
        ),
        template="reviews/review/_follow_up.html", anchor=f"omrade-{row}",
        draw=lambda: {
            "row": shown.follow_ups_shown(review, is_new=False, today=today(), only=row)[0]
        },
    )


@require_POST
@require("reviews.write_review")
def note_write(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Write one of the texts."""
    review = loaded(request, pk)
    note = _row(request, review, review.notes.all(), row)
    return _saved(
        request, review, NoteForm(request.POST, row=note),
        act=lambda data: actions.note_write(
            by=request.user, note=note, version=data["version"], text=data["text"]
        ),
        template="reviews/review/_note.html", anchor=f"tekst-{row}",
        draw=lambda: {"row": shown.notes_shown(review, only=row)[0]},
    )


@require_POST
@require("reviews.write_review")
def presence_set(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Mark somebody as present or absent."""
    review = loaded(request, pk)
    participant = _row(request, review, review.participants.all(), row)
    return _saved(
        request, review, PresenceForm(request.POST, row=participant),
        act=lambda data: actions.presence_set(
            by=request.user, participant=participant, version=data["version"],
            present=data["present"],
        ),
        template="reviews/review/_person.html", anchor="deltakere",
        draw=lambda: {"person": next(
            one for one in people_of(review, user=request.user, today=today()) if one.pk == row
        )},
    )

"""The conflict page, tried on a form of our own over a measure."""

import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from leanplan.conflicts import conflict_page
from leanplan.forms import VersionedForm, signed
from leanplan.history import changes_of
from leanplan.versioning import Conflict, save_changes
from measures.models import Measure

BASE = "Tallene står i rapporten. De hentes fra det som alt er ført."


class TextsForm(VersionedForm):
    description = forms.CharField(label="Hva", widget=forms.Textarea, required=False)
    owner_as_read = forms.CharField(label="Eier", required=False)
    done_when = forms.CharField(label="Ferdig når", required=False)
    comment = forms.CharField(label="Kommentar", required=False)


@pytest.fixture
def measure(plan, cast):
    measure = plan.measures.get(code="T2")
    values = {"description": BASE, "owner_as_read": "Økonomi"}
    save_changes(measure, values, version=measure.version, by=cast.chief)
    return measure


@pytest.fixture
def request_of(rf):
    def make(user, data):
        request = rf.post("/et/sted/?fra=her", data)
        request.user, request.htmx = user, False
        request.resolver_match = None
        return request

    return make


def posted(measure, **values):
    """What a form posts that was opened on the measure as it is."""
    data = QueryDict(mutable=True)
    held = {
        "version": str(measure.version), "description": measure.description,
        "owner_as_read": measure.owner_as_read, "done_when": measure.done_when, "comment": "",
    }
    data.update({**held, **values})
    return data


def save(measure, data, by):
    """What a view does: 'saved', or the form and the conflict."""
    fresh = Measure.objects.get(pk=measure.pk)
    form = TextsForm(data, row=fresh)
    assert form.is_valid(), form.errors
    values = {
        name: form.cleaned_data[name] for name in ("description", "owner_as_read", "done_when")
    }
    try:
        save_changes(fresh, values, version=form.cleaned_data["version"], by=by)
    except Conflict as conflict:
        return form, conflict
    return "saved"


def page_of(request_of, user, form, conflict):
    response = conflict_page(
        request_of(user, form.data), conflict, form=form, keep_url="/videre/"
    )
    assert response.status_code == 409
    return response.context_data["conflict"], response.render().content.decode()


def answer(html, **picks):
    """The post that the page's form sends, with other choices than those it comes with."""
    data = QueryDict(mutable=True)
    for tag in re.findall(r"<input[^>]*>", html[html.index('id="conflict"'):]):
        name, value = re.search(r'name="([^"]+)"', tag)[1], re.search(r'value="([^"]*)"', tag)[1]
        if 'type="hidden"' in tag or " checked" in tag:
            data.appendlist(name, value.replace("&quot;", '"').replace("&#x27;", "'"))
    texts = r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>'
    for name, text in re.findall(texts, html, re.S):
        data[name] = text
    for name, value in picks.items():
        data[name.replace("__", "-")] = value
    return data


@pytest.fixture
def two(measure, cast, request_of):
    """The chief has changed text and owner; the member wrote another text and a comment."""
    mine = posted(
        measure, description=BASE + " Vi skriver kort.", owner_as_read="Kemneren",
        comment="Prøves i november.",
    )
    theirs = posted(
        measure, description=BASE.replace("rapporten", "årsrapporten"), owner_as_read="Innkjøp",
    )
    assert save(measure, theirs, cast.chief) == "saved"
    return page_of(request_of, cast.member, *save(measure, mine, cast.member))


def test_conflict_page_shows_both_sides(two):
    sides, html = two
    told = [row for row in sides.rows if row.kind != "same"]
    assert [(row.part.name, row.kind) for row in told] == [
        ("description", "choice"), ("owner_as_read", "choice"), ("comment", "mine"),
    ]
    text, owner, comment = told
    assert (owner.base, owner.theirs, owner.mine) == ("Økonomi", "Innkjøp", "Kemneren")
    assert text.both == BASE.replace("rapporten", "årsrapporten") + " Vi skriver kort."
    assert comment.mine == "Prøves i november."
    assert "Ingrid Solbakken" in html
    assert "/et/sted/?fra=her" in html


def test_conflict_page_answers_with_the_new_version(two, measure):
    _, html = two
    assert f'name="version" value="{measure.version + 1}"' in html


def test_conflict_page_chosen_values_are_saved(two, measure, cast):
    _, html = two
    data = answer(html, pick__owner_as_read="mine")
    assert save(measure, data, cast.member) == "saved"
    measure.refresh_from_db()
    assert measure.owner_as_read == "Kemneren"
    assert measure.description == BASE.replace("rapporten", "årsrapporten") + " Vi skriver kort."


def test_conflict_page_edited_text_of_both_is_saved(two, measure, cast):
    data = answer(two[1], both__description="Helt ny tekst")
    assert save(measure, data, cast.member) == "saved"
    measure.refresh_from_db()
    assert measure.description == "Helt ny tekst"


def test_conflict_page_keeps_what_only_i_wrote(two, measure):
    form = TextsForm(answer(two[1]), row=measure)
    assert form.is_valid()
    assert form.cleaned_data["comment"] == "Prøves i november."


def test_conflict_page_not_chosen_stays_in_history(two, measure, cast):
    save(measure, answer(two[1], pick__description="theirs"), cast.member)
    latest = changes_of(measure)[0]
    assert latest.by == cast.member
    assert latest.field == ""
    assert "Kemneren" in latest.reason
    assert "Vi skriver kort." in latest.reason


def test_conflict_page_third_person_meanwhile_gives_it_again(two, measure, cast, request_of):
    first = answer(two[1], pick__owner_as_read="theirs", pick__description="mine")
    measure.refresh_from_db()
    save(measure, posted(measure, description="Noe helt annet"), cast.development)
    sides, html = page_of(request_of, cast.member, *save(measure, first, cast.member))
    assert sides.saver.account.name == "Hanne Lie"
    assert [row.part.name for row in sides.choices] == ["description"]
    assert save(measure, answer(html, pick__description="mine"), cast.member) == "saved"
    measure.refresh_from_db()
    assert measure.description == BASE + " Vi skriver kort."
    assert measure.owner_as_read == "Innkjøp"
    # What was left out on the first page is told as well.
    assert "Kemneren" in changes_of(measure)[0].reason


def test_conflict_page_different_fields_need_no_choice(measure, cast, request_of):
    mine = posted(measure, done_when="Malen er i bruk")
    save(measure, posted(measure, owner_as_read="Innkjøp"), cast.chief)
    sides, html = page_of(request_of, cast.member, *save(measure, mine, cast.member))
    owner, done = [row for row in sides.rows if row.kind != "same"]
    assert (owner.kind, owner.changed_by, owner.pick) == ("choice", "theirs", "theirs")
    assert (done.kind, done.mine) == ("mine", "Malen er i bruk")
    assert save(measure, answer(html), cast.member) == "saved"
    measure.refresh_from_db()
    assert (measure.owner_as_read, measure.done_when) == ("Innkjøp", "Malen er i bruk")
    # I had not written an owner, so nothing of mine was left out.
    assert changes_of(measure)[0].reason == ""


def test_conflict_page_names_what_changed_elsewhere(measure, cast, request_of):
    mine = posted(measure, done_when="Malen er i bruk")
    measure.refresh_from_db()
    save_changes(measure, {"text": "Ny"}, version=measure.version, by=cast.chief)
    sides, _ = page_of(request_of, cast.member, *save(measure, mine, cast.member))
    assert len(sides.elsewhere) == 1
    assert sides.choices == []


def test_conflict_page_of_my_own_other_window(measure, cast, request_of):
    mine = posted(measure, owner_as_read="A")
    save(measure, posted(measure, owner_as_read="B"), cast.member)
    sides, _ = page_of(request_of, cast.member, *save(measure, mine, cast.member))
    assert sides.saver.is_me


def test_conflict_page_without_the_version_seen_still_shows_both(measure, cast, request_of):
    mine = posted(measure, owner_as_read="A", version="1")
    measure.history.all().delete()
    sides, _ = page_of(request_of, cast.member, *save(measure, mine, cast.member))
    assert not sides.knows_base
    assert [row.part.name for row in sides.choices] == ["owner_as_read"]


def test_resolved_refuses_what_is_not_ours(measure):
    data = posted(measure)
    data["compared-left_out"] = '{"parts": {}}:forged'
    data["left_out"] = "Sjefen hadde lovet 2017"
    form = TextsForm(data, row=measure)
    assert form.is_valid()
    assert measure.left_out == ""


def test_left_out_survives_an_invalid_form(measure):
    data = posted(measure, left_out=signed("Ikke valgt: A."), version="")
    form = TextsForm(data, row=measure)
    assert not form.is_valid()
    assert "Ikke valgt: A." in str(form["left_out"])


def test_double_submit_of_the_same_is_no_conflict(measure, cast):
    data = posted(measure, owner_as_read="Kemneren")
    assert save(measure, data, cast.member) == "saved"
    assert save(measure, data, cast.member) == "saved"
    assert measure.history.count() == Measure.objects.get(pk=measure.pk).version


def test_renewed_keeps_what_was_typed_with_the_new_version(measure, cast):
    mine = posted(measure, owner_as_read="A")
    save(measure, posted(measure, owner_as_read="B"), cast.chief)
    fresh = Measure.objects.get(pk=measure.pk)
    form = TextsForm(mine, row=fresh).renewed(fresh)
    assert form.is_valid()
    assert form.cleaned_data["owner_as_read"] == "A"
    assert form.cleaned_data["version"] == fresh.version


def test_put_errors_at_the_field_or_above_the_form(measure):
    form = TextsForm(posted(measure), row=measure)
    form.put_errors(ValidationError({"comment": "Skriv mer.", "plan": "Planen er slutt."}))
    assert form.errors["comment"] == ["Skriv mer."]
    assert form.non_field_errors() == ["Planen er slutt."]
    assert form.first_error == "comment"


def test_put_errors_of_no_field(measure):
    form = TextsForm(posted(measure), row=measure)
    form.put_errors(ValidationError("Planen er slutt."))
    assert form.non_field_errors() == ["Planen er slutt."]
    assert form.first_error == ""

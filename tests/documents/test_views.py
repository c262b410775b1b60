import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from challenges.models import ActionPlan
from documents.models import ImportDraft, PlanDocument
from documents.parsed import LineKind, count
from leanplan.navigation import links
from tests.documents import files
from tests.documents.conftest import word_plan

HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(sign_in, cast):
    """The secretary at the office."""
    return sign_in(cast.secretary)


def key(draft, text):
    return next(line.key for line in draft.parsed.lines() if line.text == text)


def url(name, *args):
    return reverse(f"documents:{name}", args=args)


def upload(office, data=None, name="Planen vår.docx"):
    file = SimpleUploadedFile(name, word_plan() if data is None else data)
    return office.post(url("document_upload"), {"file": file})


def edit(office, draft, was, *, headers=None, **values):
    line = next(line for line in draft.parsed.lines() if line.text == was)
    values = {"version": draft.version, "text": was, "kind": line.kind, "do": "save", **values}
    response = office.post(url("line_edit", draft.pk, line.key), values, headers=headers)
    draft.refresh_from_db()
    return response


def choices(draft, **values):
    return {
        "version": draft.version, "title": "Handlingsplan", "series": "", "series_name": "Ny plan",
        "generation": 3, "adopted_on": "2018-05-03", "adopted_by_text": "RLG", **values,
    }  # fmt: skip


# The file


def test_document_upload_leads_to_the_review(office):
    response = upload(office)
    draft = ImportDraft.objects.get()
    assert response.url == draft.get_absolute_url()
    page = office.get(response.url).content.decode()
    for text in ("Planen vår.docx", "Lese heftet*", "Hvem bestemmer? Spørsmål som må avklares"):
        assert text in page
    assert "8" in page
    assert ActionPlan.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "name", "title", "advice"),
    [
        (b"%PDF-1.4", "Plan.pdf", "«Plan.pdf» er ikke en Word-fil", "lagre den som .docx"),
        (b"", "Plan.docx", "«Plan.docx» er tom", "0 byte"),
        (b"PK\x03\x04", "Plan.docx", "«Plan.docx» er skadet", "på nytt"),
        (b"hei", "Plan.docx", "«Plan.docx» er ikke en Word-fil", ".docx"),
        (
            files.to_bytes(files.plain(("x", "y"), headings=("Mål", "Status"))), "Plan.docx",
            "Det er ingen plantabell i «Plan.docx»", "tabell 1: «Mål», «Status»",
        ),
    ],
)  # fmt: skip
def test_document_upload_refused_says_why(office, data, name, title, advice):
    response = upload(office, data, name)
    page = response.content.decode()
    assert response.status_code == 422
    assert title in page
    assert advice in page
    assert 'href="#fil"' in page
    assert ImportDraft.objects.count() == 0


def test_document_upload_nothing_chosen(office):
    assert office.post(url("document_upload")).status_code == 422


def test_document_upload_too_large_is_stopped_on_its_way(office):
    response = upload(office, bytes(6 * 1024 * 1024))
    assert response.status_code == 422
    assert "er for stor" in response.content.decode()
    assert "5,0\xa0MB" in response.content.decode()


def test_document_upload_same_content_leads_to_the_same_draft(office, read_in):
    draft = read_in()
    response = upload(office, word_plan(below=[""]))
    assert response.url == draft.get_absolute_url()
    assert "venter på å bli sett over" in office.get(response.url).content.decode()


def test_document_upload_what_is_a_plan_already_makes_nothing(office):
    upload(office)
    draft = ImportDraft.objects.get()
    office.post(url("draft_confirm", draft.pk), choices(draft))
    response = upload(office)
    plan = ActionPlan.objects.get()
    assert response.status_code == 422
    assert plan.get_absolute_url() in response.content.decode()
    assert ImportDraft.objects.count() == 0


def test_document_upload_lists_what_waits_and_what_was_read(office, read_in):
    draft = read_in(word_plan([("A", "• B")]), name="Venter.docx")
    upload(office)
    other = ImportDraft.objects.exclude(pk=draft.pk).get()
    office.post(url("draft_confirm", other.pk), choices(other))
    page = office.get(url("document_upload")).content.decode()
    assert "Venter.docx" in page
    assert PlanDocument.objects.get().get_absolute_url() in page


def test_document_upload_is_offered_where_the_plan_is(office, rf, cast):
    request = rf.get("/")
    request.user, request.resolver_match = cast.secretary, None
    for slot in ("plan", "empty"):
        assert url("document_upload") in [link.url for link in links(request, slot)]
    request.user = cast.employee
    assert url("document_upload") not in [link.url for link in links(request, "plan")]


# Looking over


def test_draft_review_shows_what_is_not_placed_first(office, read_in):
    draft = read_in(word_plan(below=["Se heftet."]))
    page = office.get(draft.get_absolute_url()).content.decode()
    assert page.index("«Se heftet.»") < page.index("Slik blir radene")
    assert "Under tabell 1. Står utenfor tabellene." in page
    assert "En strek står løst" in page


def test_draft_review_deadline_that_is_no_date(office, draft_read):
    page = office.get(draft_read.get_absolute_url()).content.decode()
    assert "Foreslå 30.11.2021" in page
    assert "Lest som 31.12.2021." in page
    assert "Det trengs ennå en stilling." in page


def test_line_edit_opens_the_editor(office, draft_read):
    line = key(draft_read, "Lese heftet*")
    page = office.get(url("line_edit", draft_read.pk, line)).content.decode()
    assert "<textarea" in page
    assert "Slå sammen med T2" in page
    assert "Tabell 1, rad 1, kolonnen Tiltak, linje 4" in page
    fragment = office.get(url("line_edit", draft_read.pk, line), headers=HTMX).content.decode()
    assert fragment.strip().startswith('<div id="import-lines"')
    assert office.get(url("line_edit", draft_read.pk, "l99")).status_code == 404


def test_line_edit_saves_and_returns_to_the_line(office, draft_read):
    line = key(draft_read, "Lese heftet*")
    response = edit(office, draft_read, "Lese heftet*", text="Lese boka*")
    assert response.url == f"{draft_read.get_absolute_url()}#{line}"
    assert key(draft_read, "Lese boka*") == line


def test_line_edit_with_htmx_brings_counts_and_version(office, draft_read):
    response = edit(office, draft_read, "Lese heftet*", kind="heading", headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<!doctype" not in page.lower()
    assert 'id="import-counts" hx-swap-oob="true"' in page
    assert 'value="2" id="import-version"' in page
    assert "7 tiltak" in page


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"do": "split", "text": "Måle\nventetid"}, ["Måle", "ventetid"]),
        ({"do": "split", "at": 5}, ["Måle", "ventetid"]),
        ({"kind": "leave_out"}, []),
        ({"move_to": "r1"}, []),
        ({"move_to": "new"}, ["Måle ventetid"]),
    ],
)
def test_line_edit_buttons(office, draft_read, values, expected):
    assert edit(office, draft_read, "Måle ventetid", **values).status_code == 302
    assert [line.text for line in draft_read.parsed.rows[-1].lines] == expected


def test_line_edit_moved_stays_open(office, draft_read):
    response = edit(office, draft_read, "Lese heftet*", do="up")
    line = key(draft_read, "Lese heftet*")
    assert response.url == f"{url('line_edit', draft_read.pk, line)}#{line}"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": " "}, "kan ikke være tom"),
        ({"do": "split"}, "Sett markøren"),
        ({"do": "join"}, "ingen linje av samme type"),
        ({"do": "down"}, "kan ikke flyttes lenger"),
        ({"version": ""}, "påkrevd"),
        ({"kind": "noe"}, "gyldig"),
    ],
)
def test_line_edit_refused_keeps_what_was_typed(office, draft_read, values, said):
    values = {"text": "Måle ventetida", **values}
    response = edit(office, draft_read, "Måle ventetid", **values)
    page = response.content.decode()
    assert response.status_code == 422
    if "version" not in values:
        assert said in page
    assert values["text"] in page
    assert draft_read.version == 1


def test_line_edit_two_at_a_time_shows_both_sides(office, draft_read, cast):
    other = Client()
    other.force_login(cast.development)
    mine = ImportDraft.objects.get(pk=draft_read.pk)
    edit(other, draft_read, "Måle ventetid", text="Måle all ventetid")
    response = edit(office, mine, "Måle ventetid", text="Måle ventetida")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Måle all ventetid" in page.replace("<ins>", "").replace("</ins>", "")
    assert "ventetida" in page
    assert [line.text for line in mine.parsed.rows[3].lines] == ["Måle all ventetid"]


def test_line_edit_of_a_line_that_is_gone_keeps_what_was_typed(office, draft_read, cast):
    other = Client()
    other.force_login(cast.development)
    mine = ImportDraft.objects.get(pk=draft_read.pk)
    edit(other, draft_read, "Måle ventetid", kind="leave_out")
    response = edit(office, mine, "Måle ventetid", text="Måle ventetida")
    assert response.status_code == 409
    assert "Du skrev: «Måle ventetida»" in response.content.decode()


def test_line_due(office, draft_read):
    line = key(draft_read, "Måle ventetid")
    address = url("line_due", draft_read.pk, line)
    office.post(address, {"version": 1, "due": "2021-11-30"})
    draft_read.refresh_from_db()
    assert draft_read.parsed.rows[3].lines[0].due_chosen == date(2021, 11, 30)
    office.post(address, {"version": 2, "due": ""})
    draft_read.refresh_from_db()
    assert draft_read.parsed.rows[3].lines[0].due_chosen is None
    refused = office.post(address, {"version": 3, "due": "", "do": "suggest"})
    assert refused.status_code == 422
    assert "Velg dagen først" in refused.content.decode()


def test_line_due_of_a_row_concerns_all_that_share_it(office, draft_read):
    row = draft_read.parsed.rows[2]
    office.post(url("line_due", draft_read.pk, row.key), {"version": 1, "due": "2021-11-30"})
    draft_read.refresh_from_db()
    chosen = [line.due_chosen for line in draft_read.parsed.rows[2].measures]
    assert chosen == [date(2021, 11, 30)] * 3


def test_text_place(office, read_in):
    draft = read_in(word_plan(below=["Se heftet."]))
    address = url("text_place", draft.pk, "u1")
    refused = office.post(address, {"version": 1, "kind": "measure", "row": ""})
    assert refused.status_code == 422
    assert "Velg hvilken rad den hører til." in refused.content.decode()
    office.post(address, {"version": 1, "kind": "measure", "row": "r4"})
    draft.refresh_from_db()
    assert [line.text for line in draft.parsed.rows[3].lines] == ["Måle ventetid", "Se heftet."]
    assert office.post(address, {"version": 2, "kind": "leave_out"}).status_code == 422


def test_text_restore_and_texts_leave_out(office, read_in):
    draft = read_in(word_plan(below=["Se heftet.", "Og dette."]))
    office.post(url("texts_leave_out", draft.pk), {"version": 1})
    office.post(url("text_restore", draft.pk, "u2"), {"version": 2})
    draft.refresh_from_db()
    assert [entry.left_out for entry in draft.parsed.unplaced] == [True, False]
    page = office.get(draft.get_absolute_url()).content.decode()
    assert "1 tekst tas ikke med" in page


def test_texts_leave_out_of_one_column(office, read_in):
    rows = [("A", "• B", "x", ""), ("C", "• D", "y", "")]
    document = files.plain(*rows, headings=("Utfordring", "Tiltak", "Status", "Frist"))
    document.add_paragraph("Se heftet.")
    draft = read_in(files.to_bytes(document))
    assert "kolonnen Status" in office.get(draft.get_absolute_url()).content.decode()
    office.post(url("texts_leave_out", draft.pk), {"version": 1, "column": "Status"})
    draft.refresh_from_db()
    assert [e.text for e in draft.parsed.unplaced if not e.left_out] == ["Se heftet."]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("text_place", {"kind": "leave_out"}), ("line_due", {"due": ""}),
        ("texts_leave_out", {}), ("draft_drop", {}), ("draft_confirm", {}),
    ],
)  # fmt: skip
def test_stale_edits_answer_conflict_with_the_page(office, read_in, name, values):
    draft = read_in(word_plan(below=["Se heftet."]))
    edit(office, draft, "Måle ventetid", text="Måle all ventetid")
    if name == "draft_confirm":
        values = choices(draft)
    keys = {"text_place": ["u1"], "line_due": [key(draft, "Lese heftet*")]}
    response = office.post(
        url(name, draft.pk, *keys.get(name, [])), {**values, "version": 1}, headers=HTMX
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Noen andre har rettet noe i mellomtida" in page
    assert "Måle all ventetid" in page


# Confirming


def test_draft_confirm_makes_the_plan_and_opens_it(office, draft_read):
    response = office.post(url("draft_confirm", draft_read.pk), choices(draft_read))
    plan = ActionPlan.objects.get()
    assert response.url == plan.get_absolute_url()
    page = office.get(response.url)
    assert page.status_code == 200
    assert "Planen er lest inn" in page.content.decode()


def test_draft_confirm_refused_keeps_the_choices(office, read_in):
    draft = read_in(word_plan(below=["Se heftet."]))
    response = office.post(url("draft_confirm", draft.pk), choices(draft, title="Min tittel"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "1 linje er ikke plassert" in page
    assert 'value="Min tittel"' in page
    assert ActionPlan.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"series_name": ""}, "Skriv hva den nye planserien heter."),
        ({"adopted_by_text": ""}, "Skriv hvem som vedtok planen."),
        ({"generation": "x"}, "heltall"),
        ({"adopted_on": "2030-01-01"}, "vedtaket"),
    ],
)
def test_draft_confirm_invalid(office, draft_read, values, said):
    response = office.post(url("draft_confirm", draft_read.pk), choices(draft_read, **values))
    assert response.status_code == 422
    assert said in response.content.decode()


def test_draft_confirm_generation_taken(office, draft_read, plan):
    taken = choices(draft_read, series=plan.series_id, generation=plan.generation)
    response = office.post(url("draft_confirm", draft_read.pk), taken)
    assert response.status_code == 422
    assert "blir ikke skrevet over" in response.content.decode()


def test_draft_confirm_stale_keeps_the_choices(office, draft_read):
    edit(office, draft_read, "Måle ventetid", text="Måle all ventetid")
    old = choices(draft_read, version=1, title="Min tittel")
    response = office.post(url("draft_confirm", draft_read.pk), old)
    page = response.content.decode()
    assert response.status_code == 409
    assert 'value="Min tittel"' in page
    assert f'value="{draft_read.version}" id="import-version"' in page


def test_draft_drop(office, draft_read):
    response = office.post(url("draft_drop", draft_read.pk), {"version": 1})
    assert response.url == url("document_upload")
    assert "er forkastet" in office.get(response.url).content.decode()
    assert ImportDraft.objects.count() == 0


# The document


def test_document_detail_shows_what_was_put_right_and_left_out(office, read_in, cast, sign_in):
    draft = read_in(word_plan(below=["Se heftet."]))
    edit(office, draft, "Måle ventetid", text="Måle all ventetid")
    edit(office, draft, "Lese heftet*", do="up")
    office.post(url("texts_leave_out", draft.pk), {"version": draft.version})
    draft.refresh_from_db()
    office.post(url("draft_confirm", draft.pk), choices(draft))
    document = PlanDocument.objects.get()
    page = sign_in(cast.reader).get(document.get_absolute_url()).content.decode()
    assert "<del>Måle ventetid</del>" in page
    assert "<ins>Måle all ventetid</ins>" in page
    assert "Flyttet opp" in page
    assert "«Se heftet.»" in page


def test_document_download_gives_the_original(office, draft_read):
    original = bytes(draft_read.file)
    office.post(url("draft_confirm", draft_read.pk), choices(draft_read))
    document = PlanDocument.objects.get()
    response = office.get(url("document_download", document.pk))
    assert response.content == original
    assert response["Content-Disposition"].startswith("attachment")
    PlanDocument.objects.filter(pk=document.pk).update(file=None)
    assert office.get(url("document_download", document.pk)).status_code == 404
    assert "for stor" in office.get(document.get_absolute_url()).content.decode()


def test_draft_review_asks_the_database_as_often_for_a_long_plan(
    office, read_in, django_assert_max_num_queries
):
    rows = [(f"Utfordring {n}", f"• Tiltak {n}", "TOL", "høsten 2021") for n in range(60)]
    for plan in (read_in(word_plan(rows[:2])), read_in(word_plan(rows))):
        with django_assert_max_num_queries(16):
            page = office.get(plan.get_absolute_url())
    assert page.content.decode().count('class="rrow"') == 60


def test_everything_kept_in_a_draft_is_plain_json(draft_read):
    assert json.loads(json.dumps(draft_read.plan)) == draft_read.plan
    assert count(draft_read.parsed).rows == 4
    assert LineKind.LEAD in {line.kind for line in draft_read.parsed.lines()}

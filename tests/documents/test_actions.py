from datetime import date

import pytest
from django.core.exceptions import ValidationError

from challenges.models import ActionPlan, PlanSeries, PlanVersionLine
from documents.actions import lines
from documents.actions.confirm import Choices, draft_confirm
from documents.actions.drafts import AlreadyRead, digest_of, document_upload, draft_drop
from documents.models import KEEP_AT_MOST, ImportDraft, PlanDocument
from documents.parsed import count
from leanplan.unreadable import Unreadable
from leanplan.versioning import Conflict
from measures.models import Measure
from tests.documents import files
from tests.documents.conftest import ROWS, word_plan

ADOPTED = Choices(
    title="Handlingsplan for bedre hverdager",
    generation=3,
    series_name="Bedre hverdager",
    adopted_on=date(2018, 5, 3),
    adopted_by_text="rådmannens ledergruppe",
)


def key(draft, text):
    return next(line.key for line in draft.parsed.lines() if line.text == text)


def edit(cast, draft, line, **values):
    values = {"do": "save", "text": line, "kind": "measure", **values}
    changed = lines.line_edit(
        by=cast.secretary, draft=draft, version=draft.version, key=key(draft, line), **values
    )
    draft.refresh_from_db()
    return changed


def confirm(cast, draft, choices=ADOPTED):
    return draft_confirm(by=cast.development, draft=draft, version=draft.version, choices=choices)


def test_document_upload_keeps_a_draft(draft_read, cast):
    assert (draft_read.file_name, draft_read.version) == ("Planen vår.docx", 1)
    assert draft_read.read_by == cast.development
    assert bytes(draft_read.file).startswith(b"PK")
    assert count(draft_read.parsed).measures == 8
    assert ActionPlan.objects.count() == 0


def test_document_upload_same_content_in_other_bytes_gives_the_same_draft(draft_read, cast):
    data = word_plan(below=[""])
    assert data != bytes(draft_read.file)
    again, is_new = document_upload(by=cast.secretary, name="Kopi.docx", data=data)
    assert (again.pk, is_new) == (draft_read.pk, False)
    assert ImportDraft.objects.count() == 1


def test_document_upload_unreadable_keeps_nothing(cast):
    with pytest.raises(Unreadable):
        document_upload(by=cast.secretary, name="x.docx", data=b"")
    assert ImportDraft.objects.count() == 0


def test_document_upload_large_original_is_not_kept(cast):
    import os  # noqa: PLC0415

    padding = {"word/media/bilde.png": os.urandom(KEEP_AT_MOST)}
    data = files.rewritten(files.plain(("A", "• B")), padding)
    draft, _ = document_upload(by=cast.secretary, name="x.docx", data=data)
    assert (draft.file, draft.file_size) == (None, len(data))


def test_digest_of_looks_at_what_was_read():
    one, two = (files.read(files.plain(("A", text))) for text in ("• B", "• C"))
    assert digest_of(one) == digest_of(files.read(files.plain(("A", "- B"))))
    assert digest_of(one) != digest_of(two)


def test_line_edit_saves_with_a_trace(draft_read, cast):
    assert edit(cast, draft_read, "Måle ventetid", kind="lead")
    trace = draft_read.edits[-1]
    assert (draft_read.version, trace["what"], trace["by"]) == (2, "save", "Siri Dahl")
    assert (trace["before"], trace["after"]) == (
        ["measure: Måle ventetid"],
        ["lead: Måle ventetid"],
    )


def test_line_edit_unchanged_writes_nothing(draft_read, cast):
    assert not edit(cast, draft_read, "Måle ventetid")
    assert (draft_read.version, draft_read.edits) == (1, [])


@pytest.mark.parametrize(
    ("do", "extra", "expected"),
    [
        ("split", {"pieces": ["Måle", "ventetid"]}, ["Måle", "ventetid"]),
        ("save", {"move_to": "r1"}, []),
        ("save", {"kind": "leave_out"}, []),
    ],
)
def test_line_edit_does_what_its_button_says(draft_read, cast, do, extra, expected):
    edit(cast, draft_read, "Måle ventetid", do=do, **extra)
    assert [line.text for line in draft_read.parsed.rows[3].lines] == expected


def test_line_edit_keeps_what_was_typed_whichever_button(draft_read, cast):
    line = key(draft_read, "Lese heftet*")
    lines.line_edit(
        by=cast.secretary,
        draft=draft_read,
        version=1,
        key=line,
        do="join",
        text="Lese boka",
        kind="measure",
    )
    draft_read.refresh_from_db()
    assert key(draft_read, "TOL møter hver nye leder Lese boka")


def test_line_edit_refused_says_why(draft_read, cast):
    with pytest.raises(ValidationError, match="kan ikke"):
        edit(cast, draft_read, "Måle ventetid", do="up")
    draft_read.refresh_from_db()
    assert draft_read.version == 1


def test_line_edit_stale_is_a_conflict(draft_read, cast):
    old = ImportDraft.objects.get(pk=draft_read.pk)
    edit(cast, draft_read, "Måle ventetid", text="Måle ventetida")
    with pytest.raises(Conflict):
        edit(cast, old, "Lese heftet*", text="Lese boka")
    with pytest.raises(Conflict):
        lines.line_edit(
            by=cast.secretary, draft=old, version=1, key="l99", do="save", text="x", kind="measure"
        )


def test_text_place_and_restore(read_in, cast):
    draft = read_in(word_plan(below=["Se heftet.", "Og dette."]))
    for act, values in (
        (lines.text_place, {"key": "u1", "kind": "measure", "row": "r4"}),
        (lines.text_place, {"key": "u2", "kind": "leave_out"}),
        (lines.text_restore, {"key": "u2"}),
        (lines.texts_leave_out, {}),
    ):
        assert act(by=cast.secretary, draft=draft, version=draft.version, **values)
        draft.refresh_from_db()
    assert [line.text for line in draft.parsed.rows[3].lines] == ["Måle ventetid", "Se heftet."]
    assert [entry.left_out for entry in draft.parsed.unplaced] == [True]


def test_draft_drop(draft_read, cast):
    with pytest.raises(Conflict):
        draft_drop(by=cast.secretary, draft=draft_read, version=9)
    draft_drop(by=cast.secretary, draft=draft_read, version=1)
    assert ImportDraft.objects.count() == 0
    assert ActionPlan.objects.count() == 0


def test_draft_confirm_makes_the_plan(draft_read, cast):
    plan = confirm(cast, draft_read)
    assert (plan.series.name, plan.series.owner_unit) == (
        "Bedre hverdager",
        cast.units.municipality,
    )
    assert (plan.generation, plan.title, plan.state) == (3, ADOPTED.title, "adopted")
    assert (plan.adopted_on, plan.adopted_by_text) == (date(2018, 5, 3), "rådmannens ledergruppe")
    assert plan.adopted_by == cast.positions.group
    assert plan.owner == cast.positions.development
    assert [area.name for area in plan.focus_areas.all()] == ["Folk", "Flyt"]
    assert [(s.text, s.level) for s in plan.focus_areas.first().statements.all()] == [
        ("Alle lærer noe nytt hvert år.", 1), ("Også de nye", 2),
    ]  # fmt: skip
    assert [entry.text for entry in plan.basis_entries.all()] == [
        "Spørreundersøkelse", "Samling i mars",
    ]  # fmt: skip
    assert [(c.code, c.kind) for c in plan.challenges.order_by("row__order", "order")] == [
        ("U1", "challenge"), ("U2", "challenge"), ("U3", "open_question"), ("U4", "challenge"),
        ("U5", "challenge"),
    ]  # fmt: skip
    assert [row.focus_area for row in plan.rows.all()] == [None] * 4


def test_draft_confirm_measures_in_order_with_heading_and_footnote(draft_read, cast):
    plan = confirm(cast, draft_read)
    measures = list(Measure.objects.of_plan(plan).order_by("row__order", "order"))
    assert [m.code for m in measures] == [f"T{n}" for n in range(1, 9)]
    assert [m.is_lead for m in measures] == [True, *[False] * 7]
    assert [m.heading and m.heading.text for m in measures[:4]] == [None, "De nye", "De nye", None]
    assert measures[2].footnote.text == "Heftet ligger i resepsjonen."
    assert measures[3].text == "Lage en liste -"
    order = [measures[0].order, measures[1].heading.order, measures[1].order]
    assert order == sorted(order)


def test_draft_confirm_leaves_owners_empty_and_suggests(draft_read, cast):
    plan = confirm(cast, draft_read)
    by_code = {m.code: m for m in Measure.objects.of_plan(plan)}
    assert all(m.owner is None and m.status == "not_started" for m in by_code.values())
    suggested = {code: m.suggested_owner for code, m in by_code.items() if m.suggested_owner}
    assert suggested == {
        "T2": cast.positions.every_tol,
        "T4": cast.positions.group,
        "T5": cast.positions.every_tol,
        "T6": cast.positions.every_tol,
        "T7": cast.positions.every_tol,
    }
    assert {m.suggested_by for m in by_code.values()} == {None}
    assert (by_code["T8"].owner_as_read, by_code["T4"].owner_as_read) == ("Avklares senere", "RLG")


def test_draft_confirm_deadlines(draft_read, cast):
    plan = confirm(cast, draft_read)
    by_code = {m.code: m for m in Measure.objects.of_plan(plan)}
    certain = by_code["T4"]
    assert (certain.deadline_kind, certain.due_date) == ("date", date(2021, 12, 31))
    assert (certain.precision, certain.deadline_as_read) == ("day", "31.12.2021")
    others = [m for code, m in by_code.items() if code != "T4"]
    assert {m.deadline_kind for m in others} == {"unsettled"}
    assert by_code["T8"].deadline_as_read == "høsten 2021"
    assert by_code["T8"].suggested_kind == ""
    # Beside several measures: as read for the row, and for each no more than its own text says.
    assert plan.rows.all()[2].owner_as_read == "TOL"
    assert plan.rows.all()[2].deadline_as_read == "høsten 2021"
    assert by_code["T5"].suggested_kind == ""


def test_draft_confirm_suggests_rhythm_and_limit_of_the_text(read_in, cast):
    rows = [("A", "• Kurs x 2/år\n• Vise tallene senest 3 mnd. etter oppstart\n• Møte hver uke")]
    plan = confirm(cast, read_in(word_plan(rows)))
    found = Measure.objects.of_plan(plan).order_by("order")
    assert [(m.suggested_kind, m.suggested_rhythm) for m in found] == [
        ("recurring", "half_year"), ("recurring", "on_event"), ("recurring", ""),
    ]  # fmt: skip


def test_draft_confirm_chosen_day_is_suggested(draft_read, cast):
    lines.line_due(
        by=cast.secretary,
        draft=draft_read,
        version=1,
        key=key(draft_read, "Måle ventetid"),
        due=date(2021, 11, 30),
    )
    draft_read.refresh_from_db()
    measure = Measure.objects.get(plan=confirm(cast, draft_read), code="T8")
    assert (measure.deadline_kind, measure.suggested_due_date) == ("unsettled", date(2021, 11, 30))
    assert measure.suggested_by == cast.development


def test_draft_confirm_freezes_version_one(draft_read, cast):
    plan = confirm(cast, draft_read)
    version = plan.versions.get()
    assert (version.number, version.adopted_by) == (1, "rådmannens ledergruppe")
    kinds = [line.kind for line in version.lines.all()]
    assert (kinds.count("measure"), kinds.count("lead"), kinds.count("heading")) == (7, 1, 1)


def test_draft_confirm_retyped_line_is_a_correction(draft_read, cast):
    edit(cast, draft_read, "Måle ventetid", text="Måle ventetida")
    edit(cast, draft_read, "De nye", text="Nye folk", kind="heading")
    edit(cast, draft_read, "For lite tid.", text="For liten tid.", kind="challenge")
    plan = confirm(cast, draft_read)
    assert Measure.objects.get(plan=plan, code="T8").text == "Måle ventetida"
    frozen = PlanVersionLine.objects.filter(version__plan=plan, corrections__isnull=False)
    assert {(line.text, line.right_text) for line in frozen} == {
        ("Måle ventetid", "Måle ventetida"), ("De nye", "Nye folk"),
        ("For lite tid.", "For liten tid."),
    }  # fmt: skip


def test_draft_confirm_band_gives_the_focus_area(read_in, cast):
    document = files.docx.Document()
    files.write_front(document)
    table = files.add_table(document, [("Folk",), ("A", "• B")])
    table.cell(1, 0).merge(table.cell(1, 3))
    plan = confirm(cast, read_in(files.to_bytes(document)))
    assert plan.rows.get().focus_area.name == "Folk"


def test_draft_confirm_not_adopted_stays_a_draft_plan(draft_read, cast):
    edit(cast, draft_read, "Måle ventetid", text="Måle ventetida")
    choices = Choices(title="Plan", generation=1, series_name="Ny")
    plan = confirm(cast, draft_read, choices)
    assert (plan.state, plan.versions.count()) == ("draft", 0)
    assert Measure.objects.get(plan=plan, code="T8").text == "Måle ventetida"


def test_draft_confirm_keeps_the_document(draft_read, cast):
    edit(cast, draft_read, "Måle ventetid", text="Måle ventetida")
    original = bytes(draft_read.file)
    plan = confirm(cast, draft_read)
    document = PlanDocument.objects.get()
    assert (document.plan, bytes(document.file), len(document.edits)) == (plan, original, 1)
    assert ImportDraft.objects.count() == 0


def test_draft_confirm_the_same_content_again_makes_nothing_new(draft_read, cast):
    plan = confirm(cast, draft_read)
    with pytest.raises(AlreadyRead) as error:
        document_upload(by=cast.secretary, name="igjen.docx", data=word_plan())
    assert error.value.document.plan == plan
    assert (ImportDraft.objects.count(), ActionPlan.objects.count()) == (0, 1)


def test_draft_confirm_refuses_unplaced_lines(read_in, cast):
    draft = read_in(word_plan(below=["Se heftet."]))
    with pytest.raises(ValidationError) as error:
        confirm(cast, draft)
    assert error.value.code == "unplaced"
    assert (ActionPlan.objects.count(), PlanSeries.objects.count()) == (0, 0)
    draft.refresh_from_db()
    assert draft.version == 1


def test_draft_confirm_refuses_a_plan_without_measures(read_in, cast):
    draft = read_in(word_plan([("A", "")]))
    with pytest.raises(ValidationError) as error:
        confirm(cast, draft)
    assert error.value.code == "no_measures"


def test_draft_confirm_never_writes_over_a_generation(draft_read, cast, plan):
    choices = Choices(title="Plan", generation=plan.generation, series=plan.series)
    with pytest.raises(ValidationError, match="generasjon"):
        confirm(cast, draft_read, choices)
    assert ActionPlan.objects.count() == 1


def test_draft_confirm_series_name_taken(draft_read, cast, plan):
    choices = Choices(title="Plan", generation=9, series_name=plan.series.name)
    with pytest.raises(ValidationError) as error:
        confirm(cast, draft_read, choices)
    assert "series_name" in error.value.error_dict


def test_draft_confirm_next_generation_in_a_series(draft_read, cast, plan):
    made = confirm(cast, draft_read, Choices(title="Plan", generation=3, series=plan.series))
    assert made.predecessor == plan


def test_draft_confirm_day_to_come_is_refused_and_nothing_is_left(draft_read, cast):
    choices = Choices(
        title="Plan",
        generation=1,
        series_name="Ny",
        adopted_on=date(2030, 1, 1),
        adopted_by_text="RLG",
    )
    with pytest.raises(ValidationError):
        confirm(cast, draft_read, choices)
    assert (ActionPlan.objects.count(), PlanSeries.objects.count()) == (0, 0)


def test_draft_confirm_stale_is_a_conflict(draft_read, cast):
    old = ImportDraft.objects.get(pk=draft_read.pk)
    edit(cast, draft_read, "Måle ventetid", text="Måle ventetida")
    with pytest.raises(Conflict):
        confirm(cast, old)
    assert ActionPlan.objects.count() == 0


def test_draft_confirm_two_tiers_without_development_unit(db, read_in_empty):
    cast, read = read_in_empty
    draft = read(word_plan())
    plan = draft_confirm(by=cast.chief, draft=draft, version=1, choices=ADOPTED)
    assert plan.owner is None
    assert {m.suggested_owner for m in Measure.objects.of_plan(plan)} == {None}
    assert len(ROWS) == plan.rows.count()

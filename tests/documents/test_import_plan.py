"""manage.py import_plan: what it says, what it keeps, how it ends."""

import io

import pytest
from django.core.management import CommandError, call_command

from challenges.models import ActionPlan
from documents.models import ImportDraft, PlanDocument
from tests.documents import files
from tests.documents.conftest import word_plan


@pytest.fixture
def run(cast, tmp_path):
    """Run the command on a plan: run("--confirm") or run(data=…); gives what it said."""

    def command(*options, data=None, name="Planen.docx"):
        path = tmp_path / name
        path.write_bytes(word_plan() if data is None else data)
        out = io.StringIO()
        call_command("import_plan", str(path), *options, stdout=out)
        return out.getvalue()

    return command


def test_import_plan_says_all_that_was_read(run):
    said = run("--dry-run", data=word_plan(below=["Se heftet."]))
    for line in (
        "Tittel: Handlingsplan for bedre hverdager", "Generasjon: 3",
        "Vedtatt: kommunedirektørens ledergruppe, 03.05.2018", "Fokusområder: 2", "Grunnlag: 2",
        "   4 Rader", "   5 Utfordringer", "   1 av dem åpne spørsmål", "   8 Tiltak",
        "   1 av dem innledninger", "   1 Mellomtitler", "   1 Fotnoter", "   5 Ansvarlig",
        "   5 Frister", "   1 Ikke plassert",
        "  Måle ventetid: «høsten 2021» En årstid er ikke en dato.",
        "  Lage en liste -: «31.12.2021», lest som 31.12.2021",
        "  Under tabell 1: «Se heftet.» Står utenfor tabellene.",
    ):  # fmt: skip
        assert line in said.splitlines()
    assert "En strek står løst" in said
    assert "TOL møter hver nye leder: TOL" in said


def test_import_plan_dry_run_keeps_nothing(run):
    run("--dry-run")
    assert (ImportDraft.objects.count(), ActionPlan.objects.count()) == (0, 0)


def test_import_plan_keeps_a_draft_once(run):
    assert "Ligger som utkast" in run()
    assert "venter som utkast fra før" in run()
    assert (ImportDraft.objects.count(), ActionPlan.objects.count()) == (1, 0)


def test_import_plan_confirm(run, cast):
    said = run("--confirm", "--user", "SECRETARY@vikdal.example")
    assert "Lest inn som Bedre hverdager, generasjon 3 (vedtatt)." in said
    assert PlanDocument.objects.get().read_by == cast.secretary
    assert "finnes fra før som Bedre hverdager, generasjon 3" in run("--confirm")
    assert ActionPlan.objects.count() == 1


def test_import_plan_confirm_with_choices(run, plan):
    run("--confirm", "--series", plan.series.name, "--generation", "4", "--title", "Ny plan",
        "--adopted-on", "2018-06-01", "--adopted-by", "formannskapet")  # fmt: skip
    made = ActionPlan.objects.get(title="Ny plan")
    assert (made.series, made.generation, str(made.adopted_on), made.adopted_by_text) == (
        plan.series, 4, "2018-06-01", "formannskapet",
    )  # fmt: skip


def test_import_plan_unplaced_lines_are_not_confirmed(run):
    data = word_plan(below=["Se heftet."])
    with pytest.raises(CommandError) as error:
        run("--confirm", data=data)
    assert error.value.returncode == 2
    assert ActionPlan.objects.count() == 0
    assert ImportDraft.objects.count() == 1
    run("--confirm", "--leave-out", data=data)
    assert PlanDocument.objects.get().read["unplaced"][0]["left_out"] is True


def test_import_plan_taken_generation_ends_with_an_error(run, plan):
    with pytest.raises(CommandError) as error:
        run("--confirm", "--series", plan.series.name, "--generation", str(plan.generation))
    assert error.value.returncode == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4", "lagre den som .docx"),
        (b"", "0 byte"),
        (files.to_bytes(files.plain(("x",), headings=("Mål",))), "«Mål»"),
    ],
)
def test_import_plan_unreadable_says_why(run, data, said):
    with pytest.raises(CommandError) as error:
        run(data=data)
    assert error.value.returncode == 1
    assert said in str(error.value)
    assert ImportDraft.objects.count() == 0


def test_import_plan_no_such_file_or_user(run, cast):
    with pytest.raises(CommandError, match="kan ikke åpnes"):
        call_command("import_plan", "/finnes/ikke.docx")
    with pytest.raises(CommandError, match="ingen konto"):
        run("--user", "ingen@vikdal.example")

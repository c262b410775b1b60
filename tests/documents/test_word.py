"""Whole documents in the layouts that municipalities use."""

import json
from datetime import date

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents.parsed import LineKind, Part, count, to_json
from leanplan.unreadable import Unreadable
from tests.documents import files
from tests.documents.files import codes, lost, measures, plain, read, right, texts

CHALLENGE, QUESTION = LineKind.CHALLENGE, LineKind.OPEN_QUESTION
MEASURE, LEAD, HEADING, NOTE = (
    LineKind.MEASURE, LineKind.LEAD, LineKind.HEADING, LineKind.FOOTNOTE,
)  # fmt: skip


def test_read_plan_whole_document():
    document = docx.Document()
    files.write_front(document)
    files.add_table(
        document,
        [
            ("For lite tid.\nFor mange møter.", "Øve på det som er vanskelig.\n**De nye**\n"
             "• Møte en fadder\n• Lese heftet*\n*Heftet ligger i resepsjonen."),
        ],
    )  # fmt: skip
    document.add_paragraph()
    files.add_table(document, [("Hvem bestemmer? Spørsmål som må avklares", "• Lage en liste -")])
    plan = read(document)
    assert (plan.title, plan.generation) == ("Handlingsplan for bedre hverdager", 3)
    assert plan.title_as_read == "Handlingsplan for bedre hverdager – generasjon 3"
    assert plan.adoption.body == "kommunedirektørens ledergruppe"
    assert plan.adoption.on == date(2018, 5, 3)
    folk, flyt = plan.focus_areas
    assert (folk.title, folk.objective, flyt.objective) == ("Folk", "Flere som kan mer", "")
    assert [(s.text, s.level) for s in folk.statements] == [
        ("Alle lærer noe nytt hvert år.", 1), ("Også de nye", 2),
    ]  # fmt: skip
    assert plan.basis == ("Spørreundersøkelse", "Samling i mars")
    counts = count(plan)
    assert (counts.rows, counts.challenges, counts.open_questions) == (2, 3, 1)
    assert (counts.measures, counts.leads, counts.headings, counts.footnotes) == (4, 1, 1, 1)
    assert (counts.owners, counts.deadlines, counts.unplaced) == (0, 0, 0)
    assert right(plan.rows[0]) == [
        ("lead", "Øve på det som er vanskelig."), ("heading", "De nye"),
        ("measure", "Møte en fadder"), ("measure", "Lese heftet*"),
        ("footnote", "Heftet ligger i resepsjonen."),
    ]  # fmt: skip
    note = plan.rows[0].lines[-1]
    assert note.mark == "*"
    assert plan.rows[0].lines[3].notes == (note.key,)
    assert (plan.tables, plan.tables_read) == (2, 2)


def test_read_plan_place_of_a_line():
    document = plain(("En utfordring", "• Første"), ("En annen", "• Andre\n\n• Tredje"))
    plan = read(document)
    place = measures(plan)[2].place
    assert (place.part, place.table, place.row, place.column) == (Part.TABLE, 1, 2, "Tiltak")
    assert place.line == 3


def test_read_plan_loose_dash_is_kept_and_reported():
    plan = read(plain(("A", "• Måle gevinst -\n• Neste")))
    assert texts(plan, MEASURE) == ["Måle gevinst -", "Neste"]
    (notice,) = [n for n in plan.notices if n.code == "loose_dash"]
    assert (notice.text, notice.line) == ("Måle gevinst -", measures(plan)[0].key)
    assert notice.place.line == 1


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (
            ("Frister", "Ansvarlig", "Tiltak", "Utfordring(er)"),
            ("1.3.2019", "TOL", "• Gjøre", "Nei"),
        ),
        (
            ("UTFORDRINGAR", "TILTAK:", "Ansvarleg:", "Tidsfrist"),
            ("Nei", "• Gjøre", "TOL", "1.3.2019"),
        ),
        (("Nr", "Utfordring", "Tiltak", "Frist", "Hvem"), ("1", "Nei", "Gjøre", "1.3.2019", "TOL")),
    ],
)
def test_read_plan_columns_in_any_order(headings, row):
    plan = read(plain(row, headings=headings))
    assert texts(plan) == ["Nei", "Gjøre"]
    (line,) = measures(plan)
    assert (line.owner.text, line.owner.shared) == ("TOL", False)
    assert (line.deadline.text, line.deadline.shared) == ("1.3.2019", False)
    assert lost(plan) == []


def test_read_plan_extra_column_is_reported():
    plan = read(
        plain(("1", "A", "• B", "i rute"), headings=("Nr.", "Utfordring", "Tiltak", "Status"))
    )
    (entry,) = plan.unplaced
    assert (entry.reason, entry.text) == ("other_column", "i rute")
    assert (entry.place.table, entry.place.row, entry.place.column) == (1, 1, "Status")
    assert codes(plan) == ["no_column", "no_column", "number_column", "other_column"]


def test_read_plan_text_under_a_merged_cell_is_reported():
    for rows, column in (
        ([("A", "• B", "TOL"), ("C", "• D", "Skjult")], 2),
        ([("A", "• Skjult")], 1),
    ):
        document = plain(*rows)
        table = document.tables[0]
        merged = table.cell(len(rows), column)._tc.get_or_add_tcPr()
        merged.append(docx.oxml.OxmlElement("w:vMerge"))
        assert ("under_merged_cell", "Skjult") in lost(read(document))


def test_read_plan_owner_and_deadline_columns_may_be_missing():
    plan = read(plain(("A", "• B"), headings=("Utfordring", "Tiltak")))
    assert [(n.code, n.text) for n in plan.notices] == [
        ("no_column", "owner"), ("no_column", "deadline"),
    ]  # fmt: skip


def test_read_plan_without_challenge_column():
    plan = read(plain(("• A",), ("• B",), headings=("Tiltak", "Ansvar", "Frist")))
    assert [texts_of(row) for row in plan.rows] == [["A"], ["B"]]
    assert "no_column" in codes(plan)


def texts_of(row):
    return [line.text for line in (*row.challenges, *row.lines)]


def test_read_plan_several_bullets_share_an_owner():
    plan = read(plain(("A", "• B\n• C", "TOL", "høsten 2018")))
    row = plan.rows[0]
    assert [(w.text, w.shared) for w in row.owners] == [("TOL", True)]
    assert [(line.owner.text, line.owner.shared) for line in row.measures] == [("TOL", True)] * 2
    assert [line.deadline.text for line in row.measures] == ["høsten 2018"] * 2
    assert count(plan).owners == 2


def test_read_plan_as_many_owners_as_bullets():
    plan = read(plain(("A", "• B\n• C", "TOL\nRLG")))
    assert [line.owner.text for line in plan.rows[0].measures] == ["TOL", "RLG"]
    assert all(line.owner.shared for line in plan.rows[0].measures)
    assert plan.rows[0].owners[0].text == "TOL\nRLG"


def test_read_plan_dash_in_owner_column_is_empty_and_said():
    plan = read(plain(("A", "• B", "-")))
    assert measures(plan)[0].owner is None
    assert codes(plan) == ["dash_as_empty"]


def test_read_plan_owner_beside_nothing_is_unplaced():
    plan = read(plain(("A", "", "TOL")))
    assert lost(plan) == [("beside_nothing", "TOL")]
    assert "row_without_measures" in codes(plan)


def test_read_plan_repeated_headings_and_data_that_looks_like_one():
    plan = read(
        plain(("A", "• B"), files.HEADINGS, ("Tiltak følges ikke opp", "• Ansvar avklares"))
    )
    assert texts(plan) == ["A", "B", "Tiltak følges ikke opp", "Ansvar avklares"]
    assert plan.rows[1].challenges[0].place.row == 2


def test_read_plan_repeated_headings_that_say_more_than_one_word():
    headings = ("Utfordring (hva er i veien)", "Tiltak (hva skal gjøres)", "Ansvarlig enhet")
    plan = read(plain(("A", "• B"), headings, ("C", "• D"), headings=headings))
    assert texts(plan) == ["A", "B", "C", "D"]


def test_read_plan_second_heading_row_moves_the_columns():
    plan = read(plain(("A", "• B", "TOL"), ("Tiltak", "Utfordring", "Frist"), ("• C", "D", "2020")))
    assert [texts_of(row) for row in plan.rows] == [["A", "B"], ["D", "C"]]
    assert measures(plan)[1].deadline.text == "2020"


def test_read_plan_table_without_headings_goes_on():
    document = plain(("A", "• B"))
    files.add_table(document, [("C", "• D", "TOL", "")], headings=None)
    plan = read(document)
    assert [texts_of(row) for row in plan.rows] == [["A", "B"], ["C", "D"]]
    assert codes(plan) == ["columns_carried_over"]


def test_read_plan_row_goes_on_in_the_next_table():
    document = plain(("A", "• B"))
    files.add_table(document, [("", "• C"), ("D", "• E")])
    plan = read(document)
    assert [texts_of(row) for row in plan.rows] == [["A", "B", "C"], ["D", "E"]]
    assert codes(plan) == ["continued_row"]


def test_read_plan_one_table_row_a_measure_with_merged_challenge():
    document = plain(("A", "B", "TOL", "2019"), ("", "C", "RLG", ""), ("D", "E", "", ""))
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(2, 0))
    plan = read(document)
    assert [texts_of(row) for row in plan.rows] == [["A", "B", "C"], ["D", "E"]]
    assert [line.owner and line.owner.text for line in measures(plan)] == ["TOL", "RLG", None]
    assert [line.owner.shared for line in measures(plan)[:2]] == [False, False]
    assert measures(plan)[0].deadline.text == "2019"
    assert codes(plan) == []


def test_read_plan_owner_merged_over_two_measures_is_shared():
    document = plain(("A", "B", "TOL"), ("", "C"))
    table = document.tables[0]
    for column in (0, 2):
        table.cell(1, column).merge(table.cell(2, column))
    plan = read(document)
    assert [(line.owner.text, line.owner.shared) for line in measures(plan)] == [("TOL", True)] * 2


def test_read_plan_measures_merged_over_two_challenges():
    document = plain(("A", "• B"), ("C", ""), ("D", "• E"))
    document.tables[0].cell(1, 1).merge(document.tables[0].cell(2, 1))
    plan = read(document)
    assert [texts_of(row) for row in plan.rows] == [["A", "C", "B"], ["D", "E"]]


def test_read_plan_merged_sideways():
    document = plain(("A", "• B", ""), ("C", "• D"))
    table = document.tables[0]
    table.cell(1, 1).merge(table.cell(1, 3))
    plan = read(document)
    assert [texts_of(row) for row in plan.rows] == [["A", "B"], ["C", "D"]]
    assert codes(plan) == ["merged_columns"]


def test_read_plan_merged_challenge_and_measure_is_not_guessed():
    document = plain(("Står på tvers", ""), ("C", "• D"))
    document.tables[0].cell(1, 0).merge(document.tables[0].cell(1, 1))
    plan = read(document)
    assert lost(plan) == [("merged_columns", "Står på tvers")]
    assert [texts_of(row) for row in plan.rows] == [["C", "D"]]


@pytest.mark.parametrize(
    ("band", "section", "unplaced"),
    [("Fokusområde 1: FOLK", "Fokusområde 1: FOLK", []), ("Annet", "", [("band", "Annet")])],
)
def test_read_plan_band_over_the_table(band, section, unplaced):
    document = docx.Document()
    files.write_front(document)
    table = files.add_table(document, [(band,), ("A", "• B")])
    table.cell(1, 0).merge(table.cell(1, 3))
    plan = read(document)
    assert plan.rows[0].section == section
    assert lost(plan) == unplaced


def test_read_plan_title_above_the_column_headings():
    document = docx.Document()
    rows = [("Tiltaksplan gen. 4",), files.HEADINGS, ("A", "• B")]
    table = files.add_table(document, rows, headings=None)
    table.cell(0, 0).merge(table.cell(0, 3))
    plan = read(document)
    assert (plan.title, plan.generation, lost(plan)) == ("Tiltaksplan", 4, [])
    assert [texts_of(row) for row in plan.rows] == [["A", "B"]]


def test_read_plan_headings_on_two_levels():
    document = plain(("Utfordringer", "Tiltak", "Ansvar", "Frist"), ("A", "• B", "TOL", "2020"),
                     headings=("Utfordringer", "Tiltak", "Oppfølging", ""))  # fmt: skip
    table = document.tables[0]
    for column in (0, 1):
        table.cell(1, column).text = ""
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).merge(table.cell(0, 3))
    plan = read(document)
    assert [texts_of(row) for row in plan.rows] == [["A", "B"]]
    assert (measures(plan)[0].owner.text, measures(plan)[0].deadline.text) == ("TOL", "2020")


def test_read_plan_framed_by_a_layout_table():
    document = docx.Document()
    frame = document.add_table(rows=2, cols=1)
    frame.cell(0, 0).text = "Handlingsplan for alle"
    inner = frame.cell(1, 0).add_table(rows=2, cols=2)
    for index, text in enumerate(("Utfordring", "Tiltak", "A", "B")):
        inner.cell(index // 2, index % 2).text = text
    plan = read(document)
    assert plan.title == "Handlingsplan for alle"
    assert texts(plan) == ["A", "B"]


def test_read_plan_nested_table_in_a_cell():
    document = plain(("A", "• B"))
    inner = document.tables[0].cell(1, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "Står i en egen ramme."
    plan = read(document)
    assert "nested_table" in codes(plan)
    assert "Står i en egen ramme." in " ".join(texts(plan))


def test_read_plan_nested_table_with_its_own_columns():
    document = plain(("A", "• B"))
    inner = document.tables[0].cell(1, 1).add_table(rows=3, cols=3)
    cells = ("Tiltak", "Ansvar", "Frist", "C", "TOL", "2020", "D", "", "")
    for index, text in enumerate(cells):
        inner.cell(index // 3, index % 3).text = text
    plan = read(document)
    assert texts(plan, MEASURE) == ["B", "C", "D"]
    assert measures(plan)[1].owner.text == "TOL"
    assert measures(plan)[1].deadline.text == "2020"
    assert measures(plan)[2].owner is None


def test_read_plan_word_footnotes_and_endnotes():
    document = plain(("A", "• B\n• C"))
    files.refer(document.tables[0].cell(1, 1).paragraphs[0], 1)
    plan = files.read_plan(files.with_footnotes(document, ["Se heftet.", "Ikke vist til."]))
    row = plan.rows[0]
    assert right(row) == [("measure", "B"), ("measure", "C"), ("footnote", "Se heftet.")]
    assert row.lines[2].mark == "1"
    assert row.lines[0].notes == (row.lines[2].key,)
    assert lost(plan) == [("note_outside_rows", "Ikke vist til.")]

    document = plain(("A", "• B"))
    files.refer(document.tables[0].cell(1, 1).paragraphs[0], 1, "endnote")
    plan = files.read_plan(files.with_footnotes(document, ["Bakerst."], "endnotes"))
    assert texts(plan, NOTE) == ["Bakerst."]


def test_read_plan_footnote_below_the_table():
    document = plain(("A", "• B*\n• C"))
    document.add_paragraph("*Gjelder alle.")
    plan = read(document)
    assert right(plan.rows[0])[-1] == ("footnote", "Gjelder alle.")
    assert plan.rows[0].lines[0].notes == (plan.rows[0].lines[-1].key,)
    assert lost(plan) == []


def test_read_plan_tracked_changes():
    document = plain(("A", "• Gammelt"))
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]
    files.wrap(paragraph.runs[0], "w:del")
    files.wrap(paragraph.add_run("Nytt"), "w:ins")
    plan = read(document)
    assert texts(plan, MEASURE) == ["Nytt"]
    assert [(n.code, n.count) for n in plan.notices] == [("deleted_text", 1)]


def test_read_plan_deleted_row_is_not_read():
    document = plain(("A", "• B"), ("C", "• D"))
    mark = OxmlElement("w:del")
    document.tables[0].rows[1]._tr.get_or_add_trPr().append(mark)
    assert texts(read(document)) == ["C", "D"]


def test_read_plan_hidden_text():
    document = plain(("A", "• Synlig"))
    run = document.tables[0].cell(1, 1).paragraphs[0].add_run(" hemmelig")
    run.font.hidden = True
    plan = read(document)
    assert texts(plan, MEASURE) == ["Synlig"]
    assert codes(plan) == ["hidden_text"]


def test_read_plan_header_and_footer():
    document = docx.Document()
    files.write_front(document, [("Title", "Tiltaksplan")])
    files.add_table(document, [("A", "• B")])
    document.sections[0].header.paragraphs[0].text = "Tiltaksplan"
    footer = document.sections[0].footer
    footer.paragraphs[0].text = "Godkjent av formannskapet 1.2.2020"
    footer.add_paragraph("Sak 12/20")
    field = footer.add_paragraph("Side ").add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        element.set(qn("w:fldCharType"), kind) if kind else None
        element.text = text
        field._r.append(element)
    footer.paragraphs[-1].add_run("7")
    plan = read(document)
    assert (plan.adoption.body, plan.adoption.on) == ("formannskapet", date(2020, 2, 1))
    assert lost(plan) == [("header_or_footer", "Sak 12/20")]


def test_read_plan_text_box():
    document = plain(("A", "• B"))
    xml = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        "<mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>I boks</w:t></w:r></w:p>"
        "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>I boks</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    document.tables[0].cell(1, 1).paragraphs[0]._p.append(docx.oxml.parse_xml(xml))
    document.add_paragraph()._p.append(docx.oxml.parse_xml(xml))
    plan = read(document)
    assert texts(plan, MEASURE) == ["B"]
    assert lost(plan) == [("text_box", "I boks"), ("text_box", "I boks")]
    assert {entry.place.table for entry in plan.unplaced} == {0, 1}


def test_read_plan_lines_outside_the_tables_are_unplaced():
    document = docx.Document()
    files.write_front(document)
    document.add_paragraph("Vi ønsker lykke til med arbeidet.")
    files.add_table(document, [("A", "• B")])
    document.add_paragraph("Se også heftet.")
    plan = read(document)
    assert [(e.reason, e.text, e.place.table) for e in plan.unplaced] == [
        ("outside_tables", "Vi ønsker lykke til med arbeidet.", 0),
        ("outside_tables", "Se også heftet.", 1),
    ]


def test_read_plan_basis_and_adoption_after_the_tables():
    document = docx.Document()
    document.add_paragraph("Handlingsplan, 2. generasjon")
    files.add_table(document, [("A", "• B")])
    for line in ("Grunnlag", "- Årsmelding", "- Samtaler", "Vedteken av leiargruppa: 1/2-20"):
        document.add_paragraph(line)
    plan = read(document)
    assert (plan.title, plan.generation) == ("Handlingsplan", 2)
    assert plan.basis == ("Årsmelding", "Samtaler")
    assert (plan.adoption.body, plan.adoption.on) == ("leiargruppa", date(2020, 2, 1))
    assert lost(plan) == []


def test_read_plan_section_headings_that_go_on_on_their_line():
    document = docx.Document()
    for line in ("Tiltaksplan", "Fokusområder: Folk og flyt", "Grunnlag: Årsmelding"):
        document.add_paragraph(line)
    files.add_table(document, [("A", "• B")])
    plan = read(document)
    assert plan.basis == ("Årsmelding",)
    assert lost(plan) == [("outside_tables", "Folk og flyt")]


def test_read_plan_other_table_is_unplaced_cell_by_cell():
    document = plain(("A", "• B"))
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Underskrift", "Kari"
    plan = read(document)
    assert [(e.reason, e.text, e.place.table) for e in plan.unplaced] == [
        ("other_table", "Underskrift", 2), ("other_table", "Kari", 2),
    ]  # fmt: skip
    assert (plan.tables, plan.tables_read) == (2, 1)


def test_read_plan_owner_written_in_the_measure_cell_is_unplaced():
    plan = read(plain(("A", "• B\nAnsvar: avklares\nFrist: 2020")))
    assert lost(plan) == [
        ("owner_in_text", "Ansvar: avklares"),
        ("deadline_in_text", "Frist: 2020"),
    ]
    assert texts(plan, MEASURE) == ["B"]


def test_read_plan_repeated_challenge_is_one_row():
    plan = read(plain(("A", "B"), ("A", "C"), ("D", "E")))
    assert [texts_of(row) for row in plan.rows] == [["A", "B", "C"], ["D", "E"]]
    assert codes(plan) == ["repeated_challenge"]


def test_read_plan_spaces_are_cleaned_and_nothing_else():
    plan = read(plain(("A  b\u00a0c", "•   Gjøre\u00a0 noe ( rart ) ,  «slik»")))
    assert texts(plan) == ["A b c", "Gjøre noe ( rart ) , «slik»"]


@pytest.mark.parametrize(
    ("document", "code", "tables"),
    [
        (docx.Document(), "no_tables", []),
        (plain(("x", "y"), headings=("Mål", "Status")), "no_columns", [["Mål", "Status"]]),
        (
            plain(("x", "y"), headings=("Utfordringer", "Mål")),
            "no_columns",
            [["Utfordringer", "Mål"]],
        ),
    ],
)
def test_read_plan_without_a_plan(document, code, tables):
    with pytest.raises(Unreadable) as error:
        read(document)
    assert (error.value.code, error.value.params) == (code, {"tables": tables})


def test_read_plan_drops_no_text_in_silence():
    """Every text of a document in which nothing is where it should be is found again."""
    document = docx.Document()
    files.write_front(document, [*files.FRONT[:5], (None, "Dette er en lang innledning."),
                                 *files.FRONT[5:]])  # fmt: skip
    rows = [
        ("Nei 1\n**Fet 2**", "Før 3\n• Ku 4\nMellom 5\n• Kule 6*\n*Note 7\nAnsvar: 8", "E 9\nE 10",
         "uke 11", "St 12"),
        ("Bånd 13",), ("", "• Kule 14", "-", "", "St 15"), ("Alene 16",), ("", "", "E 17"),
    ]  # fmt: skip
    table = files.add_table(document, rows, headings=(*files.HEADINGS, "Status"))
    table.cell(2, 0).merge(table.cell(2, 4))
    table.cell(3, 1).add_table(rows=1, cols=1).cell(0, 0).text = "Inni 18"
    document.add_paragraph("Under 19")
    document.sections[0].header.paragraphs[0].text = "Topp 20"
    plan = files.from_bytes(files.with_footnotes(document, ["Fotnote 21"]))
    found = json.dumps(to_json(plan), ensure_ascii=False)
    wanted = [text for row in rows for cell in row for text in cell.split("\n")]
    headings = ("Fokusområder i strategien", "Grunnlag:")
    wanted += [text for _, text in files.FRONT if text not in headings]
    wanted += ["Dette er en lang innledning.", "Inni 18", "Under 19", "Topp 20", "Fotnote 21"]
    missing = [text for text in wanted if text.strip("*•- ") not in found]
    assert missing == []

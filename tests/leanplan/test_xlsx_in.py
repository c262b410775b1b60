"""Workbooks in: what a person sees in the cells, and strangers refused with a reason."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import date

import openpyxl
import pytest

from leanplan import child, sandbox, xlsx_reader
from leanplan.unreadable import Unreadable
from leanplan.xlsx import Column, Sheet, workbook
from leanplan.xlsx_in import Fault, RowRead, read_workbook, sheets_of


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows, title="Enheter"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def read(data):
    """What the child answers, read in this process; the sandbox has its own tests."""
    return sheets_of(json.loads(json.dumps(xlsx_reader.read(data))))


def cells(*row, format=None):
    book = book_of(row)
    if format:
        for cell in book.active[1]:
            cell.number_format = format
    (found,) = read(saved(book))[0].rows
    return found.cells


def rewritten(data, changes):
    """The archive with some parts changed, by a function or to new bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(
        out, "w", zipfile.ZIP_DEFLATED
    ) as new:
        for name in old.namelist():
            change = changes.get(name, old.read(name))
            new.writestr(name, change(old.read(name)) if callable(change) else change)
        for name in set(changes) - set(old.namelist()):
            new.writestr(name, changes[name])
    return out.getvalue()


def good():
    return saved(book_of(["Navn"], ["Solsiden"]))


SHEET = "xl/worksheets/sheet1.xml"


def with_shared_texts(texts):
    """As Excel itself writes: the texts stand in a part of their own, and cells give numbers."""
    relation = (b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                b'relationships/sharedStrings" Target="sharedStrings.xml" Id="rId9"/>'
                b"</Relationships>")
    inline = b't="inlineStr"><is><t>%s</t></is>'
    return rewritten(good(), {
        "xl/sharedStrings.xml": texts,
        "xl/_rels/workbook.xml.rels": lambda old: old.replace(b"</Relationships>", relation),
        SHEET: lambda old: old.replace(inline % b"Navn", b't="s"><v>0</v>')
        .replace(inline % b"Solsiden", b't="s"><v>1</v>'),
    })


def test_read_shared_texts_and_texts_in_pieces():
    data = with_shared_texts(
        b"<sst><si><t>Navn</t></si><si><r><t>Sol</t></r><r><rPh><t>x</t></rPh><t>siden</t></r></si>"
        b"</sst>"
    )
    assert [row.cells for row in read(data)[0].rows] == [{"A": "Navn"}, {"A": "Solsiden"}]


def test_read_workbook_in_a_child():
    (sheet,) = sheets_of(read_workbook(good()))
    assert sheet.name == "Enheter"
    assert sheet.rows == [RowRead(1, {"A": "Navn"}), RowRead(2, {"A": "Solsiden"})]


@pytest.mark.parametrize(
    ("value", "format", "seen"),
    [
        ("  Solsiden ", None, "Solsiden"),
        (974760673, None, 974760673),
        (2.5, None, 2.5),
        (True, None, True),
        (date(2018, 11, 13), None, date(2018, 11, 13)),
        (43417.6, "dd.mm.yyyy hh:mm", date(2018, 11, 13)),
        (43417, "d. mmmm åååå", date(2018, 11, 13)),
        (43417, '0 "dager"', 43417),
        (43417, "0.00", 43417),
        (5, "dd.mm.yyyy", 5),
        ("13.11.2018", None, "13.11.2018"),
        ("_x0041_B", None, "AB"),
    ],
)
def test_read_values(value, format, seen):
    assert cells(value, format=format) == {"A": seen}


def test_read_formula_by_its_value():
    formula = rewritten(
        saved(book_of(["=1+1", "=A1"])),
        {SHEET: lambda old: old.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")},
    )
    (row,) = read(formula)[0].rows
    assert row.cells == {"A": 2, "B": Fault("")}


def test_read_error_of_excel():
    assert cells("#REF!") == {"A": Fault("#REF!")}


def test_read_dates_from_1904():
    new = b'<workbookPr date1904="1"/>'
    data = rewritten(
        saved(book_of([date(2018, 11, 13)])),
        {"xl/workbook.xml": lambda old: old.replace(b"<workbookPr/>", new)},
    )
    assert read(data)[0].rows[0].cells["A"] == date(2022, 11, 14)


def test_read_leaves_out_hidden_sheets_and_empty_rows():
    book = book_of(["Navn"], [], ["Solsiden"])
    hidden = book.create_sheet("Valg")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    (sheet,) = read(saved(book))
    assert [row.number for row in sheet.rows] == [1, 3]


def test_read_what_the_writer_writes():
    data = workbook([Sheet("Liste", (Column("T"), Column("D")), [["=1+1", date(2018, 11, 13)]])])
    assert read(data)[0].rows[1].cells == {"A": "=1+1", "B": date(2018, 11, 13)}


def test_read_without_addresses_of_cells():
    """Other programs than Excel leave the addresses out."""
    import re  # noqa: PLC0415

    data = rewritten(good(), {SHEET: lambda old: re.sub(rb' r="[A-Z]*\d+"', b"", old)})
    assert read(data)[0].rows == [RowRead(1, {"A": "Navn"}), RowRead(2, {"A": "Solsiden"})]


# Strangers


def refused(data, **options):
    with pytest.raises(Unreadable) as error:
        read_workbook(data, **options)
    return error.value


def archive(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"Navn;Type\nSolsiden;Enhet", "other_file"),
        (b"PK\x03\x04 ikke mer", "broken_zip"),
        (good()[:300], "broken_zip"),
        (good()[:-30], "broken_zip"),
        (archive({"hei.txt": "hei"}), "other_zip"),
        (archive({"word/document.xml": "<w/>"}), "other_zip"),
        (rewritten(good(), {"xl/media/x.png": bytes(30 * 1024 * 1024)}), "bomb"),
        (rewritten(good(), {SHEET: b"<worksheet><sheetData>"}), "broken_part"),
        (rewritten(good(), {SHEET: b"<a>" * 400 + b"</a>" * 400}), "broken_part"),
        (
            rewritten(good(), {SHEET: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                                      b"<worksheet>&a;</worksheet>"}),
            "dtd",
        ),
        (b"PK" + bytes(sandbox.MAX_UPLOAD), "too_large"),
    ],
)
def test_read_workbook_strangers(data, code):
    assert refused(data).code == code


def test_read_workbook_with_macros_is_another_kind():
    data = rewritten(good(), {"[Content_Types].xml": lambda old: old.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")})
    error = refused(data)
    assert (error.code, error.params) == ("other_zip", {"kind": "xlsx"})


def test_read_workbook_too_slow():
    assert refused(good(), seconds=0.01).code == "too_slow"


@pytest.mark.parametrize("entity", [b'<!ENTITY b "&a;&a;">', b'<!ENTITY % p SYSTEM "http://x">'])
def test_read_entities_in_the_shared_texts(entity):
    texts = b'<!DOCTYPE s [<!ENTITY a "aaaa">' + entity + b"]><sst><si><t>&a;</t></si></sst>"
    with pytest.raises(Unreadable) as error:
        read(with_shared_texts(texts))
    assert error.value.code == "dtd"


def test_read_too_many_rows_and_sheets(monkeypatch):
    monkeypatch.setattr(xlsx_reader, "MAX_ROWS", 1)
    with pytest.raises(Unreadable, match="too_many_rows"):
        read(good())
    monkeypatch.setattr(xlsx_reader, "MAX_SHEETS", 0)
    with pytest.raises(Unreadable, match="too_many_sheets"):
        read(good())


def test_read_stops_at_the_last_column_and_cuts_long_text(monkeypatch):
    monkeypatch.setattr(xlsx_reader, "MAX_COLUMNS", 2)
    monkeypatch.setattr(xlsx_reader, "MAX_TEXT", 3)
    assert cells("abcdef", None, "c") == {"A": "abc"}


def test_read_number_of_a_text_that_is_not_there():
    data = with_shared_texts(b"<sst><si><t>Navn</t></si></sst>")
    assert [row.cells for row in read(data)[0].rows] == [{"A": "Navn"}, {"A": Fault("")}]


def test_answer_of_the_child_is_never_a_crash():
    assert child.answer(b"PK", xlsx_reader.read)["error"] == "broken_zip"


def test_xlsx_reader_does_not_know_django():
    code = ("import sys, leanplan.xlsx_reader; "
            "print([m for m in sys.modules if m.startswith('django')])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=sandbox.ROOT)
    assert done.stdout.strip() == b"[]"

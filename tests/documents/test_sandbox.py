"""Files from a stranger: each is refused with its reason, and the server goes on."""

import io
import json
import os
import subprocess
import sys
import zipfile
import zlib

import docx
import pytest

from documents import reader
from documents.parsed import count
from documents.sandbox import read_document
from leanplan import child, office_file, sandbox
from leanplan.unreadable import Unreadable
from tests.documents import files

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refused(data, **options):
    with pytest.raises(Unreadable) as error:
        read_document(data, **options)
    return error.value


def archive(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def good():
    return files.plain(("Noe er i veien", "• Rydde", "", ""))


def test_read_document_reads_in_a_child():
    assert count(read_document(files.to_bytes(good()))).measures == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n%...", "pdf"),
        (b"\n%PDF-1.4", "pdf"),
        (OLE, "old_format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (b"Utfordringer;Tiltak;Ansvar;Frist", "other_file"),
        (b"PK\x03\x04 ikke mer", "broken_zip"),
        (archive({}), "other_zip"),
        (archive({"hei.txt": "hei"}), "other_zip"),
    ],
)
def test_read_document_other_formats(data, code):
    assert refused(data).code == code


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"xl/workbook.xml": "<w/>"}, "xlsx"),
        ({"ppt/presentation.xml": "<w/>"}, "pptx"),
        ({"mimetype": "application/vnd.oasis", "content.xml": "<w/>"}, "odt"),
        ({"hei.txt": "hei"}, "zip"),
    ],
)
def test_read_document_says_which_other_archive(members, kind):
    error = refused(archive(members))
    assert (error.code, error.params) == ("other_zip", {"kind": kind})


def test_read_document_too_large():
    error = refused(b"PK" + bytes(sandbox.MAX_UPLOAD))
    assert (error.code, error.params["limit"]) == ("too_large", 5 * 1024 * 1024)


@pytest.mark.parametrize("keep", [200, 5_000, -30])
def test_read_document_truncated(keep):
    assert refused(files.to_bytes(good())[:keep]).code == "broken_zip"


def test_read_document_damaged_part():
    data = files.rewritten(good(), {"word/document.xml": b"<w:document"})
    assert refused(data).code == "broken_part"


def test_read_document_bomb_by_ratio_and_by_size():
    zeros = bytes(30 * 1024 * 1024)
    assert refused(files.rewritten(good(), {"word/media/image1.png": zeros})).code == "bomb"
    many = {f"{n}.txt": "" for n in range(office_file.MAX_MEMBERS + 1)}
    assert refused(archive(many)).code == "bomb"


def test_read_document_archive_that_lies_about_its_size():
    """The directory says 1 000 bytes, the data goes on for 40 MB."""
    data = files.rewritten(good(), {"word/document.xml": b"<a>" + b" " * 40_000_000 + b"</a>"})
    data = bytearray(data)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    local = data.index(b"word/document.xml") - 30
    data[at + 24 : at + 28] = data[local + 22 : local + 26] = (1_000).to_bytes(4, "little")
    assert refused(bytes(data)).code in ("broken_zip", "broken_part", "bomb")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_read_document_entities_are_refused(doctype, encoding):
    def hostile(old):
        text = (
            old.decode()
            .split("?>", 1)[1]
            .replace("Rydde", "Rydde &x;" if "x" in doctype[20:] else "&b;")
        )
        return f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{text}'.encode(encoding)

    error = refused(files.rewritten(good(), {"word/document.xml": hostile}))
    assert error.code in ("dtd", "broken_part")


def test_read_document_external_relations_are_not_followed():
    relation = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://127.0.0.1:9/evil.xml" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
        b"</Relationships>"
    )
    changes = {
        "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", relation)
    }
    assert count(read_document(files.rewritten(good(), changes))).measures == 1


def test_read_document_external_relation_to_a_part_inside_is_not_read():
    document = good()
    files.refer(document.tables[0].cell(1, 1).paragraphs[0], 1)
    with_note = zipfile.ZipFile(io.BytesIO(files.with_footnotes(document, ["Merk."])))
    names = ("word/footnotes.xml", "word/_rels/document.xml.rels")
    changes = {name: with_note.read(name) for name in names}
    assert count(read_document(files.rewritten(document, changes))).footnotes == 1
    changes[names[1]] = changes[names[1]].replace(
        b'Id="rIdNfootnotes"', b'Id="rIdNfootnotes" TargetMode="External"'
    )
    assert count(read_document(files.rewritten(document, changes))).footnotes == 0


def test_read_document_names_that_climb_are_harmless(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    relation = (
        b'<Relationship Id="rId98" Target="../../../../etc/passwd" Type="http://schemas.openxmlformats'
        b'.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    data = files.rewritten(
        good(),
        {
            "../../evil.txt": b"x",
            "/etc/evil": b"x",
            "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", relation),
        },
    )
    assert count(read_document(data)).measures == 1
    assert os.listdir(tmp_path) == []


def test_read_document_encrypted_member():
    data = bytearray(files.to_bytes(good()))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)).code == "encrypted"


def test_read_document_strict_namespaces():
    """ "Strict Open XML" is the same document under other names."""
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    new = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = files.rewritten(good(), {"word/document.xml": lambda text: text.replace(old, new)})
    assert count(read_document(data)).measures == 1


def test_read_document_too_slow():
    assert refused(files.to_bytes(good()), seconds=0.01).code == "too_slow"


def test_read_document_busy(monkeypatch):
    for _ in range(sandbox.AT_ONCE):
        assert sandbox._free.acquire(timeout=1)
    try:
        assert refused(files.to_bytes(good()), seconds=0.1).code == "busy"
    finally:
        for _ in range(sandbox.AT_ONCE):
            sandbox._free.release()
    assert count(read_document(files.to_bytes(good()))).measures == 1


def test_read_document_child_that_dies(monkeypatch):
    class Dead:
        returncode, stdout = -9, b""

    monkeypatch.setattr(sandbox.subprocess, "run", lambda *args, **kwargs: Dead)
    assert refused(b"PK").code == "too_heavy"
    Dead.returncode = 1
    assert refused(b"PK").code == "failed"


def test_reader_memory_is_limited():
    code = "from leanplan import child; child.set_limits(); bytearray(700 * 1024 * 1024)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=sandbox.ROOT)
    assert done.returncode != 0
    assert b"MemoryError" in done.stderr


def test_reader_may_not_write_files(tmp_path):
    write = f"pathlib.Path({str(tmp_path / 'x')!r}).write_text('x' * 9)"
    code = f"import pathlib; from leanplan import child; child.set_limits(); {write}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=sandbox.ROOT)
    assert done.returncode != 0
    assert (tmp_path / "x").read_text() == ""


def test_reader_does_not_know_django():
    code = "import sys, documents.reader; print([m for m in sys.modules if m.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=sandbox.ROOT)
    assert done.stdout.strip() == b"[]"


def test_child_gets_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    seen = {}

    def run(*args, **kwargs):
        seen.update(kwargs["env"])
        return type("Done", (), {"returncode": 0, "stdout": b'{"error": "x", "params": {}}'})

    monkeypatch.setattr(sandbox.subprocess, "run", run)
    refused(b"PK")
    assert "SECRET_KEY" not in seen
    assert seen


def test_answer_never_raises():
    reply = child.answer(files.to_bytes(docx.Document()), reader.read)
    assert reply == {"error": "no_tables", "params": {"tables": []}}
    json.dumps(reply)


def test_answer_memory_and_depth():
    for raised, code in ((MemoryError, "too_heavy"), (RecursionError, "broken_part")):

        def fail(data, raised=raised):
            raise raised

        assert child.answer(b"", fail)["error"] == code


def test_read_document_deep_nesting_is_refused():
    deep = b"<a>" * 400 + b"</a>" * 400
    assert refused(files.rewritten(good(), {"word/document.xml": deep})).code == "broken_part"


def test_zlib_fault_inside_a_part():
    data = bytearray(files.to_bytes(good()))
    at = data.index(b"word/document.xml")
    for index in range(at + 60, at + 120):
        data[index] ^= 0xFF
    assert refused(bytes(data)).code == "broken_zip"
    assert issubclass(zlib.error, Exception)

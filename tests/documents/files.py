"""Makes Word files for the tests, in the many ways that people lay a plan out."""

import io
import zipfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents.parsed import MEASURE_KINDS
from documents.word import read_plan

HEADINGS = ("Utfordringer:", "Tiltak", "Ansvar", "Frist")
FRONT = (
    ("Title", "Handlingsplan for bedre hverdager – generasjon 3"),
    ("Heading 1", "Fokusområder i strategien"),
    ("Heading 2", "Folk"),
    (None, "Flere som kan mer"),
    ("List Bullet", "Alle lærer noe nytt hvert år."),
    ("List Bullet 2", "Også de nye"),
    ("Heading 2", "Flyt"),
    ("List Bullet", "Mindre venting"),
    ("Heading 2", "Grunnlag:"),
    ("List Bullet", "Spørreundersøkelse"),
    ("List Bullet", "Samling i mars"),
    (None, "Vedtatt i kommunedirektørens ledergruppe 3. mai 2018"),
)


def fill(cell, text):
    """Write a cell. One line a paragraph: "• " is a Word bullet, "•• " one level in, "**x**" bold,
    "__x__" underlined, "#x" a heading style, and "|" a soft line break."""
    cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
    for line in text.split("\n"):
        style = None
        for mark, name in (("•• ", "List Bullet 2"), ("• ", "List Bullet"), ("#", "Heading 3")):
            if line.startswith(mark):
                line, style = line[len(mark) :], name
                break
        paragraph = cell.add_paragraph(style=style)
        parts = line.split("|")
        for index, part in enumerate(parts):
            bold = part.startswith("**") and part.endswith("**") and len(part) > 4
            under = part.startswith("__") and part.endswith("__") and len(part) > 4
            run = paragraph.add_run(part[2:-2] if bold or under else part)
            run.bold = True if bold else None
            run.underline = True if under else None
            if index < len(parts) - 1:
                run.add_break()


def add_table(document, rows, headings=HEADINGS):
    """A plan table: `rows` are tuples of cell texts; shorter rows leave the rest empty."""
    table = document.add_table(rows=0, cols=len(headings or HEADINGS))
    for texts in ([headings] if headings else []) + list(rows):
        cells = table.add_row().cells
        for index, text in enumerate(texts):
            if text:
                fill(cells[index], text)
    return table


def plain(*rows, headings=HEADINGS):
    """A document with one table."""
    document = docx.Document()
    add_table(document, rows, headings)
    return document


def write_front(document, lines=FRONT):
    for style, text in lines:
        document.add_paragraph(text, style=style)


def to_bytes(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(document):
    return read_plan(to_bytes(document))


def from_bytes(data):
    return read_plan(data)


def rewritten(document, changes):
    """The file with some parts replaced: {"word/footnotes.xml": bytes or a function of the old}."""
    old = zipfile.ZipFile(io.BytesIO(to_bytes(document)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            change = changes.get(name)
            data = old.read(name) if name in old.namelist() else b""
            data = change(data) if callable(change) else data if change is None else change
            new.writestr(name, data)
    return buffer.getvalue()


def with_footnotes(document, texts, kind="footnotes"):
    """Add Word's own notes; refer to them in a run with `refer(paragraph, number)`."""
    one = kind.removesuffix("s")
    ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = "".join(
        f'<w:{one} w:id="{n}"><w:p><w:r><w:t> {text}</w:t></w:r></w:p></w:{one}>'
        for n, text in enumerate(texts, start=1)
    )
    separator = f'<w:{one} w:type="separator" w:id="-1"><w:p/></w:{one}>'
    part = f'<w:{kind} xmlns:w="{ns}">{separator}{notes}</w:{kind}>'
    relation = (
        f'<Relationship Id="rIdN{kind}" Target="{kind}.xml" Type="http://schemas.openxmlformats.org'
        f'/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    return rewritten(
        document,
        {
            f"word/{kind}.xml": part.encode(),
            "word/_rels/document.xml.rels": lambda old: old.replace(
                b"</Relationships>", relation.encode()
            ),
        },
    )


def refer(paragraph, number, kind="footnote"):
    reference = OxmlElement(f"w:{kind}Reference")
    reference.set(qn("w:id"), str(number))
    paragraph.add_run()._r.append(reference)


def wrap(run, tag):
    """Put a run inside a tracked change: "w:ins" or "w:del"."""
    change = OxmlElement(tag)
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "Noen")
    run._r.addprevious(change)
    change.append(run._r)
    if tag == "w:del":
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")


def texts(plan, *kinds):
    """The texts of the lines of these kinds."""
    return [line.text for line in plan.lines() if not kinds or line.kind in kinds]


def right(row):
    """(kind, text) of the right-hand side of a row."""
    return [(str(line.kind), line.text) for line in row.lines]


def measures(plan):
    return [line for line in plan.lines() if line.kind in MEASURE_KINDS]


def codes(plan):
    return [notice.code for notice in plan.notices]


def lost(plan):
    return [(entry.reason, entry.text) for entry in plan.unplaced]

"""Every text that people read is in the catalogue, complete, and nowhere else."""

import ast
import functools
import re
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from tests.test_architecture import FLOORS

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
# name of the function: (place of the text, place of its plural, place of its context)
FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (0, None, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (1, None, 0)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (1, 2, 0)),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]")
# Names and signs that are the same in every language.
SAME_EVERYWHERE = {"Leanplan", "Lean", "Enter", "Ctrl", "Alt", "Esc", "B"}


def literal(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def texts_of_code(source):
    """(context, text) of each call of a translation function."""
    return (form[:2] for form in forms_of_code(source))


def forms_of_code(source):
    """(context, text, whether it has a plural) of each call of a translation function."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in FUNCTIONS:
            text, plural, context = FUNCTIONS[name]
            found = literal(node.args[text]) if len(node.args) > text else None
            if found is not None:
                told = literal(node.args[context]) if context is not None else None
                yield told, found, plural is not None


def texts_of_template(source):
    """(context, text) of each text of a template."""
    return (form[:2] for form in forms_of_template(source))


def forms_of_template(source):
    """The same for a template, by way of what Django hands to xgettext."""
    for call in re.findall(
        r"(?:_|n?p?gettext)\(.*?\)(?=\s|$)", templatize(source), flags=re.DOTALL
    ):
        try:
            yield from forms_of_code(call)
        except SyntaxError:
            yield None, f"cannot be read: {call[:60]}", False


@functools.cache
def used_texts():
    """{(context, text): a file that has it}."""
    return {key[:2]: where for key, where in used_forms().items()}


@functools.cache
def used_forms():
    """{(context, text, whether it has a plural): a file that has it}."""
    found = {}
    for app in (*FLOORS, "scripts"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                for key in forms_of_code(path.read_text()):
                    found.setdefault(key, path.relative_to(ROOT))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        for key in forms_of_template(path.read_text()):
            found.setdefault(key, path.relative_to(ROOT))
    assert len(found) > 300
    return found


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated(path):
    entries = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))}
    missing = [
        f"{where}: {context or ''} {text!r}"
        for (context, text), where in used_texts().items()
        if not translated(entries.get((context, text)))
    ]
    assert missing == []


def translated(entry):
    if entry is None or "fuzzy" in entry.flags:
        return False
    if entry.msgid_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def test_no_text_is_used_with_a_plural_and_without():
    """A catalogue holds it once, and what is asked the other way comes out in English: always with
    Python 3.11.2, which Debian 12 has."""
    forms = used_forms()
    both = {
        text: (where, forms[context, text, True])
        for (context, text, plural), where in forms.items()
        if not plural and (context, text, True) in forms
    }
    assert any(plural for _context, _text, plural in forms)
    assert both == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_holds_nothing_unused(path):
    used = used_texts()
    unused = [
        entry.msgid for entry in polib.pofile(str(path))
        if (entry.msgctxt, entry.msgid) not in used
    ]
    assert unused == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_placeholders_survive_translation(path):
    wrong, seen = [], 0
    for entry in polib.pofile(str(path)):
        texts = [entry.msgstr, *entry.msgstr_plural.values()]
        allowed = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        for text in filter(None, texts):
            seen += bool(allowed)
            if set(PLACEHOLDER.findall(text)) - allowed:
                wrong.append(entry.msgid)
            if not entry.msgid_plural and set(PLACEHOLDER.findall(text)) != allowed:
                wrong.append(entry.msgid)
    assert seen > 20
    assert wrong == []


class Words(HTMLParser):
    """Text a template writes by itself, outside of tags of the template language."""

    SPOKEN = ("aria-label", "alt", "title", "placeholder", "label")

    def __init__(self):
        super().__init__()
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        self.found += [value for name, value in attrs if name in self.SPOKEN and value]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def own_words(source):
    bare = re.sub(
        r"{% blocktrans(?:late)?.*?{% endblocktrans(?:late)? %}|{% comment.*?{% endcomment %}"
        r"|{% block (?:body_class|body_size|main_class|failure) %}.*?{% endblock %}"
        r"|{%.*?%}|{{.*?}}|{#.*?#}|<!doctype[^>]*>|<!--.*?-->",
        " ", source, flags=re.DOTALL | re.IGNORECASE,
    )
    parser = Words()
    # A part that holds attributes only stands inside a tag of the template that includes it.
    parser.feed(bare if "<" in bare else f"<i {bare}>{bare if '=' not in bare else ''}")
    return [
        word
        for text in parser.found
        for word in re.findall(r"[^\W\d_]{2,}", text)
        if word not in SAME_EVERYWHERE and not re.fullmatch(r"(nbsp|middot|rarr|larr|ndash)", word)
    ]


def test_templates_write_no_words_of_their_own():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert len(templates) > 20
    assert own_words('<p aria-label="Hei">{% translate "x" %} verden</p>') == ["Hei", "verden"]
    wrong = {
        str(path.relative_to(ROOT)): own_words(path.read_text())
        for path in templates if own_words(path.read_text())
    }
    assert wrong == {}


# The languages


def test_there_is_a_catalogue_for_each_language_but_that_of_the_texts():
    codes = {code for code, _name in settings.LANGUAGES}
    assert {path.parts[-3] for path in CATALOGUES} == codes - {"en"} == {"nb", "nn"}


def texts(entry):
    return [entry.msgstr, *(text for _, text in sorted(entry.msgstr_plural.items()))]


def test_nynorsk_is_no_copy_of_bokmaal():
    """Many short words are the same; whole sentences seldom are."""
    found = {
        path.parts[-3]: {(e.msgctxt, e.msgid): texts(e) for e in polib.pofile(str(path))}
        for path in CATALOGUES
    }
    nb, nn = found["nb"], found["nn"]
    same = [key for key in nb if nb[key] == nn.get(key)]
    assert len(same) < 0.6 * len(nb)
    sentences = [key for key in nb if len(" ".join(nb[key]).split()) > 7]
    assert len(sentences) > 200
    assert len([key for key in sentences if key in same]) < 0.1 * len(sentences)


def test_english_texts_are_fit_to_be_shown():
    """An id is what an English reader sees: no abbreviation of ours, no date read in two ways."""
    wrong = []
    for context, text in used_texts():
        if re.search(r"\b(SAM|UM|TOL|DREL|RLG)\b", text) or re.search(r"[æøåÆØÅ]", text):
            wrong.append((context, text))
        if context and "date" in context and re.search(r"[dj]/[mn]|[mn]/[dj]", text):
            wrong.append((context, text))
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_patterns_of_dates_stay_patterns(path):
    """A pattern keeps which parts it has, whatever their order: d or j, m, n, M, N or F, Y."""
    kinds = str.maketrans("dmnMNFhiHG", "jFFFFFHiHH")
    seen = 0
    for entry in polib.pofile(str(path)):
        if entry.msgctxt and re.match(r"(date|day|month|time|weekday)\b", entry.msgctxt):
            seen += 1
            parts = {
                side: set(re.sub(r"\\.|[^A-Za-z]", "", text).translate(kinds))
                for side, text in (("id", entry.msgid), ("text", entry.msgstr))
            }
            assert parts["id"] == parts["text"], entry.msgid
    assert seen > 5


# Words outside the catalogues

# What reads Norwegian, and the names of languages in themselves.
READS_NORWEGIAN = ("documents", "demo")
LETTERS = re.compile(r"[æøåÆØÅ]")
KNOWN = {"measures/written.py", "measures/plan_check.py", "measures/obligation_rules.py",
         "leanplan/collation.py", "leanplan/text_width.py", "reviews/fishbone/question.py",
         "leaders/obligations.py", "reviews/obligations.py",
         "reviews/stakeholders/obligations.py",
         "leanplan/settings.py", "leanplan/xlsx_reader.py"}  # fmt: skip


def shown_strings(tree):
    """String constants of the code but docstrings."""
    docs = {
        id(node.body[0].value) for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def test_code_writes_no_norwegian_of_its_own():
    wrong, seen = [], 0
    for app in FLOORS:
        for path in sorted((ROOT / app).rglob("*.py")):
            where = str(path.relative_to(ROOT))
            if app in READS_NORWEGIAN or where in KNOWN or "migrations" in path.parts:
                continue
            for node in shown_strings(ast.parse(path.read_text())):
                seen += 1
                if LETTERS.search(node.value):
                    wrong.append(f"{where}:{node.lineno} {node.value[:40]}")
    assert seen > 3000
    assert wrong == []


def test_scripts_write_no_words_of_their_own():
    """What a script says comes from the page: no text with a space or a capital between quotes."""
    wrong, seen = [], 0
    for path in sorted((ROOT / "static/js").glob("*.js")):
        source = re.sub(r"/\*.*?\*/|(?<![:'\"`])//[^\n]*", "", path.read_text(), flags=re.DOTALL)
        for call in re.findall(
            r"(?:textContent|innerText|innerHTML|title|ariaLabel|placeholder)\s*=\s*"
            r"[\"'`]([^\"'`$]*)[\"'`]"
            r"|(?:alert|confirm|prompt|announce)\(\s*[\"'`]([^\"'`]*)[\"'`]"
            r"|setAttribute\(\s*[\"']aria-(?:label|description)[\"'],\s*[\"'`]([^\"'`]*)[\"'`]",
            source,
        ):
            seen += 1
            if re.search(r"[^\W\d_]{2,}", "".join(call)):
                wrong.append(f"{path.name}: {call}")
        wrong += [f"{path.name}: {hit}" for hit in LETTERS.findall(source)]
    assert seen > 0
    assert wrong == []

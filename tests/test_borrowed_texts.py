"""What Django, allauth and simple_history say is in bokmål and nynorsk: by them, or by us in
`locale_borrowed/`."""

import re
from functools import cache
from pathlib import Path

import allauth
import django
import polib
import pytest
import simple_history
from django.apps import apps
from django.template.loader import get_template
from django.utils.translation.trans_real import DjangoTranslation

from scripts.messages import BORROWED, catalogues
from tests.test_messages import CATALOGUES, texts_of_code, texts_of_template, translated

ALLAUTH = Path(allauth.__file__).parent
# allauth's pages and mails that people meet are ours; of its own there are only these left.
THEIR_TEMPLATES = (
    "account/messages/logged_out.txt",
    "account/messages/password_changed.txt",
    "account/messages/password_set.txt",
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}|<[^>]+>")
LANGUAGES = ("nb", "nn")


def entries_in(path):
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))}


def texts_of_django(domain):
    folders = [Path(django.__file__).parent / "conf"]
    folders += [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("django.")]
    for folder in folders:
        path = folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        yield from entries_in(path) if path.exists() else ()


def texts_of_allauth():
    for app in ("account", "mfa", "socialaccount"):
        for path in sorted((ALLAUTH / app).rglob("*.py")):
            if not {"providers", "migrations", "tests"} & set(path.parts):
                yield from texts_of_code(path.read_text())
    for name in THEIR_TEMPLATES:
        yield from texts_of_template(Path(get_template(name).template.origin.name).read_text())


@cache
def texts_of_others(domain):
    """(context, text) of each, in the domain of pages or of the browser's own texts."""
    found = set(texts_of_django(domain))
    if domain == "django":
        found |= set(texts_of_allauth())
        history = Path(simple_history.__file__).parent / "locale/nb/LC_MESSAGES/django.po"
        found |= set(entries_in(history))
    return found


def is_said(catalogue, context, text):
    key = f"{context}\x04{text}" if context else text
    return key in catalogue or (key, 0) in catalogue


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("domain", "at_least"), [("django", 700), ("djangojs", 60)])
def test_texts_of_others_are_in(language, domain, at_least):
    """Without what a language falls back to: nynorsk falls back to bokmål, which hides gaps."""
    catalogue = DjangoTranslation(language, domain=domain)._catalog
    texts = texts_of_others(domain)
    assert len(texts) > at_least
    assert sorted(text for context, text in texts if not is_said(catalogue, context, text)) == []


@pytest.mark.parametrize("path", catalogues(BORROWED), ids=lambda path: "/".join(path.parts[-3:]))
def test_borrowed_texts_are_theirs_and_whole(path):
    """Each is one that they have (an upgrade may drop it), translated, with its placeholders."""
    known = texts_of_others(path.stem)
    wrong, own = [], set()
    for entry in polib.pofile(str(path)):
        own.add((entry.msgctxt, entry.msgid))
        shapes = {
            tuple(sorted(PLACEHOLDER.findall(text)))
            for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values()) if text
        }
        if not translated(entry) or len(shapes) != 1:
            wrong.append(entry.msgid)
    assert wrong == []
    assert own - known == set()
    assert len(own) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_borrowed_texts_go_before_theirs_and_after_ours(language):
    [ours] = [path for path in CATALOGUES if path.parts[-3] == language]
    first = entries_in(ours)
    borrowed = entries_in(BORROWED / language / "LC_MESSAGES" / "django.po")
    assert len(borrowed) > 20
    catalogue = DjangoTranslation(language)
    for (context, text), entry in borrowed.items():
        said = first.get((context, text), entry)
        if said.msgid_plural:
            assert catalogue.ngettext(text, said.msgid_plural, 1) == said.msgstr_plural[0]
        elif context is None:
            assert catalogue.gettext(text) == said.msgstr

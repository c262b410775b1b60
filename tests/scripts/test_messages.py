"""Compiling the translations without gettext, and keeping the catalogue in order."""

import gettext
import os

from scripts.messages import compile_messages, tidy

CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Owner"
msgstr "Ansvarlig"
"""


def test_compile_messages_only_what_changed(tmp_path):
    source = tmp_path / "nb" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE)
    [compiled] = compile_messages(tmp_path)
    with compiled.open("rb") as opened:
        assert gettext.GNUTranslations(opened).gettext("Owner") == "Ansvarlig"
    assert compile_messages(tmp_path) == []

    source.write_text(CATALOGUE.replace("Ansvarlig", "Eier"))
    later = compiled.stat().st_mtime + 1
    os.utime(source, (later, later))
    assert compile_messages(tmp_path) == [compiled]


def test_tidy_keeps_texts_in_order_and_nothing_else(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(
        CATALOGUE.replace("\\n\"", "\\n\"\n\"POT-Creation-Date: 2026-11-25\\n\"")
        + "\n#. a note\nmsgid \"deadline\"\nmsgstr \"frist\"\n"
        + "\n#~ msgid \"Gone\"\n#~ msgstr \"Borte\"\n"
    )
    tidy(path)
    once = path.read_text()
    assert once.index("deadline") < once.index("Owner")
    for gone in ("POT-Creation-Date", "a note", "Borte"):
        assert gone not in once
    tidy(path)
    assert path.read_text() == once

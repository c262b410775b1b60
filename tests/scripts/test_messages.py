"""Compiling the translations without gettext."""

import gettext
import os

from scripts.messages import compile_messages

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

"""Translations: compile them (`make run` and `make test` do), or find new texts (`make messages`).

    python -m scripts.messages compile    the .po files to .mo, where they changed
    python -m scripts.messages extract    bring new texts of the code into the .po files

Compiling needs no gettext on the machine; finding new texts does. `locale/` holds our own texts and
is what `extract` keeps; `locale_borrowed/` holds those of Django, allauth and simple_history that
their own bokmål or nynorsk lacks or gets wrong, written by hand (a test says which are missing).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
OURS, BORROWED = ROOT / "locale", ROOT / "locale_borrowed"
NOT_OURS = (".venv", "build", "var", "node_modules", "tests")


def compile_messages(*folders: Path) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; return those compiled.

    In: folders with a subfolder per language; without one, all that the product has.
    """
    compiled = []
    for source in catalogues(*(folders or (OURS, BORROWED))):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # Put in place whole: a server or another test run may be reading it.
        fresh = target.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(target)
        compiled.append(target)
    return compiled


def catalogues(*folders: Path) -> list[Path]:
    """The .po files in folders, each folder's by language."""
    return [path for folder in folders for path in sorted(folder.glob("*/LC_MESSAGES/*.po"))]


def extract_messages() -> int:
    """Merge new texts of code and templates into the catalogues; return the exit code."""
    if not shutil.which("xgettext"):
        print("Finding new texts needs gettext on this machine (Debian: apt install gettext).")
        return 1
    command = [sys.executable, "manage.py", "makemessages", "--all", "--no-location"]
    ignored = [f"--ignore={name}/*" for name in NOT_OURS]
    code = subprocess.call([*command, *ignored], cwd=ROOT)
    for path in catalogues(OURS):
        tidy(path)
        catalogue = polib.pofile(str(path))
        missing = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
        print(f"{path.relative_to(ROOT)}: {missing} texts to translate.")
    return code


def tidy(path: Path) -> None:
    """Bring a catalogue into the order in which it is kept, so that a change is a small one.

    By text, without what is no longer used, without notes of when and where it was found.
    """
    catalogue = polib.pofile(str(path), wrapwidth=100)
    entries = [entry for entry in catalogue if not entry.obsolete]
    entries.sort(key=lambda entry: (entry.msgid.lower(), entry.msgid, entry.msgctxt or ""))
    for entry in entries:
        entry.comment, entry.flags = "", [flag for flag in entry.flags if flag == "fuzzy"]
    kept = polib.POFile(wrapwidth=100)
    unwanted = ("POT-Creation-Date", "Report-Msgid-Bugs-To")
    kept.metadata = {key: text for key, text in catalogue.metadata.items() if key not in unwanted}
    kept.metadata["Content-Type"] = "text/plain; charset=utf-8"
    kept.extend(entries)
    kept.save(str(path))


def main(arguments: list[str]) -> int:
    """Do what the first argument names; return the exit code."""
    if arguments == ["extract"]:
        return extract_messages()
    if arguments == ["compile"]:
        for path in compile_messages():
            print(f"Compiled {path.relative_to(ROOT)}.")
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

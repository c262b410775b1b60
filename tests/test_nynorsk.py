"""Nynorsk that is nynorsk, and one word for one thing."""

import re

import polib
import pytest

from scripts.messages import BORROWED, OURS, catalogues

# Of bokmål only; a text copied and half rewritten mostly has one of them.
BOKMAAL = """
    ikke hva hvem hvor hvordan hvorfor hvilken hvilket hvilke hver hvert hvis fra bare noe noen
    flere mer også allerede annen egen egne samme selv siden uten ennå nå være vært ble dere jeg
    sier gjøre gjør finnes vises kommer tatt satt skrevet åpne åpen velg velger valgt
    lest endret lagret slettet flyttet rettet vedtatt enhet enheten enheter leder ledere ansvarlig
    utfordringer endringer stillinger tjeneste navn tegn måned uke sendes brukes trengs kjøring
    foreslå foreslått
"""
# Nynorsk too, but another word is ours: say the same thing the same way everywhere.
OTHERWISE = {
    "forslag": "framlegg", "forslaget": "framlegget", "endringsforslag": "endringsframlegg",
    "grunngjeving": "grunngiving", "lenkje": "lenke", "svarar": "svarer", "tar": "tek",
    "vart": "blei", "viss": "dersom",
}


def words_of(entry):
    for text in (entry.msgstr, *entry.msgstr_plural.values()):
        # Names of fields are English, and so are commands, addresses and what stands in code.
        yield from re.findall(r"[^\W\d_]+", re.sub(r"%\(\w+\)s|<[^>]+>|--\w+|\w+\.py", " ", text))


@pytest.mark.parametrize("path", [
    path for path in catalogues(OURS, BORROWED) if path.parts[-3] == "nn"
], ids=lambda path: f"{path.parts[-4]}/{path.name}")
def test_nynorsk_has_no_words_of_bokmaal_and_one_word_for_one_thing(path):
    wrong = {
        entry.msgid: sorted(found)
        for entry in polib.pofile(str(path))
        if (found := {word.lower() for word in words_of(entry)} & {*BOKMAAL.split(), *OTHERWISE})
    }
    assert wrong == {}, f"not nynorsk, or another word than ours: {OTHERWISE}"

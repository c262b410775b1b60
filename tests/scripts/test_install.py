"""The files of docs/install: they name commands, paths and variables that exist."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "docs" / "install"
GUIDE = (ROOT / "docs" / "install.md").read_text()


def units():
    found = sorted(FILES.glob("*.service"))
    assert len(found) >= 4
    return found


@pytest.mark.parametrize("text", [GUIDE, *(file.read_text() for file in units())])
def test_management_commands_exist(text):
    for name in re.findall(r"manage\.py ([a-z_]+)", text):
        assert name in get_commands()


def test_every_timer_has_its_service_and_is_enabled_by_the_guide():
    timers = sorted(FILES.glob("*.timer"))
    assert len(timers) == 3
    for timer in timers:
        assert timer.with_suffix(".service").exists()
        assert re.search(rf"systemctl enable --now .*{re.escape(timer.name)}", GUIDE)


def test_variables_of_the_example_are_in_the_readme():
    names = re.findall(r"^([A-Z_]+)=", (FILES / "leanplan.env").read_text(), flags=re.MULTILINE)
    assert len(names) > 7
    readme = (ROOT / "README.md").read_text()
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_make_targets_of_the_guide_exist():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"make ([a-z]+)$", GUIDE, flags=re.MULTILINE)
    assert targets
    assert [target for target in targets if f"\n{target}:" not in makefile] == []

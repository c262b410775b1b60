"""Setting up .venv: what is read out of the lock files and out of pip's configuration."""

import ast
import sys

import pytest

from scripts import environment

LOCK = """\
asgiref==3.13.0 \\
    --hash=sha256:0123
uv==0.13.9 \\
    --hash=sha256:4567 \\
    --hash=sha256:89ab
uvloop==1.0 ; sys_platform != 'win32' \\
    --hash=sha256:cdef
"""


def test_pinned_takes_one_package_with_its_hashes():
    assert environment.pinned("uv", LOCK) == (
        "uv==0.13.9 \\\n    --hash=sha256:4567 \\\n    --hash=sha256:89ab\n"
    )


def test_pinned_refuses_what_the_lock_does_not_name():
    with pytest.raises(ValueError, match="does not pin pip"):
        environment.pinned("pip", LOCK)


def test_pins_names_each_version_once():
    assert environment.pins(LOCK) == {"asgiref==3.13.0", "uv==0.13.9", "uvloop==1.0"}


def test_pins_of_the_product_are_those_of_its_tests():
    product, tests = (
        environment.pins((environment.ROOT / name).read_text())
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert product
    assert product <= tests


def test_uv_settings_hand_on_the_mirror_and_leave_what_uv_was_told():
    pip = "global.index-url='https://mirror/simple'\n:env:.cert='/etc/kommune.pem'\nglobal.timeout='9'"
    settings = environment.uv_settings(pip, {})
    assert settings["UV_DEFAULT_INDEX"] == "https://mirror/simple"
    assert settings["SSL_CERT_FILE"] == "/etc/kommune.pem"
    told = environment.uv_settings(pip, {"SSL_CERT_FILE": "/own.pem"})
    assert told["SSL_CERT_FILE"] == "/own.pem"


@pytest.mark.parametrize("lock", ["requirements", "requirements-dev", "requirements-node"])
def test_locks_carry_hashes_and_no_address(lock):
    text = (environment.ROOT / f"{lock}.txt").read_text()
    assert environment.pins(text)
    assert "--hash=sha256:" in text
    assert "://" not in text


def test_an_old_python_can_read_the_file_that_says_it_is_too_old():
    source = (environment.ROOT / "scripts" / "environment.py").read_text()
    ast.parse(source, feature_version=(3, 7))


def test_use_recent_python_says_what_to_do(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(environment, "NEWER_NAMES", [])
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later.* is 3\.9"):
        environment.use_recent_python()

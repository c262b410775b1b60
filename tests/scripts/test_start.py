"""Starting: the address, the key and the yes-or-no variables."""

import socket

import pytest

from scripts import start


def test_check_port_says_who_may_have_it_and_offers_the_next():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(start.StartError, match=rf"Port {port} is in use[\s\S]*PORT={port + 1}"):
            start.check_port("127.0.0.1", str(port))


@pytest.mark.parametrize("port", ["", "eighty", "0", "65536", "-1"])
def test_check_port_refuses_what_is_no_port(port):
    with pytest.raises(start.StartError, match="no port"):
        start.check_port("127.0.0.1", port)


def test_check_port_refuses_a_foreign_address():
    with pytest.raises(start.StartError, match=r"192\.0\.2\.1:8000 cannot be served on"):
        start.check_port("192.0.2.1", "8000")


def test_make_secret_key_once_and_for_us_only(tmp_path):
    file = tmp_path / "var" / "secret_key"
    start.make_secret_key(file)
    key = file.read_text()
    start.make_secret_key(file)
    assert len(key) >= 50
    assert file.read_text() == key
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("value", "on"), [("false", False), ("0", False), ("on", True)])
def test_is_on(monkeypatch, value, on):
    monkeypatch.setenv("DEMO", value)
    assert start.is_on("DEMO", default=True) is on


def test_is_on_default(monkeypatch):
    monkeypatch.delenv("DEMO", raising=False)
    assert start.is_on("DEMO", default=True) is True

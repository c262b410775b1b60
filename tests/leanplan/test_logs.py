import json
import logging
import sys

from leanplan.logs import JsonFormatter, request_id


def lines(caplog):
    return [record for record in caplog.records if record.name == "leanplan.request"]


def test_each_request_is_one_line_with_route_and_status(client, db, caplog):
    with caplog.at_level(logging.INFO, logger="leanplan.request"):
        response = client.get("/healthz?q=hemmelig")
    (record,) = lines(caplog)
    assert record.fields["route"] == "healthz"
    assert record.fields["status"] == 200
    assert "hemmelig" not in JsonFormatter().format(record)
    assert len(response["X-Request-ID"]) == 32


def test_id_from_the_proxy_is_kept_and_a_strange_one_is_not(client, db):
    assert client.get("/healthz", headers={"X-Request-ID": "abc123"})["X-Request-ID"] == "abc123"
    for strange in ("a\tb", "x" * 65, "<script>"):
        answered = client.get("/healthz", headers={"X-Request-ID": strange})["X-Request-ID"]
        assert answered != strange


def test_json_line_carries_id_and_exception():
    token = request_id.set("abc")
    try:
        raise ValueError("galt")
    except ValueError:


        record = logging.LogRecord("x", logging.ERROR, "", 1, "det %s", ("gikk",), sys.exc_info())
    line = json.loads(JsonFormatter().format(record))
    request_id.reset(token)
    assert (line["request"], line["message"]) == ("abc", "det gikk")
    assert "ValueError: galt" in line["exception"]

"""Entries of annual wheels, as the tests need them."""

from datetime import date

from boards.wheel.actions import wheel_entry_create

EMPTY = {
    "title": "Lean lederforum", "kind": "other", "starts_on": date(2018, 3, 20), "ends_on": None,
    "recurrence": "once", "until": None, "responsible": None, "note": "",
}


def entry(cast, unit="group", by="chief", **values):
    return wheel_entry_create(by=cast[by], owner=getattr(cast.units, unit), values=EMPTY | values)


def sent(**values):
    """What the form sends."""
    data = {"version": "1", "title": "Fagdag", "kind": "other", "starts_on": "2018-05-03",
            "ends_on": "", "recurrence": "once", "until": "", "responsible": "", "note": ""}
    return data | values

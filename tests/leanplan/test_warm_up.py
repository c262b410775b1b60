from unittest import mock

from leanplan import warm_up


def test_warm_up_loads_the_pages_people_come_to_first():
    with mock.patch.object(warm_up, "get_template") as loaded:
        warm_up.warm_up()
    assert {
        "base.html", "overview/my_page/my_page.html", "measures/plan/detail.html",
        "measures/measure/detail.html", "measures/measure/mine.html",
    } <= {call.args[0] for call in loaded.call_args_list}


def test_warm_up_names_templates_that_can_be_loaded():
    warm_up.warm_up()

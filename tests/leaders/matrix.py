"""Who gets where among rollouts, contracts, their log and the feedback."""

from datetime import date

from leaders.actions.contracts import contract_end
from leaders.actions.log import entry_create
from leaders.actions.rollouts import expectations_write
from leaders.actions.template import template_step_create
from leaders.choices import Doer, Side
from leaders.models import FeedbackAsked, TemplateStep
from tests.leaders.rollouts import agreed, drafted, planned
from tests.matrix_rows import DECIDE, Row, everyone, only

VALUES = {"milestones": "Tavla henger", "hours": "To timer", "rhythm": "Hver mandag"}


def _rollout(cast, _plan):
    rollout = planned(cast, "home", planned_start=date(2018, 12, 3), planned_end=date(2019, 2, 1))
    expectations_write(by=cast.tol, rollout=rollout, version=1, values=VALUES)
    return rollout


def _own_step(cast, _plan):
    values = {"title": "Tavla henger", "help": "", "doer": Doer.LEADER, "days": 7, "order": 45}
    return template_step_create(by=cast.development, values=values)


def _own_step_of_rollout(cast, plan):
    _own_step(cast, plan)
    return _rollout(cast, plan).steps.get(kind="own").pk


def _entry(cast, _plan):
    return entry_create(
        by=cast.coach, contract=agreed(cast, "home"), day=date(2018, 5, 2), minutes=90,
        topic="Tavlemøte",
    ).pk


def _asked(cast, _plan):
    contract = agreed(cast, "home")
    contract_end(
        by=cast.development, contract=contract, version=contract.version,
        ends_on=date(2018, 11, 1), reason="Ferdig",
    )
    return FeedbackAsked.objects.get(side=Side.COACH).pk


MAKERS = {
    "rollout of Solsiden": lambda cast, plan: _rollout(cast, plan).pk,
    "own step of the rollout": _own_step_of_rollout,
    "step of the template": lambda _cast, _plan: TemplateStep.objects.get(kind="meeting").pk,
    "own step of the template": lambda cast, plan: _own_step(cast, plan).pk,
    "draft for Solsiden": lambda cast, _plan: drafted(cast, "home").pk,
    "contract of Solsiden": lambda cast, _plan: agreed(cast, "home").pk,
    "line of the log": _entry,
    "feedback of the coach": _asked,
}
# Who begins pages about units one leads, coaches or reads; in Solsiden all but another area.
SEE = (*DECIDE, "development", "tol", "drel", "other_drel", "coach", "administrator")
MANAGE = (*DECIDE, "development", "tol")
RECORD = (*MANAGE, "drel", "coach")
LOG = ("development", "coach")
TEMPLATE = (*DECIDE, "development")
R, D, C = "rollout of Solsiden", "draft for Solsiden", "contract of Solsiden"


def _form(route, roles, on, **others):
    """A page with a form: shown, and refused where nothing was written."""
    return (
        Row(f"leaders:{route}", only(*roles, **others), on=on),
        Row(f"leaders:{route}", only(*roles, status=422, **others), on=on, method="POST"),
    )


ROWS = [
    *(Row(f"leaders:{route}", only(*SEE)) for route in (
        "rollout_list", "contract_list", "standstill", "feedback_sum", "rollouts_export",
        "contracts_export", "standstill_export",
    )),
    Row("leaders:rollout_detail", only(*SEE, other_drel=404), on=R),
    *_form("rollout_create", MANAGE, ""),
    *_form("rollout_edit", MANAGE, R),
    # Nothing written is no training yet, and a plan that stays as it is.
    Row("leaders:training_record", only(*RECORD, other_drel=404), on=R),
    Row("leaders:training_record", only(*RECORD, status=422, other_drel=404), on=R, method="POST"),
    *_form("meeting_record", RECORD, R, other_drel=404),
    *_form("expectations_write", RECORD, R, other_drel=404),
    Row("leaders:expectations_sign", only(*RECORD, status=302, other_drel=404), on=R,
        method="POST"),
    *_form("rollout_start", RECORD, R, other_drel=404),
    *_form("rollout_complete", RECORD, R, other_drel=404),
    *_form("rollout_cancel", MANAGE, R),
    Row("leaders:step_done", only(*RECORD, status=302, other_drel=404),
        on="own step of the rollout", method="POST"),
    Row("leaders:template_steps", only(*TEMPLATE)),
    *_form("template_step_create", TEMPLATE, ""),
    *_form("template_step_edit", TEMPLATE, "step of the template"),
    Row("leaders:template_step_remove", only(*TEMPLATE, status=302),
        on="own step of the template", method="POST"),
    # Contracts: the coach is a party
    Row("leaders:contract_detail", only(*SEE, others=404, other_drel=404), on=D),
    Row("leaders:contract_detail", only(*SEE, others=404, other_drel=404), on=C),
    *_form("contract_create", MANAGE, ""),
    *_form("contract_edit", (*MANAGE, "coach"), D),
    Row("leaders:contract_discard", only(*MANAGE, "coach", status=302), on=D, method="POST"),
    Row("leaders:contract_sign", only(*RECORD, status=302, other_drel=404), on=D, method="POST"),
    *_form("contract_extend", MANAGE, C),
    *_form("contract_end", MANAGE, C),
    *_form("entry_create", LOG, C),
    *_form("entry_edit", LOG, "line of the log"),
    Row("leaders:entry_remove", only(*LOG, status=302), on="line of the log", method="POST"),
    # Feedback is asked of one person
    Row("leaders:feedback_give", everyone(404, coach=200), on="feedback of the coach"),
    Row("leaders:feedback_give", everyone(404, coach=422), on="feedback of the coach",
        method="POST"),
]

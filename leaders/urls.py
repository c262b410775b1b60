"""Pages of rollouts and coaching."""

from django.urls import URLPattern, path

from leaders.views import contracts, exports, log, rollouts, template

app_name = "leaders"
urlpatterns: list[URLPattern] = [
    path("innforing/", rollouts.rollout_list, name="rollout_list"),
    path("innforing/excel/", exports.rollouts_export, name="rollouts_export"),
    path("innforing/ny/", rollouts.rollout_create, name="rollout_create"),
    path("innforing/mal/", template.template_steps, name="template_steps"),
    path("innforing/mal/nytt/", template.template_step_create, name="template_step_create"),
    path("innforing/mal/<int:pk>/", template.template_step_edit, name="template_step_edit"),
    path(
        "innforing/mal/<int:pk>/fjern/", template.template_step_remove,
        name="template_step_remove",
    ),
    path("innforing/<int:pk>/", rollouts.rollout_detail, name="rollout_detail"),
    path("innforing/<int:pk>/endre/", rollouts.rollout_edit, name="rollout_edit"),
    path("innforing/<int:pk>/opplaring/", rollouts.training_record, name="training_record"),
    path("innforing/<int:pk>/mote/", rollouts.meeting_record, name="meeting_record"),
    path(
        "innforing/<int:pk>/forventninger/", rollouts.expectations_write,
        name="expectations_write",
    ),
    path(
        "innforing/<int:pk>/forventninger/underskriv/", rollouts.expectations_sign,
        name="expectations_sign",
    ),
    path("innforing/<int:pk>/start/", rollouts.rollout_start, name="rollout_start"),
    path("innforing/<int:pk>/fullfort/", rollouts.rollout_complete, name="rollout_complete"),
    path("innforing/<int:pk>/avbryt/", rollouts.rollout_cancel, name="rollout_cancel"),
    path("innforing/steg/<int:pk>/", rollouts.step_done, name="step_done"),
    path("veiledning/", contracts.contract_list, name="contract_list"),
    path("veiledning/excel/", exports.contracts_export, name="contracts_export"),
    path("veiledning/ny/", contracts.contract_create, name="contract_create"),
    path("veiledning/uten-framdrift/", contracts.standstill, name="standstill"),
    path(
        "veiledning/uten-framdrift/excel/", exports.standstill_export, name="standstill_export"
    ),
    path("veiledning/tilbakemeldinger/", log.feedback_sum, name="feedback_sum"),
    path("veiledning/tilbakemeldinger/<int:pk>/", log.feedback_give, name="feedback_give"),
    path("veiledning/<int:pk>/", contracts.contract_detail, name="contract_detail"),
    path("veiledning/<int:pk>/endre/", contracts.contract_edit, name="contract_edit"),
    path("veiledning/<int:pk>/forkast/", contracts.contract_discard, name="contract_discard"),
    path("veiledning/<int:pk>/underskriv/", contracts.contract_sign, name="contract_sign"),
    path("veiledning/<int:pk>/forleng/", contracts.contract_extend, name="contract_extend"),
    path("veiledning/<int:pk>/avslutt/", contracts.contract_end, name="contract_end"),
    path("veiledning/<int:pk>/logg/", log.entry_create, name="entry_create"),
    path("veiledning/logg/<int:pk>/", log.entry_edit, name="entry_edit"),
    path("veiledning/logg/<int:pk>/fjern/", log.entry_remove, name="entry_remove"),
]

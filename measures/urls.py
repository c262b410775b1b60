"""Pages of the plan and its measures."""

from django.urls import URLPattern, path

from measures.views import (
    allocation,
    amendments,
    assigning,
    deadline,
    measures,
    mine,
    plan,
    plan_changes,
    plan_life,
    plan_parts,
    status,
)

app_name = "measures"
urlpatterns: list[URLPattern] = [
    path("", plan.home, name="home"),
    path("handlingsplan/", plan.plan_current, name="plan_current"),
    path("handlingsplan/<int:pk>/", plan.plan_detail, name="plan_detail"),
    path("fordeling/", allocation.allocation_current, name="allocation_current"),
    path("fordeling/<int:pk>/", allocation.allocation_plan, name="allocation_plan"),
    path("fordeling/<int:pk>/ferdig/", allocation.allocation_summary, name="allocation_summary"),
    path("tiltak/<int:pk>/fordel/", allocation.measure_allocate, name="measure_allocate"),
    path("mine-tiltak/", mine.measure_mine, name="measure_mine"),
    path("tiltak/nytt/", measures.measure_create, name="measure_create"),
    path("tiltak/<int:pk>/", measures.measure_detail, name="measure_detail"),
    path("tiltak/<int:pk>/historikk/", measures.measure_history, name="measure_history"),
    path("tiltak/<int:pk>/rediger/", measures.measure_edit, name="measure_edit"),
    path("tiltak/<int:pk>/ansvarlig/", assigning.measure_assign, name="measure_assign"),
    path("tiltak/<int:pk>/foresla/", assigning.measure_suggest, name="measure_suggest"),
    path("tiltak/<int:pk>/bruk-forslaget/", assigning.suggestion_use, name="suggestion_use"),
    path("tiltak/<int:pk>/frist/", deadline.deadline_set, name="deadline_set"),
    path("tiltak/<int:pk>/status/", status.status_change, name="status_change"),
    path("handlingsplan/<int:pk>/om/", plan_life.plan_about, name="plan_about"),
    path("handlingsplan/<int:pk>/om/rediger/", plan_parts.plan_edit, name="plan_edit"),
    path("handlingsplan/rad/<int:pk>/", plan_parts.row_edit, name="row_edit"),
    path("handlingsplan/grunnlag/<int:pk>/", plan_parts.basis_edit, name="basis_edit"),
    path("handlingsplan/<int:pk>/kontroll/", plan_life.plan_check, name="plan_check"),
    path("handlingsplan/<int:pk>/til-vedtak/", plan_life.plan_submit, name="plan_submit"),
    path("handlingsplan/<int:pk>/trekk/", plan_life.plan_withdraw, name="plan_withdraw"),
    path("handlingsplan/<int:pk>/vedta/", plan_life.plan_adopt, name="plan_adopt"),
    path("handlingsplan/<int:pk>/start/", plan_life.plan_start, name="plan_start"),
    path("handlingsplan/<int:pk>/evaluer/", plan_life.plan_evaluate, name="plan_evaluate"),
    path("handlingsplan/<int:pk>/avlos/", plan_life.plan_succeed, name="plan_succeed"),
    path("handlingsplan/<int:pk>/endringer/", plan_changes.plan_changes, name="plan_changes"),
    path("handlingsplan/<int:pk>/innlesing/", plan_changes.plan_lines, name="plan_lines"),
    path("handlingsplan/linje/<int:pk>/", plan_changes.plan_correct, name="plan_correct"),
    path("handlingsplan/<int:pk>/forslag/", amendments.amendment_list, name="amendment_list"),
    path(
        "handlingsplan/<int:pk>/forslag/vedta/", amendments.amendments_adopt,
        name="amendments_adopt",
    ),
    path(
        "handlingsplan/rad/<int:pk>/nytt-tiltak/", amendments.amendment_propose_addition,
        name="amendment_propose_addition",
    ),
    path(
        "handlingsplan/utfordring/<int:pk>/foresla-endring/",
        amendments.amendment_propose_challenge, name="amendment_propose_challenge",
    ),
    path(
        "tiltak/<int:pk>/foresla-endring/", amendments.amendment_propose,
        name="amendment_propose",
    ),
    path("tiltak/<int:pk>/del/", plan_parts.measure_split, name="measure_split"),
    path("forslag/<int:pk>/", amendments.amendment_detail, name="amendment_detail"),
    path("forslag/<int:pk>/rediger/", amendments.amendment_edit, name="amendment_edit"),
    path("forslag/<int:pk>/trekk/", amendments.amendment_withdraw, name="amendment_withdraw"),
    path("forslag/<int:pk>/avgjor/", amendments.amendment_decide, name="amendment_decide"),
]

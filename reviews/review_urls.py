"""Addresses of half-yearly reviews, their questions, and the points to the next one."""

from django.urls import path

from reviews.views import points, preparations, questions, review_rows, reviews

_ONE = "revisjoner/<int:pk>/"
urlpatterns = [
    path("revisjoner/", reviews.review_list, name="review_list"),
    path("revisjoner/excel/", reviews.reviews_export, name="reviews_export"),
    path("revisjoner/ny/", reviews.review_plan, name="review_plan"),
    path(_ONE, reviews.review_detail, name="review_detail"),
    path(f"{_ONE}a4/", reviews.review_print, name="review_print"),
    path(f"{_ONE}flytt/", reviews.review_move, name="review_move"),
    path(f"{_ONE}avlys/", reviews.review_cancel, name="review_cancel"),
    path(f"{_ONE}forbered/", preparations.review_prepare, name="review_prepare"),
    path(f"{_ONE}start/", reviews.review_begin, name="review_begin"),
    path(f"{_ONE}avslutt/", reviews.review_conclude, name="review_conclude"),
    path(f"{_ONE}las/", reviews.review_lock, name="review_lock"),
    path(f"{_ONE}bekreft/", reviews.review_confirm, name="review_confirm"),
    path(f"{_ONE}omrade/", reviews.review_follow_up, name="review_follow_up"),
    path(f"{_ONE}deltaker/", reviews.participant_add, name="participant_add"),
    path(f"{_ONE}svar/<int:row>/", review_rows.answer_set, name="answer_set"),
    path(f"{_ONE}tall/<int:row>/", review_rows.figure_judge, name="figure_judge"),
    path(f"{_ONE}omrade/<int:row>/", review_rows.follow_up_decide, name="follow_up_decide"),
    path(f"{_ONE}tekst/<int:row>/", review_rows.note_write, name="note_write"),
    path(f"{_ONE}deltaker/<int:row>/", review_rows.presence_set, name="presence_set"),
    path("enheter/<int:unit>/punkter/", points.point_list, name="point_list"),
    path("punkter/<int:pk>/", points.point_answer, name="point_answer"),
    path("revisjoner/sporsmal/", questions.template_list, name="template_list"),
    path("revisjoner/sporsmal/ny/", questions.template_start, name="template_start"),
    path("revisjoner/sporsmal/<int:pk>/", questions.template_detail, name="template_detail"),
    path("revisjoner/sporsmal/<int:pk>/bruk/", questions.template_use, name="template_use"),
    path(
        "revisjoner/sporsmal/<int:pk>/kast/", questions.template_discard, name="template_discard"
    ),
    path("revisjoner/sporsmal/<int:pk>/nytt/", questions.question_add, name="question_add"),
    path("sporsmal/<int:pk>/", questions.question_edit, name="question_edit"),
    path("sporsmal/<int:pk>/flytt/", questions.question_move, name="question_move"),
]

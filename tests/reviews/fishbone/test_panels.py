"""A measure tells those who read the analysis which cause it was made from."""

from reviews.fishbone.actions.outcomes import outcome_measure
from reviews.fishbone.panels import measure_origin
from tests.reviews.fishbone.making import add, make_analysis
from tests.world import TODAY


def test_measure_origin_is_told_to_who_reads_the_analysis(cast, plan):
    analysis = make_analysis(cast)
    cause = add(analysis, "For lite tid til tavlemøter", by=cast.coach)
    made = outcome_measure(
        by=cast.coach, cause=cause, row=plan.rows.first(), text="Fast tid hver uke"
    )
    for user in (cast.coach, cast.drel, cast.tol):
        told = measure_origin(made.measure, user, TODAY)
        assert told["outcome"] == made
        assert told["outcome"].cause.text == "For lite tid til tavlemøter"
    # Not held yet: the management group reads it afterwards.
    assert measure_origin(made.measure, cast.member, TODAY) is None
    others = plan.rows.first().measures.exclude(pk=made.measure.pk).first()
    assert measure_origin(others, cast.coach, TODAY) is None

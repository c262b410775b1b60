from datetime import date

import pytest
from django.urls import reverse

from measures.actions.amendments import amendment_edit, amendment_withdraw
from measures.models import Amendment
from tests.measures.actions.test_amendments import decide, propose


def go(route, row, query=""):
    return reverse(f"measures:{route}", args=[row.pk]) + query


def proposal(**values):
    return {"kind": "change", "new_text": "TOL går til Gemba", "reason": "Tydeligere.", **values}


def test_amendment_propose_shows_the_text_and_the_three_ways(cast, plan, sign_in):
    measure = plan.measures.get(code="T3")
    text = sign_in(cast.drel).get(go("amendment_propose", measure)).content.decode()
    assert "TOL går Gemba i hver enhet" in text
    for word in ("Det deles i flere tiltak", "Det tas ut av planen", "Send forslaget"):
        assert word in text


def test_amendment_propose_fills_in_the_tasks_where_it_is_to_be_split(cast, plan, sign_in):
    measure = plan.measures.get(code="T3")
    measure.text = "Gå Gemba i hver enhet og skrive ned det en ser"
    measure.save()
    form = sign_in(cast.drel).get(go("amendment_propose", measure, "?hva=split")).context["form"]
    assert form["new_text"].value() == "Gå Gemba i hver enhet\nSkrive ned det en ser"
    assert form["kind"].value() == "split"


def test_amendment_propose_goes_to_the_proposal(cast, plan, sign_in):
    measure = plan.measures.get(code="T3")
    response = sign_in(cast.drel).post(go("amendment_propose", measure), proposal(), follow=True)
    amendment = Amendment.objects.get()
    assert response.redirect_chain == [(amendment.get_absolute_url(), 302)]
    assert (amendment.measure, amendment.proposed_by) == (measure, cast.drel)
    assert "Forslaget er sendt til dem som avgjør." in response.content.decode()


def test_amendment_propose_to_take_out_needs_no_text(cast, plan, sign_in):
    measure = plan.measures.get(code="T3")
    sign_in(cast.drel).post(
        go("amendment_propose", measure), proposal(kind="remove", new_text="")
    )
    assert Amendment.objects.get().kind == "remove"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"new_text": ""}, "Skriv den nye teksten."),
        ({"reason": ""}, "Begrunnelse"),
        ({"new_text": "TOL går Gemba i hver enhet"}, "lik teksten nå"),
        ({"kind": "split"}, "minst to linjer"),
        ({"kind": "burn"}, "Hva skal endres"),
    ],
)
def test_amendment_propose_refused_keeps_what_was_written(cast, plan, sign_in, values, said):
    measure = plan.measures.get(code="T3")
    response = sign_in(cast.drel).post(
        go("amendment_propose", measure), proposal(**{"reason": "Fordi det.", **values})
    )
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Amendment.objects.exists()


def test_amendment_propose_of_a_challenge(cast, plan, sign_in):
    challenge = plan.challenges.get(code="U2")
    sign_in(cast.secretary).post(
        go("amendment_propose_challenge", challenge),
        {"new_text": "For lite tid.", "reason": "Skarpere."},
    )
    amendment = Amendment.objects.get()
    assert (amendment.challenge, amendment.kind) == (challenge, "change")


def test_amendment_propose_addition_offers_lines_of_the_row_only(cast, plan, sign_in):
    row = plan.rows.first()
    form = sign_in(cast.tol).get(go("amendment_propose_addition", row)).context["form"]
    assert [m.code for m in form.fields["measure"].queryset] == ["T1", "T2"]
    response = sign_in(cast.tol).post(
        go("amendment_propose_addition", row),
        {"measure": plan.measures.get(code="T3").pk, "new_text": "Nytt", "reason": "Mangler."},
    )
    assert response.status_code == 422
    sign_in(cast.tol).post(
        go("amendment_propose_addition", row),
        {"measure": plan.measures.get(code="T1").pk, "new_text": "Nytt", "reason": "Mangler."},
    )
    assert Amendment.objects.get().row == row


def test_amendment_detail_shows_both_texts_and_what_became_of_it(cast, plan, sign_in):
    amendment = decide(cast, propose(cast, plan, new_text="TOL går til Gemba i hver enhet"))
    text = sign_in(cast.reader).get(amendment.get_absolute_url()).content.decode()
    assert 'lagt til: </span>til' in text
    for word in ("Det sto feil.", "Kari Nordmo", "16.10.2018", "sak 2", "Versjon 2", "Vedtatt"):
        assert word in text
    assert go("amendment_decide", amendment) not in text


def test_amendment_detail_offers_what_one_may(cast, plan, sign_in):
    amendment = propose(cast, plan)
    chief = sign_in(cast.chief).get(amendment.get_absolute_url()).content.decode()
    assert go("amendment_decide", amendment) in chief
    own = sign_in(cast.tol).get(amendment.get_absolute_url()).content.decode()
    assert go("amendment_withdraw", amendment) in own
    assert go("amendment_decide", amendment) not in own
    other = sign_in(cast.drel).get(amendment.get_absolute_url()).content.decode()
    assert go("amendment_withdraw", amendment) not in other


def test_amendment_detail_says_when_the_text_moved_on(cast, plan, sign_in):
    first, second = propose(cast, plan), propose(cast, plan, new_text="En tredje")
    decide(cast, first)
    text = sign_in(cast.chief).get(second.get_absolute_url()).content.decode()
    assert "kan ikke vedtas slik det står" in text


def test_amendment_list_puts_the_waiting_first(cast, plan, sign_in):
    decide(cast, propose(cast, plan))
    waiting = propose(cast, plan, measure=plan.measures.get(code="T4"))
    response = sign_in(cast.tol).get(go("amendment_list", plan))
    assert [shown.amendment for shown in response.context["waiting"]] == [waiting]
    assert [shown.title for shown in response.context["decided"]] == ["T3: ny tekst"]
    assert go("amendments_adopt", plan) not in response.content.decode()
    assert go("amendments_adopt", plan) in sign_in(cast.chief).get(
        go("amendment_list", plan)
    ).content.decode()


def test_amendment_edit_changes_the_proposal(cast, plan, sign_in):
    amendment = propose(cast, plan)
    data = {"version": amendment.version, "new_text": "Enda bedre", "reason": "Enda tydeligere."}
    assert sign_in(cast.tol).post(go("amendment_edit", amendment), data).status_code == 302
    amendment.refresh_from_db()
    assert (amendment.new_text, amendment.reason) == ("Enda bedre", "Enda tydeligere.")


def test_amendment_edit_stale_is_a_conflict_with_both_texts(cast, plan, sign_in):
    amendment = propose(cast, plan)
    seen = amendment.version
    amendment_edit(
        by=cast.secretary, amendment=amendment, version=seen, new_text="Sekretærens ord",
        reason="Det sto feil.",
    )
    response = sign_in(cast.tol).post(
        go("amendment_edit", amendment),
        {"version": seen, "new_text": "Mine egne ord", "reason": "Det sto feil."},
    )
    assert response.status_code == 409
    text = response.content.decode()
    assert "Sekretærens" in text
    assert "Mine egne" in text


def test_amendment_withdraw_by_who_proposed(cast, plan, sign_in):
    amendment = propose(cast, plan)
    data = {"version": amendment.version, "note": "Tenkte feil."}
    assert sign_in(cast.tol).post(go("amendment_withdraw", amendment), data).status_code == 302
    amendment.refresh_from_db()
    assert amendment.state == "withdrawn"


def decision(amendment, **values):
    return {
        "version": amendment.version, "decision": "adopt", "decided_by": "RLG",
        "decided_on": "2018-11-13", "note": "", **values,
    }


def test_amendment_decide_offers_the_body_and_today(cast, plan, sign_in):
    form = sign_in(cast.chief).get(go("amendment_decide", propose(cast, plan))).context["form"]
    assert form["decided_by"].value() == "Rådmannens ledergruppe"
    assert form["decided_on"].value() == date(2018, 11, 13)
    assert not form["decision"].value()


def test_amendment_decide_adopts(cast, plan, sign_in):
    amendment = propose(cast, plan)
    response = sign_in(cast.chief).post(go("amendment_decide", amendment), decision(amendment))
    assert response.status_code == 302
    assert plan.measures.get(code="T3").text == "Noe annet"
    assert plan.versions.count() == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"decision": "reject"}, "hvorfor forslaget ikke ble vedtatt"),
        ({"decision": ""}, "Avgjørelse"),
        ({"decided_on": "2018-12-24"}, "fram i tid"),
    ],
)
def test_amendment_decide_refused_keeps_the_form(cast, plan, sign_in, values, said):
    amendment = propose(cast, plan)
    response = sign_in(cast.chief).post(
        go("amendment_decide", amendment), decision(amendment, **values)
    )
    assert response.status_code == 422
    assert said in response.content.decode()
    assert plan.versions.count() == 1


def test_amendment_decide_of_a_changed_proposal_is_a_conflict(cast, plan, sign_in):
    amendment = propose(cast, plan)
    data = decision(amendment)
    amendment_edit(
        by=cast.tol, amendment=amendment, version=amendment.version, new_text="Et annet ord",
        reason="Det sto feil.",
    )
    response = sign_in(cast.chief).post(go("amendment_decide", amendment), data)
    assert response.status_code == 409
    assert plan.versions.count() == 1


def test_amendments_adopt_makes_one_version(cast, plan, sign_in):
    first = propose(cast, plan)
    second = propose(
        cast, plan, kind="split", measure=plan.measures.get(code="T4"), new_text="En\nTo\nTre"
    )
    chosen = [f"{first.pk}:{first.version}", f"{second.pk}:{second.version}"]
    response = sign_in(cast.chief).post(
        go("amendments_adopt", plan),
        {"chosen": chosen, "decided_by": "RLG", "decided_on": "2018-11-13", "note": "sak 2"},
    )
    assert response.status_code == 302
    assert response.url == go("plan_changes", plan)
    assert plan.versions.get(number=2).amendments.count() == 2


def test_amendments_adopt_of_a_changed_proposal_is_refused(cast, plan, sign_in):
    amendment = propose(cast, plan)
    seen = f"{amendment.pk}:{amendment.version}"
    amendment_withdraw(by=cast.tol, amendment=amendment, version=amendment.version)
    other = propose(cast, plan, measure=plan.measures.get(code="T4"), new_text="Gevinst føres*")
    response = sign_in(cast.chief).post(
        go("amendments_adopt", plan),
        {"chosen": [seen, f"{other.pk}:{other.version}"], "decided_by": "RLG",
         "decided_on": "2018-11-13"},
    )
    assert response.status_code == 422
    assert "i mellomtiden" in response.content.decode()
    assert plan.versions.count() == 1


def test_amendments_adopt_without_a_choice_says_so(cast, plan, sign_in):
    propose(cast, plan)
    response = sign_in(cast.chief).post(
        go("amendments_adopt", plan), {"decided_by": "RLG", "decided_on": "2018-11-13"}
    )
    assert response.status_code == 422
    assert "Velg forslagene som ble vedtatt." in response.content.decode()

def test_favicon_by_its_old_name_leads_to_the_icon(client, db):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (301, "/static/favicon.svg")
    assert "max-age=86400" in answer["Cache-Control"]

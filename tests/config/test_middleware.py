import pytest

BESLOTEN = ["/mijn/werk", "/mijn/activiteiten/nieuw", "/mijn/bevestigen", "/mijn/raadplegingen", "/opleidingen"]


@pytest.mark.parametrize("url", BESLOTEN)
def test_what_somebody_sees_while_signed_in_is_kept_nowhere(sign_in, professional, url):
    assert {"private", "no-store"} <= set(sign_in(professional).get(url)["Cache-Control"].split(", "))


def test_a_public_page_may_be_kept(client, db):
    assert "Cache-Control" not in client.get("/opleidingen")

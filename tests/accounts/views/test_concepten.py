import json
import logging
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.views.debug import ExceptionReporter

from accounts.models import Concept
from accounts.services.concepten import LANGSTE_INHOUD, load_concept, make_merk, save_concept
from accounts.views.concepten import LIMIET
from tests.samen import MENSEN, take_together

PATH = "/mijn/concepten/activiteit"
OP = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
VELDEN = {"titel": ["Boek over schaarste"]}


@pytest.fixture
def mine(professional, sign_in):
    return sign_in(professional)


def send(client, method="put", *, versie=0, velden=VELDEN, path=PATH, **headers):
    body = json.dumps({"versie": versie, "velden": velden})
    return getattr(client, method)(path, body, content_type="application/json", headers=headers)


def test_a_draft_is_saved_and_read_back(mine, professional):
    response = send(mine)
    assert (response.status_code, response.json()["versie"]) == (200, 1)
    stand = load_concept(professional, "activiteit")
    assert mine.get(PATH).json() == {
        "versie": 1,
        "bewaardOp": stand.bewaard_op.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "velden": VELDEN,
    }
    assert mine.get(PATH)["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_without_a_draft_there_is_no_text(mine):
    assert mine.get(PATH).json() == {"versie": 0, "bewaardOp": None, "velden": None}


def test_nobody_reads_the_draft_of_another(mine, collega, sign_in):
    send(mine)
    assert sign_in(collega).get(PATH).json() == {"versie": 0, "bewaardOp": None, "velden": None}


def test_an_older_version_meets_the_newer_text(mine, professional):
    save_concept(professional, "activiteit", {"titel": ["Nieuwer"]}, versie=0, op=OP)
    response = send(mine, versie=0)
    assert response.status_code == 409
    assert response.json() == {"versie": 1, "bewaardOp": "2026-11-22T13:30:00Z", "velden": {"titel": ["Nieuwer"]}}
    assert load_concept(professional, "activiteit").velden == {"titel": ["Nieuwer"]}


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_a_session_that_is_over_is_told_in_json(db, method):
    client = Client()
    response = client.get(PATH) if method == "get" else send(client, method)
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert response.json()["detail"] == "Je bent niet meer ingelogd. Log opnieuw in om je tekst te bewaren."


def test_a_page_of_somebody_else_cannot_save_here(mine, collega, professional):
    assert send(mine, **{"X-Concept-Merk": make_merk(collega)}).status_code == 401
    assert send(mine, **{"X-Concept-Merk": make_merk(professional)}).status_code == 200


def test_another_site_cannot_save(professional):
    client = Client(enforce_csrf_checks=True)
    client.force_login(professional)
    assert send(client).status_code == 403
    assert not Concept.objects.exists()


def test_too_much_is_refused(mine):
    response = send(mine, velden={"titel": ["a" * LANGSTE_INHOUD]})
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")
    assert send(mine, velden={"titel": ["a" * LANGSTE_INHOUD * 2]}).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"versie": 0, "velden": {"a": "b"}}',
        b'{"versie": 0, "velden": {"a": [1]}}',
        b'{"versie": -1, "velden": {}}',
        b'{"versie": 99999999999, "velden": {}}',
        b'{"versie": 0, "velden": {}, "meer": 1}',
        b'{"versie": 0, "velden": {"a": ["\\ud800"]}}',
        b'{"versie": 0, "velden": ' + b'{"a":' * 5000,
    ],
)
def test_nonsense_is_told(mine, body):
    response = mine.put(PATH, body, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert not Concept.objects.exists()


def test_tokens_are_never_kept(mine, professional):
    send(mine, velden=VELDEN | {"csrfmiddlewaretoken": ["x"], "_merk": ["y"], "_versie": ["1"]})
    assert load_concept(professional, "activiteit").velden == VELDEN


def test_a_crash_while_saving_tells_nothing_of_the_text(mine, monkeypatch):
    """What Django would mail to the administrators of it, with every local variable."""
    reports = []

    def keep_report(record):
        reports.append(ExceptionReporter(record.request, *record.exc_info, is_email=True).get_traceback_html())
        return True

    def break_down(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(Concept, "save", break_down)
    mine.raise_request_exception = False
    logger = logging.getLogger("django.request")
    logger.addFilter(keep_report)
    statuses = [
        send(mine).status_code,
        mine.post("/mijn/reflecties/nieuw", {"tekst": VELDEN["titel"][0], "_concept": "0"}).status_code,
    ]
    logger.removeFilter(keep_report)
    assert (statuses, len(reports)) == ([500, 500], 2)
    assert all("OSError" in report and "schaarste" not in report for report in reports)


def test_throwing_away(mine, professional):
    send(mine)
    response = send(mine, "delete", versie=1, velden={})
    assert (response.status_code, response.json()["velden"]) == (200, None)
    assert load_concept(professional, "activiteit").velden is None


def test_newer_text_is_not_thrown_away(mine):
    send(mine)
    response = send(mine, "delete", versie=0, velden={})
    assert (response.status_code, response.json()["velden"]) == (409, VELDEN)


def test_too_fast_is_told_with_the_wait(mine, professional):
    op = timezone.now()
    for _ in range(LIMIET.aantal):
        LIMIET.count(str(professional.pk), op=op)
    response = send(mine)
    if op.minute == timezone.now().minute:
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 60


def test_many_at_the_same_moment_are_as_many_as_in_a_row(professional, sign_in, transactional_db):
    clients, op = [sign_in(professional) for _ in range(MENSEN)], timezone.now()
    LIMIET.take(str(professional.pk), op=op, keren=LIMIET.aantal - 1)
    statuses = take_together(lambda: send(clients.pop()).status_code)
    if op.minute == timezone.now().minute:
        assert statuses.count(429) == MENSEN - 1


def test_a_name_that_is_too_long_does_not_exist(mine):
    assert mine.get(f"/mijn/concepten/{'a' * 60}").status_code == 200
    assert mine.get(f"/mijn/concepten/{'a' * 61}").status_code == 404


def test_reading_asks_a_fixed_number_of_queries(mine, django_assert_num_queries):
    send(mine)
    with django_assert_num_queries(3):  # session, person, draft
        mine.get(PATH)

"""A marker in every text of a reflection, and every role on every address: found where it may be and nowhere else.

Also in the database as it lies on the disk, in files of others, in logs, mails and reports of a crash. Each of these
looks has a planted leak that it must find.
"""

import logging
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.debug import ExceptionReporter

from accounts.kluis import Kluis, read_kluis
from accounts.models import Gebruiker
from accounts.services.concepten import save_concept
from accounts.versleuteling import encrypt
from beroepscode.models import Bevestiging, Reflectie
from beroepscode.reflectiebeeld import mark_reflectie
from beroepscode.services.bevestigingen import answer_bevestiging, ask_bevestiging
from beroepscode.services.dilemmas import choose_weg
from beroepscode.services.openstellingen import open_voor_collega
from beroepscode.services.reflecties import read_antwoorden, save_reflectie
from beroepscode.sjabloonteksten import pack_antwoorden, sjabloon_op
from register.meenemen import write_pakket
from tests.test_toegang import RIJEN, Wereld, wereld  # noqa: F401 - a fixture
from tests.toegang import ROLLEN, Rij

GESCHREVEN, CONCEPT, ERBIJ, VAN_PEER, ERBIJ_CONCEPT, REDEN = MERKEN = tuple(
    f"merkteken-{wat}-zeldzaam" for wat in ("geschreven", "concept", "erbij", "van-peer", "erbij-concept", "reden")
)
NU, VANDAAG = timezone.now(), timezone.localdate()
KAART = "gasfles"
WEEK = VANDAAG + timedelta(days=7)
SJABLOON = sjabloon_op(VANDAAG, "drie-dimensies")
FEITEN = {"datum": date(2026, 11, 2), "minuten": 30, "kernwaarde": "deskundigheid"}
Vondst = tuple[str, str, str, str]
"""Role, method, address as the table writes it, marker."""


def fill_reflectie(reflectie: Reflectie, merk: str) -> Reflectie:
    """Every question answered, each with the marker."""
    reflectie.sjabloon, reflectie.sjabloon_versie = SJABLOON.code, SJABLOON.versie
    antwoorden = {vraag.code: f"{vraag.code} {merk}" for vraag in SJABLOON.vragen}
    return save_reflectie(reflectie, antwoorden=antwoorden, **FEITEN)


def plant(schrijver: Gebruiker, collega: Gebruiker, reflectie: Reflectie) -> None:
    """Write everything that can be written about one reflection: by the writer and by a peer, kept and half done; and
    why somebody chose a way on a dilemma card.
    """
    choose_weg(schrijver, kaart=KAART, weg="bellen", reden=REDEN, op=NU)
    fill_reflectie(reflectie, GESCHREVEN)
    save_concept(schrijver, "reflectie", {"tekst": [CONCEPT]}, versie=0, op=NU)
    save_concept(schrijver, f"reflectie-{reflectie.pk}", {"samen": [CONCEPT]}, versie=0, op=NU)
    verzoek = ask_bevestiging(reflectie, collega.email, op=NU)
    answer_bevestiging(verzoek, akkoord=True, aanvulling=ERBIJ, op=NU)
    tweede = fill_reflectie(Reflectie(gebruiker=schrijver), GESCHREVEN)
    open_verzoek = ask_bevestiging(tweede, collega.email, tot_datum=WEEK, op=NU)
    naam = f"bevestiging-{open_verzoek.pk}"
    save_concept(collega, naam, {"aanvulling": [ERBIJ_CONCEPT]}, versie=0, op=NU)


def read(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def find_in(body: bytes) -> Iterator[str]:
    return (merk for merk in MERKEN if merk.encode() in body)


def find_everywhere(wereld: Wereld, rijen: Iterable[Rij]) -> set[Vondst]:  # noqa: F811
    """Call every address as every role, undo what that did, and tell which marker stood in which answer.

    What a role may not send is not sent: the access matrix proves that it is refused.
    """
    found = set()
    for rij in rijen:
        for rol in ROLLEN:
            for method in ("GET", "POST") if rol in rij.wie and "POST" in rij.methoden else ("GET",):
                body = {"data": "{}", "content_type": "application/json"} if rij.is_api and method == "POST" else {}
                with transaction.atomic():
                    response = getattr(wereld.client(rij, rol), method.lower())(wereld.url(rij.adres), **body)
                    texts = read(response) + str(response.headers).encode()
                    transaction.set_rollback(True)
                found |= {(rol, method, rij.adres, merk) for merk in find_in(texts)}
    return found


@pytest.fixture
def geplant(wereld, professional, collega) -> Wereld:  # noqa: F811
    eigen = Reflectie.objects.get(pk=wereld.objecten["/mijn/reflecties/<int:pk>"]["pk"])
    plant(professional, collega, eigen)
    van_peer = Bevestiging.objects.get(pk=wereld.objecten["/mijn/bevestigen/reflecties/<int:pk>"]["pk"]).reflectie
    fill_reflectie(van_peer, VAN_PEER)
    mail.outbox.clear()
    return wereld


EIGEN = "/mijn/reflecties/<int:pk>"
VERWACHT = {
    *(
        ("professional", method, EIGEN + rest, merk)
        for method, rest in (("GET", ""), ("POST", ""), ("POST", "/vragen"), ("POST", "/openstellen"))
        for merk in (GESCHREVEN, CONCEPT, ERBIJ)
    ),
    *(("professional", method, "/mijn/reflecties/nieuw", CONCEPT) for method in ("GET", "POST")),
    *(("professional", method, "/mijn/dilemmas/<slug:kaart>", REDEN) for method in ("GET", "POST")),
    ("professional", "GET", "/mijn/opengesteld/<int:pk>", VAN_PEER),
    *(("professional", method, "/mijn/bevestigen/reflecties/<int:pk>", VAN_PEER) for method in ("GET", "POST")),
    ("kantoor", "GET", "/kantoor/opengesteld/<int:pk>", VAN_PEER),
}
"""The writer's own pages, and what was opened. Nothing else, for nobody."""


def test_every_role_on_every_address_finds_its_own_and_nothing_else(geplant, caplog):
    with caplog.at_level(logging.DEBUG):
        assert find_everywhere(geplant, RIJEN.values()) == VERWACHT
    assert list(find_in(caplog.text.encode())) == []
    assert list(find_in("".join(message.message().as_string() for message in mail.outbox).encode())) == []


def show_to_all(request: HttpRequest, pk: int) -> HttpResponse:
    """A planted leak: whoever knows the number reads the text."""
    return HttpResponse(str(read_antwoorden(Reflectie.objects.get(pk=pk))))


urlpatterns = [path("mijn/reflecties/<int:pk>", show_to_all)]


def test_planted_leak_on_a_page_is_found(geplant, settings):
    settings.ROOT_URLCONF = __name__
    found = {rol for rol, *_ in find_everywhere(geplant, [RIJEN[EIGEN]])}
    assert found == set(ROLLEN)


def test_peer_reads_what_was_opened_and_the_own_words_alone(geplant, collega):
    client = geplant.clients["collega"]
    te_doen, klaar = Bevestiging.objects.filter(bevestiger=collega).order_by("bevestigd_op")
    te_doen, klaar = (te_doen, klaar) if te_doen.bevestigd_op is None else (klaar, te_doen)
    address = "/mijn/bevestigen/reflecties"
    assert set(find_in(client.get(f"{address}/{te_doen.pk}").content)) == {GESCHREVEN, ERBIJ_CONCEPT}
    assert set(find_in(client.get(f"{address}/{klaar.pk}").content)) == {ERBIJ}
    for name in ("reflectie", f"reflectie-{klaar.reflectie_id}"):
        assert list(find_in(client.get(f"/mijn/concepten/{name}").content)) == []


def pack(gebruiker: Gebruiker) -> bytes:
    bestand = BytesIO()
    kluis = Kluis(bestand)
    write_pakket(gebruiker, kluis, op=NU, note=lambda gedaan, totaal: None)
    kluis.close()
    pakket = ZipFile(BytesIO(b"".join(read_kluis(lambda: BytesIO(bestand.getvalue())))))
    return b"".join(pakket.read(naam) for naam in pakket.namelist())


def test_everybody_takes_along_what_is_their_own(professional, collega, derde, write_reflectie):
    plant(professional, collega, write_reflectie(professional))
    assert set(find_in(pack(professional))) == {GESCHREVEN, CONCEPT, ERBIJ, REDEN}
    assert set(find_in(pack(collega))) == {ERBIJ, ERBIJ_CONCEPT}
    assert set(find_in(pack(derde))) == set()


def dump() -> bytes:
    """The database as somebody finds it who takes the disk: its files, or what pg_dump writes of it."""
    base = connection.settings_dict
    if connection.vendor == "sqlite":
        return b"".join(pad.read_bytes() for pad in Path(base["NAME"]).parent.glob(f"{Path(base['NAME']).name}*"))
    verbinding = {"-h": base["HOST"], "-p": str(base["PORT"] or ""), "-U": base["USER"]}
    opties = [deel for vlag, waarde in verbinding.items() if waarde for deel in (vlag, waarde)]
    return subprocess.run(["pg_dump", *opties, base["NAME"]], capture_output=True, check=True).stdout


@pytest.mark.django_db(transaction=True)
def test_a_dump_of_the_database_and_every_file_hold_none_of_it(
    professional, collega, derde, write_reflectie, sign_in, settings, tmp_path, client
):
    """With what passes through pages too: sessions, the copy that is kept when a session is over, the cache."""
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    reflectie = write_reflectie(professional)
    plant(professional, collega, reflectie)
    open_voor_collega(reflectie, derde.email, tot_datum=WEEK, op=NU)
    mine = sign_in(professional)
    mine.get(f"/mijn/reflecties/{reflectie.pk}")
    mine.post("/mijn/nakijken", {"tekst": GESCHREVEN}, content_type="application/json")
    mine.post("/mijn/meenemen", {})
    merk = mine.get("/mijn/reflecties/nieuw").context["request"].concept.merk
    client.post("/mijn/reflecties/nieuw", {"tekst": CONCEPT, "_merk": merk, "_versie": "0"})
    assert client.session["noodkopieen"]
    disk = dump()
    assert professional.email.encode() in disk  # it is this database, and it is all of it
    assert list(find_in(disk)) == []
    assert [pad for pad in tmp_path.rglob("*") if pad.is_file() and list(find_in(pad.read_bytes()))] == []
    Reflectie.objects.filter(pk=reflectie.pk).update(tekst=pack_antwoorden({"tekst": GESCHREVEN}).encode())
    planted = dump()
    assert GESCHREVEN.encode() in planted or GESCHREVEN.encode().hex().encode() in planted


class KapotError(Exception):
    pass


def break_down(*args, **kwargs):
    raise KapotError


def write_new(reflectie, verzoek):
    return "/mijn/reflecties/nieuw", {"datum": "2026-11-02", "duur": "1 uur", "tekst": GESCHREVEN} | {
        "kernwaarde": "betrokkenheid"
    }


def write_draft(reflectie, verzoek):
    return "/mijn/reflecties/nieuw", {"tekst": CONCEPT, "_concept": "0"}


def add(reflectie, verzoek):
    return f"/mijn/bevestigen/reflecties/{verzoek.pk}", {"antwoord": "ja", "aanvulling": ERBIJ} | {
        "_gezien": mark_reflectie(reflectie)
    }


def look(reflectie, verzoek):
    return f"/mijn/opengesteld/{verzoek.openstelling_id}", None


def look_over(reflectie, verzoek):
    return "/mijn/nakijken", {"tekst": GESCHREVEN}


@pytest.mark.parametrize(
    ("act", "wat"),
    [
        (write_new, "beroepscode.services.reflecties.encrypt"),
        (write_new, "beroepscode.models.Reflectie.save"),
        (write_draft, "accounts.services.concepten.encrypt"),
        (add, "beroepscode.services.bevestigingen.encrypt"),
        (add, "beroepscode.services.bevestigingen.write_logregel"),
        (look, "beroepscode.views.openstellingen.describe_kenmerken"),
        (look, "beroepscode.services.openstellingen.record_raadplegingen"),
        (look_over, "beroepscode.views.nakijken.find_gegevens"),
        (look_over, "beroepscode.views.nakijken.JsonResponse"),
    ],
)
def test_no_report_of_a_crash_holds_the_text(
    act, wat, professional, collega, write_reflectie, sign_in, monkeypatch, caplog
):
    """Something fails halfway: what Django would mail to the administrators, and what is logged, is clean."""
    reflectie = fill_reflectie(write_reflectie(professional), GESCHREVEN)
    verzoek = ask_bevestiging(reflectie, collega.email, tot_datum=WEEK, op=NU)
    reports = []

    def keep_report(record):
        if record.exc_info:
            reports.append(ExceptionReporter(record.request, *record.exc_info, is_email=True).get_traceback_html())
        return True

    monkeypatch.setattr(wat, break_down)
    client = sign_in(collega)
    client.raise_request_exception = False
    logger = logging.getLogger("django.request")
    logger.addFilter(keep_report)
    address, invoer = act(reflectie, verzoek)
    extra = {"content_type": "application/json"} if act is look_over else {}
    with caplog.at_level(logging.DEBUG):
        response = client.get(address) if invoer is None else client.post(address, invoer, **extra)
    logger.removeFilter(keep_report)
    assert response.status_code == 500
    [report] = reports
    assert "KapotError" in report
    assert list(find_in(report.encode() + caplog.text.encode() + response.content)) == []


def test_there_is_no_back_door_for_administrators():
    assert not apps.is_installed("django.contrib.admin")


def test_what_is_encrypted_is_not_searched(professional, kantoor, medewerker, write_reflectie, sign_in):
    fill_reflectie(write_reflectie(professional), GESCHREVEN)
    page = sign_in(medewerker(kantoor)).post("/kantoor/registraties", {"vraag": GESCHREVEN})
    assert "Noor van den Heuvel" not in page.text
    assert encrypt(GESCHREVEN) != encrypt(GESCHREVEN)  # nor can two of the same be matched

"""Against real servers over real TLS. Each check has a planted fault: a sender without it, that must be found out."""

import socket
import ssl
import time
from http.client import HTTPSConnection

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import webhookadres, webhookpost
from accounts.webhookadres import Adres, find_bereikbaar
from accounts.webhookpost import BEWAARD, Antwoord, post
from tests.accounts.ontvanger import Ontvanger, make_autoriteit, run_ontvanger, run_rauw

KORT = 0.6
"""Seconds that a test lets a call take, where the product takes five."""
ONDERWEG = 16 * 2**20
"""Bytes that the machine itself may hold between two sides when one hangs up. The answers without end are 600 MB."""


@pytest.fixture(scope="module")
def autoriteit(tmp_path_factory):
    return make_autoriteit(tmp_path_factory.mktemp("autoriteit"))


@pytest.fixture
def ontvanger(autoriteit, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(autoriteit.ca))
    with run_ontvanger(autoriteit) as ontvanger:
        yield ontvanger


def send(ontvanger: Ontvanger, pad: str = "/", **options: object) -> Antwoord:
    adres = Adres("localhost", ontvanger.poort, pad)
    return post(adres, b'{"a": 1}', {"Content-Type": "application/json"}, eigen=[ontvanger.plek], **options)


def test_a_message_arrives_as_it_was_sent(ontvanger):
    antwoord = send(ontvanger, "/status?bron=sam")
    [(pad, headers, inhoud)] = ontvanger.ontvangen
    assert (pad, inhoud, headers["content-type"]) == ("/status?bron=sam", b'{"a": 1}', "application/json")
    assert headers["host"] == ontvanger.plek
    assert (antwoord.gelukt, antwoord.status, antwoord.fout, antwoord.tekst) == (True, 204, "", "")
    assert 0 <= antwoord.duur_ms < 5000


@pytest.mark.parametrize(
    ("status", "fout"), [(200, ""), (202, ""), (400, "status"), (410, "status"), (500, "status")]
)
def test_the_status_decides_and_the_words_are_kept(ontvanger, status, fout):
    ontvanger.status = status
    antwoord = send(ontvanger)
    assert (antwoord.status, antwoord.fout, antwoord.tekst) == (status, fout, "Wij zeggen <b>nee</b> ✓")


def test_a_redirect_is_not_followed(ontvanger):
    antwoord = send(ontvanger, "/doorsturen")
    assert (antwoord.status, antwoord.fout) == (307, "doorverwijzing")
    assert [pad for pad, *_ in ontvanger.ontvangen] == ["/doorsturen"]


def test_a_proxy_of_the_environment_is_not_used(ontvanger, monkeypatch):
    with run_rauw(b"") as poort:
        for naam in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(naam, f"http://127.0.0.1:{poort}")
        assert send(ontvanger).gelukt


# --- time -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", ["/stil", "/druppel", "/druppelkop"])
def test_who_answers_too_slowly_is_left(ontvanger, pad):
    begin = time.monotonic()
    assert send(ontvanger, pad, binnen=KORT).fout == "te-laat"
    assert time.monotonic() - begin < KORT + 0.5


def test_planted_limit_per_step_is_found_out_by_who_drips(ontvanger, monkeypatch):
    """The limit that every socket has by itself: it lets somebody who drips go on."""
    monkeypatch.setattr(webhookpost._Begrensd, "recv_into", ssl.SSLSocket.recv_into)
    begin = time.monotonic()
    send(ontvanger, "/druppel", binnen=KORT)
    assert time.monotonic() - begin > KORT + 0.5


def test_who_takes_the_call_and_says_nothing_is_left():
    with run_rauw(None) as poort:
        begin = time.monotonic()
        antwoord = post(Adres("localhost", poort, "/"), b"", {}, eigen=[f"localhost:{poort}"], binnen=KORT)
    assert antwoord.fout == "te-laat"
    assert time.monotonic() - begin < KORT + 0.5


# --- size -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", ["/groot", "/grotekop"])
def test_of_an_answer_without_end_little_is_read(ontvanger, pad):
    antwoord = send(ontvanger, pad)
    assert antwoord.fout == "te-groot"
    assert len(antwoord.tekst) <= BEWAARD
    assert ontvanger.gestuurd < ONDERWEG


def test_planted_sender_without_a_limit_is_found_out(ontvanger, monkeypatch):
    monkeypatch.setattr(webhookpost._Begrensd, "over", 10**9)
    assert send(ontvanger, "/groot", binnen=2).fout == "te-laat"
    assert ontvanger.gestuurd > ONDERWEG


# --- who answers ----------------------------------------------------------------------------------------------


def test_a_certificate_of_somebody_we_do_not_know_is_refused(ontvanger, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    assert send(ontvanger).fout == "certificaat"
    assert ontvanger.ontvangen == []


def test_a_certificate_of_another_name_is_refused(tmp_path, monkeypatch):
    anders = make_autoriteit(tmp_path, naam="ander.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(anders.ca))
    with run_ontvanger(anders) as ontvanger:
        assert send(ontvanger).fout == "certificaat"
        assert ontvanger.ontvangen == []


def test_planted_sender_that_checks_no_certificate_is_found_out(ontvanger, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    context = ssl._create_unverified_context()
    context.sslsocket_class = webhookpost._Begrensd
    monkeypatch.setattr(webhookpost, "make_context", lambda: context)
    assert send(ontvanger).gelukt


@pytest.mark.parametrize(
    ("antwoord", "fout"),
    [(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "geen-tls"), (b"\x15\x03\x01", "te-laat")],
)
def test_who_does_not_speak_https_is_refused(antwoord, fout):
    with run_rauw(antwoord) as poort:
        gekregen = post(Adres("localhost", poort, "/"), b"", {}, eigen=[f"localhost:{poort}"], binnen=KORT)
    assert (gekregen.status, gekregen.fout) == (None, fout)


def test_nobody_listens():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        poort = probe.getsockname()[1]
        antwoord = post(Adres("localhost", poort, "/"), b"", {}, eigen=[f"localhost:{poort}"])
    assert antwoord.fout == "geen-verbinding"


def test_nonsense_is_told(ontvanger):
    assert send(ontvanger, "/onzin").fout == "onleesbaar"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.binary(max_size=80).map(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".__add__)
)
def test_whatever_comes_back_ends_in_an_answer(ontvanger, onzin):
    monkey = ontvanger.handler
    monkey.send_willekeur = lambda handler: (handler.wfile.write(onzin), setattr(handler, "close_connection", True))
    antwoord = send(ontvanger, "/willekeur", binnen=2)
    assert antwoord.fout in {"", *webhookpost.FOUTEN}
    assert "\0" not in antwoord.tekst


# --- where it goes --------------------------------------------------------------------------------------------


@pytest.fixture
def gebeld(monkeypatch) -> list[str]:
    """The numerical addresses that anybody tries to connect to; nobody gets there."""
    called: list[str] = []

    def connect(self, place):
        called.append(place[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    return called


@pytest.fixture
def wisselend(monkeypatch) -> list[str]:
    """A resolver that is asked for one name and gives a good address first, and one of our own network afterwards."""
    answers = iter(["8.8.8.8"])
    asked: list[str] = []

    def getaddrinfo(host, port, *args, **kwargs):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers, "127.0.0.1"), port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


REBINDER = Adres("wisselt.example", 443, "/")


def test_a_name_that_changes_its_mind_changes_nothing(wisselend, gebeld):
    assert post(REBINDER, b"", {}).fout == "geen-verbinding"
    assert (wisselend, gebeld) == (["wisselt.example"], ["8.8.8.8"])


def test_planted_sender_that_looks_first_and_then_calls_the_name_is_found_out(wisselend, gebeld):
    find_bereikbaar(REBINDER, binnen=5)
    with pytest.raises(ConnectionRefusedError):
        HTTPSConnection(REBINDER.host, REBINDER.poort, timeout=5).request("POST", "/")
    assert gebeld == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "0.0.0.0", "169.254.169.254", "::1", "::ffff:127.0.0.1"])
def test_our_own_network_is_never_called(gebeld, host):
    assert post(Adres(host, 443, "/"), b"", {}).fout == "intern-adres"
    assert gebeld == []


def test_planted_sender_that_trusts_every_address_is_found_out(gebeld, monkeypatch):
    monkeypatch.setattr(webhookadres, "is_openbaar", lambda ip: True)
    assert post(Adres("127.0.0.1", 443, "/"), b"", {}).fout == "geen-verbinding"
    assert gebeld == ["127.0.0.1"]


def test_the_next_address_is_tried_when_the_first_does_not_answer(ontvanger, monkeypatch):
    dood = (socket.AF_INET, ("127.0.0.2", 1))
    monkeypatch.setattr(
        webhookpost, "find_bereikbaar", lambda *a, **k: [dood, (socket.AF_INET, ("127.0.0.1", ontvanger.poort))]
    )
    assert send(ontvanger).gelukt

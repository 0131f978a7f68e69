"""A course with everything that a row can point at, and ways to deliver for it."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Organisatie, Sleutel
from accounts.services.sleutels import create_sleutel
from opleidingen.models import (
    Accreditatie,
    Accreditatieonderdeel,
    Bijeenkomst,
    Deelname,
    Geparkeerd,
    Module,
    Opleiding,
    Uitvoering,
)

ADRES = "/api/v1/aanleveringen"
Deliver = Callable[..., Any]


def make_opleiding(opleider: Organisatie, code: str = "eksd") -> SimpleNamespace:
    """A course of 960 minutes: module `recht` 600, module `gesprek` 360; an edition with three meetings."""
    opleiding = Opleiding.objects.create(opleider=opleider, code=code, naam="Effectieve Klantmanager")
    recht = Module.objects.create(opleiding=opleiding, code="recht", naam="Recht", volgorde=1)
    gesprek = Module.objects.create(opleiding=opleiding, code="gesprek", naam="Gesprek", volgorde=2)
    zelf = Module.objects.create(opleiding=opleiding, code="zelfstudie", naam="Zelfstudie", volgorde=3)
    uitvoering = Uitvoering.objects.create(
        opleiding=opleiding,
        code="2026-1",
        begin_datum=date(2026, 1, 12),
        eind_datum=date(2026, 6, 29),
        plaats="Arnhem",
    )
    bijeenkomsten = [
        Bijeenkomst.objects.create(uitvoering=uitvoering, module=module, code=code, datum=date(2026, 2, dag))
        for dag, (code, module) in enumerate((("dag-1", recht), ("dag-2", recht), ("dag-3", gesprek)), 1)
    ]
    accreditatie = Accreditatie.objects.create(
        opleiding=opleiding, status="geaccrediteerd", geldig_van=date(2025, 1, 1), geldig_tot=date(2027, 1, 1)
    )
    onderdelen = [
        Accreditatieonderdeel.objects.create(
            accreditatie=accreditatie, module=module, categorie="scholing", minuten=minuten, kenmerken=kenmerken
        )
        for module, minuten, kenmerken in (
            (recht, 600, {"leefwereld": {"wet-en-regelgeving": 600}}),
            (gesprek, 360, {"leefwereld": {"gedrag": 240, "economie": 120}}),
        )
    ]
    return SimpleNamespace(
        opleiding=opleiding,
        recht=recht,
        gesprek=gesprek,
        zelf=zelf,
        uitvoering=uitvoering,
        bijeenkomsten=bijeenkomsten,
        accreditatie=accreditatie,
        onderdelen=onderdelen,
    )


@pytest.fixture
def aanbod(opleider) -> SimpleNamespace:
    return make_opleiding(opleider)


@pytest.fixture
def sleutel(opleider) -> str:
    return create_sleutel(opleider, naam="LMS", scopes=["aanleveren"])[1]


@pytest.fixture
def bearer(sleutel) -> dict[str, str]:
    return {"Authorization": f"Bearer {sleutel}"}


@pytest.fixture
def deliver(bearer) -> Deliver:
    """Send rows, or a whole body, with the opleider's key."""

    def send(*regels: Any, body: Any = None, proef: bool = False, key: str | None = None, **headers: str) -> Any:
        headers = {**bearer, **headers} | ({"Idempotency-Key": key} if key else {})
        inhoud = {"regels": list(regels)} if body is None else body
        tekst = inhoud if isinstance(inhoud, bytes | str) else json.dumps(inhoud)
        adres = f"{ADRES}?proef=true" if proef else ADRES
        return Client().post(adres, tekst, content_type="application/json", headers=headers)

    return send


@pytest.fixture
def rij(professional, aanbod) -> Callable[..., dict[str, Any]]:
    """A row that books, unless something in it is replaced."""

    def make(**other: Any) -> dict[str, Any]:
        return {
            "registratienummer": professional.registratienummer,
            "achternaam": "van den Heuvel",
            "opleidingscode": "eksd",
            "eindDatum": "2026-06-29",
        } | other

    return make


@pytest.fixture
def vandaag() -> date:
    return timezone.localdate()


@pytest.fixture
def een_dag() -> timedelta:
    return timedelta(days=1)


@pytest.fixture
def django_now() -> datetime:
    return timezone.now()


@pytest.fixture
def park(deliver, rij) -> Callable[..., Geparkeerd]:
    """Deliver one row that matches nobody."""

    def make(**other: Any) -> Geparkeerd:
        antwoord = deliver(rij(**{"achternaam": "Jansen", "kenmerk": "c-1", **other})).json()
        assert antwoord["regels"][0]["uitkomst"] == "geparkeerd", antwoord
        return Geparkeerd.objects.get(aanlevering=antwoord["id"], regel=1)

    return make


@pytest.fixture
def geboekt(deliver, rij) -> Deelname:
    """One completion of today, of 960 minutes."""
    [regel] = deliver(rij(kenmerk="c-1")).json()["regels"]
    return Deelname.objects.get(pk=regel["deelnameId"])


@pytest.fixture
def call(bearer) -> Callable[..., Any]:
    """Call one deelname; gives the body of an answer, and checks its status."""

    def send(method: str, pk: int, status: int = 200, body: Any = None, headers: Any = None) -> Any:
        tekst = body if isinstance(body, bytes) else json.dumps(body) if body is not None else ""
        antwoord = getattr(Client(), method)(
            f"/api/v1/deelnames/{pk}", tekst, content_type="application/json", headers=headers or bearer
        )
        assert antwoord.status_code == status, antwoord.content
        return antwoord.json() if antwoord.content else None

    return send


@pytest.fixture
def sleutel_van(opleider, sleutel) -> dict[str, Any]:
    """Who acts and when: the opleider's key, now."""
    return {"door": Sleutel.objects.get(), "peildatum": timezone.localdate(), "op": timezone.now()}

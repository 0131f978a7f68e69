"""Every page of every role, light and dark, wide and narrow: nothing that keeps somebody out."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker
from accounts.services.ledenuitnodigingen import invite_lid
from accounts.services.sleutels import create_sleutel
from accounts.services.webhookbezorging import claim_volgende, record_poging
from accounts.services.webhooks import create_webhook, send_proef
from accounts.webhookpost import Antwoord
from beroepscode.models import Bijeenkomst
from register.bewijsregels import Stuk
from register.models import Registratie
from register.services.documenten import add_documenten
from register.services.profielen import save_foto
from tests.browser.adressen import EMAIL, ROLLEN, find_geldig, find_urls
from tests.browser.kijken import find_barriers, inspect, overflows
from tests.browser.openstellingen import add_openstellingen
from tests.conftest import WACHTWOORD
from tests.groepsobjecten import add_intervisie
from tests.opleidingen.lijsten.bouw import make_lijst
from tests.organisatieobjecten import MAILCODE
from tests.parkeerobjecten import add_geparkeerd, add_signaal
from tests.register.bouw import make_vraag


@pytest.mark.parametrize("rol", ROLLEN)
def test_pages_keep_nobody_out(rol, demonstratie, open_page, enter):
    add_what_is_missing()
    page = open_page()
    if rol in EMAIL:
        gebruiker = Gebruiker.objects.get(email=EMAIL[rol])
        gebruiker.set_password(WACHTWOORD)
        gebruiker.save()
        enter(page, gebruiker)
    faults = [fault for url in find_urls(rol) for fault in inspect(page, url)]
    assert not faults, "\n".join(faults)


def make_uitnodigingen(gebruiker: Gebruiker) -> None:
    """Colleagues that were asked: one whose link works, one whose link does not any more."""
    nu, organisatie = timezone.now(), gebruiker.lidmaatschappen.get().organisatie
    for adres, op in (("a@voorbeeld.example", nu), ("b@voorbeeld.example", nu - timedelta(days=20))):
        uitnodiging = invite_lid(organisatie, email=adres, rol="beheerder", door=gebruiker, op=op)
    organisatie.uitnodigingen.exclude(pk=uitnodiging.pk).update(code_hash=hash_geheim(MAILCODE))


def make_webhook(gebruiker: Gebruiker) -> None:
    """An address with a message under way and one that failed."""
    nu, organisatie = timezone.now(), gebruiker.lidmaatschappen.get().organisatie
    webhook, _ = create_webhook(
        organisatie,
        url=f"https://{'leren.' * 12}hogeschool.nl/sam",
        soorten=["deelname.ingetrokken"],
        door=gebruiker,
        op=nu,
    )
    send_proef(webhook, op=nu)
    record_poging(claim_volgende(op=nu), Antwoord(1200, 500, "status", "Fout: " + "x" * 500), op=nu)
    send_proef(webhook, op=nu)


def add_what_is_missing() -> None:
    """Rows that the demonstration has no example of: keys, an unconfirmed job about which an employer was asked,
    evidence with an activity, a meeting entered by oneself.
    """
    for rol, scope in (("opleider", "aanleveren"), ("werkgever", "verifieren")):
        lidmaatschap = Gebruiker.objects.get(email=EMAIL[rol]).lidmaatschappen.get()
        create_sleutel(lidmaatschap.organisatie, naam="Leersysteem", scopes=[scope])
        if rol == "opleider":
            make_lijst(lidmaatschap.organisatie)
    make_webhook(Gebruiker.objects.get(email=EMAIL["opleider"]))
    make_uitnodigingen(Gebruiker.objects.get(email=EMAIL["opleider"]))
    registratie = Registratie.objects.get(gebruiker__email=EMAIL["professional"])
    add_openstellingen(registratie.gebruiker)
    opleiderslid = Gebruiker.objects.get(email=EMAIL["opleider"])
    add_geparkeerd(opleiderslid, registratie.gebruiker)
    add_signaal(opleiderslid)
    werk = registratie.werkperiodes.create(
        werkgever="Gemeente Oudeveen", functie="Werkcoach", van_datum=timezone.localdate(), uren_per_week=8
    )
    make_vraag(werk, "een-sleutel-uit-een-mail", op=timezone.now())
    bewijs = Stuk("Bewijs van deelname.pdf", b"%PDF-1.7 %%EOF", "application/pdf")
    add_documenten(registratie.activiteiten.first(), [bewijs], op=timezone.now())
    registratie.gebruiker.naamswijzigingen.create(
        oude_naam="Noor", voornaam="Noor", achternaam="Wit", reden="Getrouwd.", ingediend_op=timezone.now()
    )
    for profiel in (registratie.profiel, find_geldig().termijn.registratie.profiel):
        profiel.talen, profiel.openbaar = ["turks", "engels"], ["foto", "talen"]
        save_foto(profiel, SimpleUploadedFile("ik.png", draw_png()), max_bytes=10_000)
        profiel.save()
    Bijeenkomst.objects.filter(aanwezigen__gebruiker=registratie.gebruiker).update(
        ingevoerd_door=registratie.gebruiker
    )
    add_intervisie(
        registratie.gebruiker, Gebruiker.objects.exclude(pk=registratie.gebruiker_id).first(), op=timezone.now()
    )


def draw_png() -> bytes:
    uit = BytesIO()
    Image.new("RGB", (60, 80), (20, 90, 120)).save(uit, "PNG")
    return uit.getvalue()


def test_planted_barrier_is_found(open_page):
    page = open_page(viewport={"width": 320, "height": 600})
    page.goto("/")
    page.evaluate(
        "document.querySelector('main').innerHTML = '<h1>Kaal</h1><img src=\"data:,\"><p>breed</p>';"
        "document.querySelector('main p').style.width = '40rem'"
    )
    assert [barrier.partition(":")[0] for barrier in find_barriers(page)] == ["image-alt"]
    assert overflows(page)


def test_planted_contrast_is_found_in_the_dark_alone(open_page):
    page = open_page(viewport={"width": 1280, "height": 600})
    page.goto("/privacy")
    page.evaluate("document.querySelector('h1').style.color = '#222'")
    page.emulate_media(color_scheme="light")
    assert find_barriers(page) == []
    page.emulate_media(color_scheme="dark")
    assert [barrier.partition(":")[0] for barrier in find_barriers(page, kleur=True)] == ["color-contrast"]

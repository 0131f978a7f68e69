import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from accounts.models import Lidmaatschap, Organisatie
from tests.conftest import WACHTWOORD, make_lid

KANTOOR, SLEUTELS = "/kantoor/organisaties", "/{}/sleutels"


@pytest.fixture
def drop_tweede_factor():
    def drop(gebruiker):
        Authenticator.objects.filter(user=gebruiker).delete()
        return gebruiker

    return drop


def visit(client, path):
    response = client.get(path)
    return response.status_code, response.get("Location", "")


def test_who_is_not_signed_in_is_asked_to(db):
    assert visit(Client(), KANTOOR) == (302, f"/account/login/?next={KANTOOR}")


def test_somebody_else_s_door_does_not_exist(professional, sign_in):
    assert visit(sign_in(professional), KANTOOR) == (404, "")


def test_the_office_opens_for_its_people(kantoor, medewerker, sign_in):
    assert visit(sign_in(medewerker(kantoor)), KANTOOR) == (200, "")


@pytest.mark.parametrize("change", [{"beeindigd_op": timezone.now()}, {"toegelaten_op": None}])
def test_an_organisation_that_is_not_admitted_opens_nothing(opleider, medewerker, sign_in, change):
    client = sign_in(medewerker(opleider))
    Organisatie.objects.update(**change)
    assert visit(client, SLEUTELS.format("opleider")) == (404, "")


def test_an_ended_membership_opens_nothing(kantoor, medewerker, sign_in):
    client = sign_in(medewerker(kantoor))
    Lidmaatschap.objects.update(geldig_tot=timezone.localdate())
    assert visit(client, KANTOOR) == (404, "")


def test_a_membership_that_ends_tomorrow_still_opens(kantoor, medewerker, sign_in):
    client = sign_in(medewerker(kantoor))
    Lidmaatschap.objects.update(geldig_tot=timezone.localdate() + timedelta(days=1))
    assert visit(client, KANTOOR) == (200, "")


def test_keys_are_for_administrators(opleider, professional, sign_in):
    make_lid(opleider, professional, Lidmaatschap.Rol.MEDEWERKER)
    assert visit(sign_in(professional), SLEUTELS.format("opleider")) == (404, "")


@pytest.mark.parametrize(("soort", "path"), [("kantoor", KANTOOR), ("opleider", SLEUTELS.format("opleider"))])
def test_without_a_second_factor_the_page_to_set_it_up_opens(
    request, medewerker, drop_tweede_factor, sign_in, soort, path
):
    client = sign_in(drop_tweede_factor(medewerker(request.getfixturevalue(soort))))
    assert visit(client, path) == (302, "/account/2fa/")
    assert "Daarom log je in met een tweede stap" in client.get("/account/reauthenticate/").content.decode()


def test_an_employer_needs_no_second_factor(werkgever, medewerker, drop_tweede_factor, sign_in):
    client = sign_in(drop_tweede_factor(medewerker(werkgever)))
    assert visit(client, SLEUTELS.format("werkgever")) == (200, "")


@pytest.mark.parametrize(
    ("demonstratie", "email", "status"),
    [
        (True, "x@voorbeeld.example", 200),
        (True, "x@echt.example", 302),
        (True, "x@voorbeeld.example.net", 302),
        (False, "x@voorbeeld.example", 302),
    ],
)
def test_only_accounts_of_the_demonstration_skip_it(
    kantoor, medewerker, drop_tweede_factor, sign_in, settings, demonstratie, email, status
):
    settings.DEMONSTRATIE = demonstratie
    gebruiker = drop_tweede_factor(medewerker(kantoor))
    gebruiker.email = email
    gebruiker.save()
    assert visit(sign_in(gebruiker), KANTOOR)[0] == status


def test_setting_up_the_second_factor_and_signing_in_with_it(
    kantoor, medewerker, drop_tweede_factor, sign_in, mailoutbox, django_capture_on_commit_callbacks
):
    gebruiker = drop_tweede_factor(medewerker(kantoor))
    client = sign_in(gebruiker)
    client.post("/account/reauthenticate/", {"password": WACHTWOORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/2fa/totp/activate/", {"code": make_code(secret)})
    totp = Authenticator.objects.get(user=gebruiker, type="totp")
    assert secret not in str(totp.data)
    assert Authenticator.objects.filter(user=gebruiker, type="recovery_codes").count() == 1
    assert visit(client, KANTOOR) == (200, "")
    assert [mail.subject for mail in mailoutbox] == ["Je logt voortaan in met een tweede stap"]
    assert "Was jij dit niet? Kies dan meteen een nieuw wachtwoord:" in mailoutbox[0].body

    nieuw = Client()
    response = nieuw.post("/account/login/", {"login": gebruiker.email, "password": WACHTWOORD})
    assert response["Location"] == "/account/2fa/authenticate/"
    assert visit(nieuw, KANTOOR)[0] == 302
    response = nieuw.post("/account/2fa/authenticate/", {"code": make_code(secret)})
    assert (response.status_code, visit(nieuw, KANTOOR)) == (302, (200, ""))


def make_code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


# --- a decision asks for a fresh login ---------------------------------------------------------------------------


@pytest.fixture
def aanvraag(db):
    return Organisatie.objects.create(
        soort="opleider", naam="Leerplein", email="info@leerplein.example", aangevraagd_op=timezone.now()
    )


def age_login(client, seconds):
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - seconds}]
    session.save()


def decide(client, aanvraag):
    return client.post(f"{KANTOOR}/{aanvraag.pk}", {"besluit": "toelaten", "reden": ""})


def test_a_fresh_login_decides(kantoor, medewerker, sign_in, aanvraag):
    client = sign_in(medewerker(kantoor))
    age_login(client, 14 * 60)
    assert decide(client, aanvraag)["Location"] == KANTOOR


def test_later_the_password_is_asked_and_the_decision_is_not_lost(kantoor, medewerker, sign_in, aanvraag):
    client = sign_in(medewerker(kantoor))
    age_login(client, 16 * 60)
    response = decide(client, aanvraag)
    assert re.match("/account/reauthenticate/", response["Location"])
    aanvraag.refresh_from_db()
    assert aanvraag.status == "ingediend"
    client.post(response["Location"], {"password": WACHTWOORD})
    aanvraag.refresh_from_db()
    assert aanvraag.status == "toegelaten"


def test_reading_needs_no_fresh_login(kantoor, medewerker, sign_in, aanvraag):
    client = sign_in(medewerker(kantoor))
    age_login(client, 10 * 3600)
    assert visit(client, f"{KANTOOR}/{aanvraag.pk}") == (200, "")


def test_somebody_else_s_login_in_the_same_browser_does_not_count(kantoor, medewerker, sign_in, aanvraag):
    client = sign_in(medewerker(kantoor))
    session = client.session
    session["account_authentication_methods_user"] = "999999"
    session.save()
    assert decide(client, aanvraag)["Location"].startswith("/account/reauthenticate/")


def test_a_passkey_counts_as_a_second_factor(kantoor, medewerker, drop_tweede_factor, sign_in):
    gebruiker = drop_tweede_factor(medewerker(kantoor))
    Authenticator.objects.create(user=gebruiker, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon"})
    assert visit(sign_in(gebruiker), KANTOOR) == (200, "")

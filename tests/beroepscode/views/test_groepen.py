"""Groups without hierarchy: come in, plan nothing yet, go, and part with somebody when all others agree."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Logregel
from accounts.services.gebruikers import create_gebruiker
from beroepscode.models import Groep, Groepslid, Uitnodiging, Verwijderstem, Verwijdervoorstel
from beroepscode.services.groepen import agree_vertrek, leave_groep, propose_vertrek, prune_groepen
from beroepscode.services.uitnodigingen import invite_by_mail, make_link
from beroepscode.views.verzoeken import TE_VEEL
from kern.fouten import Fouten
from tests.groepsobjecten import make_afspraak, make_groep, make_uitnodiging

NU = timezone.now()
DAG = timedelta(days=1)


@pytest.fixture
def groep(professional, collega, derde) -> Groep:
    return make_groep(professional, collega, derde, op=NU)


def lid(groep, gebruiker) -> Groepslid:
    return groep.leden.get(gebruiker=gebruiker)


def read_code(tekst: str) -> str:
    return re.search(r"/groep-uitnodiging/(\S+)", tekst)[1]


def test_begin_a_group_and_change_it(professional, sign_in):
    client = sign_in(professional)
    assert "Begin een groep" in client.get("/mijn/groepen").content.decode()
    response = client.post("/mijn/groepen/nieuw", {"naam": "Intervisie west", "ritme": "kwartaal"})
    groep = Groep.objects.get()
    assert response["Location"] == f"/mijn/groepen/{groep.pk}/uitnodigen"
    client.post(f"/mijn/groepen/{groep.pk}/wijzigen", {"naam": "West", "ritme": ""})
    groep.refresh_from_db()
    assert (groep.naam, groep.ritme, [item.gebruiker for item in groep.leden.all()]) == ("West", "", [professional])
    page = client.get(f"/mijn/groepen/{groep.pk}").content.decode()
    assert "Je bent nog alleen" in page
    assert "Een groep heeft minstens 3 leden." in page


def test_nobody_outside_sees_a_group(groep, sign_in, medewerker, werkgever):
    client = sign_in(medewerker(werkgever))
    adressen = ["", "/wijzigen", "/uitnodigen", "/plannen", "/vastleggen"]
    assert [client.get(f"/mijn/groepen/{groep.pk}{deel}").status_code for deel in adressen] == [404] * 5
    assert "Intervisie west" not in client.get("/mijn/groepen").content.decode()


def test_invite_by_mail_and_every_wrong_address_is_named(groep, professional, collega, sign_in):
    client = sign_in(professional)
    adres = f"/mijn/groepen/{groep.pk}/uitnodigen"
    invoer = f"Nieuw@Voorbeeld.example\njan van de afdeling\n{collega.email}"
    response = client.post(adres, {"adressen": invoer})
    assert response.context["form"].errors["adressen"] == [
        *(f"'{woord}' is geen e-mailadres. Kijk het nog eens na." for woord in ("jan", "van", "de", "afdeling")),
        f"'{collega.email}' zit al in de groep.",
    ]
    assert mail.outbox == []
    client.post(adres, {"adressen": "Nieuw@Voorbeeld.example"})
    assert [bericht.to for bericht in mail.outbox] == [["nieuw@voorbeeld.example"]]
    assert mail.outbox[0].subject == "Noor van den Heuvel nodigt je uit voor intervisie"
    assert "nieuw@voorbeeld.example" in client.get(adres).content.decode()


def test_a_link_in_a_mail_shows_nothing_to_a_stranger_and_one_button_to_who_signed_in(groep, professional, sign_in):
    invite_by_mail(groep, ["nieuw@voorbeeld.example"], door=professional, op=NU)
    adres = f"/groep-uitnodiging/{read_code(mail.outbox[0].body)}"
    for response in (Client().get(adres), Client().post(adres)):
        page = response.content.decode()
        assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")
        assert [woord for woord in ("Intervisie west", "Noor", "Yusuf") if woord in page] == []
        assert f"/account/signup/?next={adres}" in page
    nieuw = create_gebruiker(email="anders@voorbeeld.example", voornaam="Ilse", achternaam="Vos")
    client = sign_in(nieuw)
    page = client.get(adres).content.decode()
    assert "Doe je mee met Intervisie west?" in page
    assert page.count("Ja, ik doe mee") == 1
    assert groep.leden.count() == 3  # looking lets nobody in
    assert client.post(adres)["Location"] == f"/mijn/groepen/{groep.pk}"
    assert groep.leden.count() == 4
    assert client.get(adres).status_code == 404  # one mail lets one person in


def test_who_signs_up_later_finds_the_invitation_by_a_verified_address_alone(groep, professional, sign_in):
    invite_by_mail(groep, ["nieuw@voorbeeld.example"], door=professional, op=NU)
    nieuw = create_gebruiker(email="nieuw@voorbeeld.example", voornaam="Ilse", achternaam="Vos")
    EmailAddress.objects.filter(user=nieuw).delete()
    adres = EmailAddress.objects.create(user=nieuw, email="nieuw@voorbeeld.example", verified=False, primary=True)
    client, uitnodiging = sign_in(nieuw), Uitnodiging.objects.get()
    assert "Intervisie west" not in client.get("/mijn/groepen").content.decode()
    assert client.post(f"/mijn/uitnodigingen/{uitnodiging.pk}", {"antwoord": "ja"}).status_code == 404
    adres.verified = True
    adres.save()
    assert "Een groep nodigt je uit" in client.get("/mijn/groepen").content.decode()
    client.post(f"/mijn/uitnodigingen/{uitnodiging.pk}", {"antwoord": "ja"})
    assert groep.leden.filter(gebruiker=nieuw).exists()
    assert not Uitnodiging.objects.exists()


def test_saying_no_ends_the_invitation_and_tells_nobody(groep, professional, sign_in):
    invite_by_mail(groep, ["nieuw@voorbeeld.example"], door=professional, op=NU)
    nieuw = create_gebruiker(email="nieuw@voorbeeld.example", voornaam="Ilse", achternaam="Vos")
    EmailAddress.objects.update_or_create(user=nieuw, email=nieuw.email, defaults={"verified": True})
    mail.outbox.clear()
    sign_in(nieuw).post(f"/mijn/uitnodigingen/{Uitnodiging.objects.get().pk}", {"antwoord": "nee"})
    assert (Uitnodiging.objects.count(), groep.leden.count(), mail.outbox) == (0, 3, [])


def test_a_name_is_one_line_and_invitations_have_a_limit(groep, professional, sign_in):
    client = sign_in(professional)
    client.post(f"/mijn/groepen/{groep.pk}/wijzigen", {"naam": "West\r\nBcc:  x@y.example", "ritme": ""})
    groep.refresh_from_db()
    assert groep.naam == "West Bcc: x@y.example"
    for deel in range(4):
        adressen = "\n".join(f"a{deel}{nummer}@voorbeeld.example" for nummer in range(8))
        response = client.post(f"/mijn/groepen/{groep.pk}/uitnodigen", {"adressen": adressen})
    assert response.context["form"].non_field_errors() == [TE_VEEL]
    assert len(mail.outbox) == 24


def test_a_link_is_shown_once_replaced_by_a_new_one_and_revoked_by_any_member(groep, professional, collega, sign_in):
    client, adres = sign_in(professional), f"/mijn/groepen/{groep.pk}/uitnodigen"
    eerste, tweede = (read_code(client.post(adres, {"doe": "link"}).context["link"]) for _ in range(2))
    assert len(eerste) == 22  # 128 bits
    assert eerste not in client.get(adres).content.decode()
    nieuw = sign_in(create_gebruiker(email="nieuw@voorbeeld.example", voornaam="Ilse", achternaam="Vos"))
    assert [nieuw.get(f"/groep-uitnodiging/{code}").status_code for code in (eerste, tweede)] == [404, 200]
    sign_in(collega).post(f"/mijn/uitnodigingen/{Uitnodiging.objects.get().pk}/intrekken")
    assert nieuw.get(f"/groep-uitnodiging/{tweede}").status_code == 404
    assert nieuw.post(f"/groep-uitnodiging/{tweede}").status_code == 404
    assert groep.leden.count() == 3


def test_who_comes_in_by_a_link_leaves_no_invitation_open(groep, professional, collega, derde, sign_in):
    nieuw = create_gebruiker(email="nieuw@voorbeeld.example", voornaam="Ilse", achternaam="Vos")
    EmailAddress.objects.update_or_create(user=nieuw, email=nieuw.email, defaults={"verified": True})
    EmailAddress.objects.create(user=nieuw, email="ook@voorbeeld.example", verified=True)
    EmailAddress.objects.create(user=nieuw, email="ander@voorbeeld.example", verified=False)
    adressen = [nieuw.email, "ook@voorbeeld.example", "ander@voorbeeld.example"]
    invite_by_mail(groep, adressen, door=professional, op=NU)
    elders = make_groep(professional, op=NU, naam="Intervisie oost")
    invite_by_mail(elders, [nieuw.email], door=professional, op=NU)
    sign_in(nieuw).post(f"/groep-uitnodiging/{make_link(groep, door=professional, op=NU)}")
    open_ = set(Uitnodiging.objects.values_list("groep", "email"))
    assert open_ == {(groep.pk, ""), (groep.pk, "ander@voorbeeld.example"), (elders.pk, nieuw.email)}
    page = sign_in(professional).get(f"/mijn/groepen/{groep.pk}/uitnodigen").text
    assert nieuw.email not in page


def test_an_invitation_expires_and_is_forgotten(groep, professional, derde, sign_in):
    invite_by_mail(groep, ["nieuw@voorbeeld.example"], door=professional, op=NU - 30 * DAG)
    code = make_link(groep, door=professional, op=NU - 29 * DAG)
    nieuw = sign_in(create_gebruiker(email="nieuw@voorbeeld.example", voornaam="Ilse", achternaam="Vos"))
    assert nieuw.get(f"/groep-uitnodiging/{read_code(mail.outbox[0].body)}").status_code == 404
    assert nieuw.get(f"/groep-uitnodiging/{code}").status_code == 200
    assert (prune_groepen(op=NU), prune_groepen(op=NU)) == (1, 0)
    assert [item.email for item in Uitnodiging.objects.all()] == [""]


def test_leaving_and_the_last_one_closes_the_door(groep, professional, collega, derde, sign_in):
    sign_in(professional).post(f"/mijn/groepen/{groep.pk}/verlaten")
    assert sign_in(professional).get(f"/mijn/groepen/{groep.pk}").status_code == 404
    for gebruiker in (collega, derde):
        leave_groep(lid(groep, gebruiker), op=NU)
    assert not Groep.objects.exists()


def test_a_member_goes_only_when_all_others_agree(groep, professional, collega, derde, sign_in):
    vierde = create_gebruiker(email="vier@voorbeeld.example", voornaam="Vera", achternaam="Vier")
    Groepslid.objects.create(groep=groep, gebruiker=vierde, lid_sinds=NU)
    sign_in(professional).post(f"/mijn/groepen/{groep.pk}/voorstellen", {"lid": lid(groep, vierde).pk})
    voorstel = Verwijdervoorstel.objects.get()
    onderwerpen = sorted((bericht.to[0], bericht.subject) for bericht in mail.outbox)
    assert onderwerpen == [
        ("fatima@voorbeeld.example", "Overleg gevraagd in Intervisie west"),
        ("vier@voorbeeld.example", "Een voorstel over jou in Intervisie west"),
        ("yusuf@voorbeeld.example", "Overleg gevraagd in Intervisie west"),
    ]
    adres = f"/mijn/voorstellen/{voorstel.pk}"
    assert sign_in(vierde).post(adres, {"antwoord": "eens"}).status_code == 404  # not about oneself
    assert (
        "Er ligt een voorstel dat jij uit de groep gaat"
        in sign_in(vierde).get(f"/mijn/groepen/{groep.pk}").content.decode()
    )
    sign_in(collega).post(adres, {"antwoord": "eens"})
    sign_in(collega).post(adres, {"antwoord": "toch-niet"})
    sign_in(derde).post(adres, {"antwoord": "eens"})
    assert groep.leden.count() == 4
    sign_in(collega).post(adres, {"antwoord": "eens"})
    assert {item.gebruiker for item in groep.leden.all()} == {professional, collega, derde}
    assert mail.outbox[-1].to == [vierde.email]


def test_a_proposal_ends_when_nobody_agrees_any_more_or_its_time_is_over(groep, professional, collega, derde):
    voorstel = propose_vertrek(lid(groep, derde), door=lid(groep, professional), op=NU - 31 * DAG)
    assert Verwijdervoorstel.objects.count() == 1
    prune_groepen(op=NU)
    assert not Verwijdervoorstel.objects.exists()
    propose_vertrek(lid(groep, derde), door=lid(groep, professional), op=NU)
    leave_groep(lid(groep, professional), op=NU)
    assert Verwijderstem.objects.count() == 0
    assert voorstel.lid.gebruiker == derde
    assert groep.leden.count() == 2


def test_two_members_cannot_put_each_other_out(professional, collega):
    groep = make_groep(professional, collega, op=NU)
    with pytest.raises(Fouten) as geweigerd:
        propose_vertrek(lid(groep, collega), door=lid(groep, professional), op=NU)
    assert [fout.code for fout in geweigerd.value.fouten] == ["geen-overleg"]


def test_when_somebody_leaves_the_others_may_have_agreed_already(groep, professional, collega, derde):
    vierde = create_gebruiker(email="vier@voorbeeld.example", voornaam="Vera", achternaam="Vier")
    Groepslid.objects.create(groep=groep, gebruiker=vierde, lid_sinds=NU)
    voorstel = propose_vertrek(lid(groep, vierde), door=lid(groep, professional), op=NU)
    assert agree_vertrek(voorstel, door=lid(groep, collega), op=NU) is False
    leave_groep(lid(groep, derde), op=NU)
    assert {item.gebruiker for item in groep.leden.all()} == {professional, collega}


def test_the_logboek_knows_what_happened_and_no_name(groep, professional, sign_in):
    client = sign_in(professional)
    client.post(f"/mijn/groepen/{groep.pk}/uitnodigen", {"adressen": "nieuw@voorbeeld.example"})
    client.post(f"/mijn/groepen/{groep.pk}/verlaten")
    regels = Logregel.objects.order_by("volgnummer")
    assert [regel.handeling for regel in regels] == ["groep-uitgenodigd", "groepslid-vertrokken"]
    assert [regel.inhoud for regel in regels] == [{}, {}]


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_page_costs_the_same_however_much_there_is(
    groep, professional, sign_in, django_assert_num_queries, aantal
):
    for nummer in range(aantal):
        ander = create_gebruiker(email=f"{nummer}@voorbeeld.example", voornaam="Ander", achternaam=str(nummer))
        Groepslid.objects.create(groep=groep, gebruiker=ander, lid_sinds=NU)
        make_afspraak(groep, timezone.localdate() + (nummer + 1) * DAG, op=NU)
        bijeenkomst = groep.bijeenkomsten.create(
            datum="2026-03-01", begin_tijd="09:00", eind_tijd="11:00", minuten=120, ingevoerd_door=professional
        )
        bijeenkomst.aanwezigen.create(gebruiker=professional, bevestigd_op=NU)
    client = sign_in(professional)
    # session, person, rooms, group, members, plans, who comes, to record, how many held, those, years
    with django_assert_num_queries(11):
        page = client.get(f"/mijn/groepen/{groep.pk}").content.decode()
    assert page.count("1 maart 2026") == aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same(professional, sign_in, django_assert_num_queries, aantal):
    for nummer in range(aantal):
        make_groep(professional, op=NU, naam=f"Groep {nummer}")
        make_uitnodiging(make_groep(op=NU, naam=f"Uit {nummer}"), email=professional.email, code=f"c{nummer}", op=NU)
    client = sign_in(professional)
    with django_assert_num_queries(5):  # session, person, rooms, groups, invitations
        client.get("/mijn/groepen")

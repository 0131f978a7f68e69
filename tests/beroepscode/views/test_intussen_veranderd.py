"""Members of one group with the same form: the second sees what the first saved."""

from datetime import time, timedelta

from django.core import mail
from django.utils import timezone

from beroepscode.models import Bijeenkomst
from beroepscode.services.bijeenkomsten import add_deelnemers, delete_bijeenkomst, record_bijeenkomst
from tests.groepsobjecten import make_afspraak, make_groep
from tests.intussen import open_form, read_marks, read_staat


def test_a_meeting_that_another_member_moved(professional, collega, sign_in):
    een, twee, op = sign_in(professional), sign_in(collega), timezone.now()
    groep = make_groep(professional, collega, op=op)
    dag = timezone.localdate() + timedelta(days=30)
    afspraak = make_afspraak(groep, dag, op=op)
    adres = f"/mijn/afspraken/{afspraak.pk}/wijzigen"
    moment = {"begin": f"{dag}T14:00", "einde": "16:00"}
    assert een.post(adres, open_form(een, adres) | moment).status_code == 302
    anders = open_form(twee, adres) | moment | {"plaats": "Online"}
    assert een.post(adres, open_form(een, adres) | moment | {"plaats": "Kamer 3"}).status_code == 302
    mail.outbox.clear()
    response = twee.post(adres, anders)
    assert read_staat(response) == {"Waar?": "Kamer 3"}
    assert not mail.outbox
    assert twee.post(adres, anders | read_marks(response)).status_code == 302
    afspraak.refresh_from_db()
    assert afspraak.plaats == "Online"


def test_a_group_that_another_member_renamed(professional, collega, sign_in):
    een, twee = sign_in(professional), sign_in(collega)
    groep = make_groep(professional, collega, op=timezone.now())
    adres = f"/mijn/groepen/{groep.pk}/wijzigen"
    velden, anders = open_form(een, adres), open_form(twee, adres)
    assert een.post(adres, velden | {"naam": "Intervisie <oost>"}).status_code == 302
    assert read_staat(twee.post(adres, anders | {"naam": "West"})) == {"Hoe heet jullie groep?": "Intervisie <oost>"}
    assert twee.post(adres, anders | {"naam": "Intervisie <oost>"}).status_code == 302


def test_somebody_who_was_named_meanwhile_is_not_taken_off(professional, collega, derde, sign_in):
    client, op, dag = sign_in(professional), timezone.now(), timezone.localdate() - timedelta(days=1)
    bijeenkomst = record_bijeenkomst(
        professional,
        soort=Bijeenkomst.Soort.INTERVISIE,
        thema="wonen",
        datum=dag,
        begin_tijd=time(14),
        eind_tijd=time(16),
        deelnemers=[collega.email],
        op=op,
    )
    adres = f"/mijn/bijeenkomsten/{bijeenkomst.pk}/corrigeren"
    form = client.get(adres).context["form"]
    velden = {"begin": f"{dag}T14:00", "einde": "15:30", "aanwezigen": form["aanwezigen"].value()}
    marks = read_marks(client.get(adres))
    add_deelnemers(bijeenkomst, [derde.email], op=op)
    assert read_staat(client.post(adres, velden | marks)) == {
        form["aanwezigen"].label: f"{collega.email}, {derde.email}"
    }
    assert bijeenkomst.aanwezigen.count() == 3
    client.post(adres, velden | {"_concept": "0"})
    assert professional.concepten.exclude(inhoud=None).count() == 1
    delete_bijeenkomst(bijeenkomst, op=op)
    assert not professional.concepten.exclude(inhoud=None).exists()

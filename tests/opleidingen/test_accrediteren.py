"""Applications through their whole process, with the real services: who, when, why, and who is told."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail

from accounts.models import Logregel
from kern.fouten import Fouten
from opleidingen.accreditatieproces import HANDELINGEN, KANTOOR
from opleidingen.accreditaties import find_stappen
from opleidingen.models import Accreditatie, Module
from opleidingen.services.accreditatieaanvragen import (
    discard_aanvraag,
    remove_onderdeel,
    save_aanvraag,
    save_onderdeel,
)
from opleidingen.services.accreditatiestappen import Toekenning, grant_accreditatie, submit_accreditatie
from tests.opleidingen.aanvraag import OP, TOT, VAN, do, grant_as_asked, later, make_aanvraag, make_medewerker

NAAR_STATUS = {
    "concept": (),
    "ingediend": ("indienen",),
    "aanvulling-gevraagd": ("indienen", "aanvulling-vragen"),
    "afwijzing-voorgesteld": ("indienen", "afwijzing-voorstellen"),
    "geaccrediteerd": ("indienen", "accrediteren"),
    "afgewezen": ("indienen", "afwijzing-voorstellen", "afwijzen"),
    "bezwaar": ("indienen", "afwijzing-voorstellen", "afwijzen", "bezwaar-maken"),
    "ongegrond-voorgesteld": (
        "indienen", "afwijzing-voorstellen", "afwijzen", "bezwaar-maken", "ongegrond-voorstellen",
    ),
    "ingetrokken": ("indienen", "intrekken"),
}  # fmt: skip
"""The steps that lead to each status; of the office each by somebody else."""
SAMEN = {
    "indienen": ("aanvullen",),
    "aanvullen": ("indienen",),
    "accrediteren": ("bezwaar-gegrond",),
    "bezwaar-gegrond": ("accrediteren",),
}


@pytest.fixture
def mensen(opleider, kantoor) -> SimpleNamespace:
    return SimpleNamespace(opleider=make_medewerker(opleider), kantoor=[make_medewerker(kantoor) for _ in range(5)])


@pytest.fixture
def aanvraag(opleider, mensen) -> Accreditatie:
    return make_aanvraag(opleider, mensen.opleider)


def bring(aanvraag: Accreditatie, status: str, mensen: SimpleNamespace) -> None:
    beoordelaars = iter(mensen.kantoor)
    for handeling in NAAR_STATUS[status]:
        door = next(beoordelaars) if HANDELINGEN[handeling].door == KANTOOR else mensen.opleider
        do(aanvraag, handeling, door)
    aanvraag.refresh_from_db()
    assert aanvraag.status == status


@pytest.mark.parametrize("status", NAAR_STATUS)
def test_every_step_from_every_status(aanvraag, mensen, status):
    """What the table allows happens, with a row of history and a logregel; else it is refused and nothing changes."""
    bring(aanvraag, status, mensen)
    for code, handeling in HANDELINGEN.items():
        if status not in handeling.van and any(status in HANDELINGEN[ander].van for ander in SAMEN.get(code, ())):
            continue  # one service does both and chooses by itself
        aanvraag.status = status
        aanvraag.save()
        voor = aanvraag.stappen.count()
        door = mensen.kantoor[4] if handeling.door == KANTOOR else mensen.opleider
        if status in handeling.van:
            do(aanvraag, code, door)
            aanvraag.refresh_from_db()
            stap = aanvraag.stappen.latest("pk")
            assert (stap.handeling, stap.van, stap.naar, stap.door, stap.op) == (
                code,
                status,
                handeling.naar,
                door,
                OP,
            )
            assert aanvraag.status == handeling.naar
            regel = Logregel.objects.latest("volgnummer")
            assert (regel.handeling, regel.onderwerp) == (f"accreditatie-{code}", f"accreditatie:{aanvraag.pk}")
            aanvraag.stappen.latest("pk").delete()
            Accreditatie.objects.filter(pk=aanvraag.pk).update(bezwaar_tot=later(6).date())
            aanvraag.refresh_from_db()
        else:
            with pytest.raises(Fouten) as fouten:
                do(aanvraag, code, door)
            assert fouten.value.fouten[0].code == "stap-past-niet"
            aanvraag.refresh_from_db()
            assert (aanvraag.status, aanvraag.stappen.count()) == (status, voor)


class TestRefusal:
    def test_takes_two_people(self, aanvraag, mensen):
        een, ander, *_ = mensen.kantoor
        do(aanvraag, "indienen", mensen.opleider)
        do(aanvraag, "afwijzing-voorstellen", een)
        with pytest.raises(Fouten, match="tweede-beoordelaar"):
            do(aanvraag, "afwijzen", een)
        aanvraag.refresh_from_db()
        assert aanvraag.status == "afwijzing-voorgesteld"
        do(aanvraag, "afwijzen", ander)
        aanvraag.refresh_from_db()
        assert (aanvraag.status, aanvraag.bezwaar_tot) == ("afgewezen", later(6).date())

    def test_after_a_new_proposal_the_first_one_may_confirm(self, aanvraag, mensen):
        een, ander, *_ = mensen.kantoor
        do(aanvraag, "indienen", mensen.opleider)
        do(aanvraag, "afwijzing-voorstellen", een)
        do(aanvraag, "voorstel-terugnemen", een)
        do(aanvraag, "afwijzing-voorstellen", ander)
        do(aanvraag, "afwijzen", een)
        aanvraag.refresh_from_db()
        assert (aanvraag.status, aanvraag.bezwaar_tot) == ("afgewezen", later(6).date())

    @pytest.mark.parametrize("handeling", ["bezwaar-gegrond", "ongegrond-voorstellen"])
    def test_who_refused_has_no_say_in_the_bezwaar(self, aanvraag, mensen, handeling):
        bring(aanvraag, "bezwaar", mensen)
        for afwijzer in mensen.kantoor[:2]:
            with pytest.raises(Fouten, match="tweede-beoordelaar"):
                do(aanvraag, handeling, afwijzer)
        do(aanvraag, handeling, mensen.kantoor[2])

    def test_a_bezwaar_that_fails_takes_two_others(self, aanvraag, mensen):
        bring(aanvraag, "ongegrond-voorgesteld", mensen)
        for eerder in mensen.kantoor[:3]:
            with pytest.raises(Fouten, match="tweede-beoordelaar"):
                do(aanvraag, "bezwaar-ongegrond", eerder)
        do(aanvraag, "bezwaar-ongegrond", mensen.kantoor[3])
        aanvraag.refresh_from_db()
        assert (aanvraag.status, aanvraag.bezwaar_tot) == ("afgewezen", None)
        with pytest.raises(Fouten, match="bezwaar-te-laat"):
            do(aanvraag, "bezwaar-maken", mensen.opleider)

    @pytest.mark.parametrize(("weken", "kan"), [(0, True), (6, False)])
    def test_bezwaar_within_its_term(self, aanvraag, mensen, weken, kan):
        bring(aanvraag, "afgewezen", mensen)
        op = later(weken) - timedelta(days=1) if weken else OP
        do(aanvraag, "bezwaar-maken", mensen.opleider, op=op)
        do(aanvraag, "bezwaar-intrekken", mensen.opleider, op=op)
        Accreditatie.objects.update(bezwaar_tot=later(6).date())
        if kan:
            do(aanvraag, "bezwaar-maken", mensen.opleider, op=later(6) - timedelta(days=1))
        else:
            with pytest.raises(Fouten, match="bezwaar-te-laat"):
                do(aanvraag, "bezwaar-maken", mensen.opleider, op=later(6))


class TestSending:
    def test_says_all_that_misses_and_where(self, aanvraag, mensen):
        module = Module.objects.create(opleiding=aanvraag.opleiding, code="m", naam="M")
        aanvraag.onderdelen.create(module=module, categorie="scholing", minuten=60)
        Accreditatie.objects.update(leerdoelen=" ", docenten="", geldig_tot=None)
        with pytest.raises(Fouten) as fouten:
            submit_accreditatie(aanvraag, door=mensen.opleider, op=OP)
        assert [(fout.code, fout.plaats) for fout in fouten.value.fouten] == [
            ("onderdelen-door-elkaar", "onderdelen"),
            ("leerdoelen-ontbreekt", "inhoud"),
            ("docenten-ontbreekt", "inhoud"),
            ("periode-zonder-einde", "periode"),
        ]

    def test_nothing_to_count_for(self, aanvraag, mensen):
        aanvraag.onderdelen.all().delete()
        with pytest.raises(Fouten, match="onderdelen-ontbreken"):
            submit_accreditatie(aanvraag, door=mensen.opleider, op=OP)

    @pytest.mark.parametrize("status", [s for s in NAAR_STATUS if s not in ("concept", "aanvulling-gevraagd")])
    def test_what_is_sent_lies_fast(self, aanvraag, mensen, status):
        bring(aanvraag, status, mensen)
        onderdeel = aanvraag.onderdelen.first()
        for change in (
            lambda: save_aanvraag(aanvraag, leerdoelen="Anders."),
            lambda: save_onderdeel(aanvraag, onderdeel, module=None, categorie="scholing", minuten=1, kenmerken={}),
            lambda: remove_onderdeel(onderdeel),
            lambda: discard_aanvraag(aanvraag, door=mensen.opleider, op=OP),
        ):
            with pytest.raises(Fouten, match="aanvraag-ligt-vast"):
                change()

    def test_each_sending_is_kept_as_it_was(self, aanvraag, mensen):
        do(aanvraag, "indienen", mensen.opleider)
        do(aanvraag, "aanvulling-vragen", mensen.kantoor[0])
        save_aanvraag(aanvraag, leerdoelen="Kan meer.")
        do(aanvraag, "aanvullen", mensen.opleider)
        inhoud = [stap.inhoud["leerdoelen"] for stap in find_stappen(aanvraag, intern=True) if stap.inhoud]
        assert inhoud == ["Kan iets.", "Kan meer."]


class TestGranting:
    def test_as_asked(self, aanvraag, mensen):
        do(aanvraag, "indienen", mensen.opleider)
        grant_accreditatie(aanvraag, grant_as_asked(aanvraag), door=mensen.kantoor[0], op=OP)
        aanvraag.refresh_from_db()
        assert (aanvraag.geldig_van, aanvraag.geldig_tot, aanvraag.besloten_op) == (VAN, TOT, OP)

    def test_less_than_asked_with_the_kenmerken_in_proportion(self, aanvraag, mensen):
        do(aanvraag, "indienen", mensen.opleider)
        scholing, intervisie = aanvraag.onderdelen.order_by("pk")
        minder = Toekenning(VAN, TOT - timedelta(days=1), {scholing.pk: 300, intervisie.pk: 0})
        with pytest.raises(Fouten, match="reden-ontbreekt"):
            grant_accreditatie(aanvraag, minder, door=mensen.kantoor[0], op=OP)
        assert aanvraag.onderdelen.count() == 2
        grant_accreditatie(aanvraag, minder, reden="De helft is werktijd.", door=mensen.kantoor[0], op=OP)
        [onderdeel] = aanvraag.onderdelen.all()
        assert (onderdeel.minuten, onderdeel.kenmerken) == (300, {"leefwereld": {"economie": 120}})

    @pytest.mark.parametrize(
        ("tot", "minuten", "fout"),
        [
            (VAN, 600, "tot-voor-van"),
            (VAN.replace(year=VAN.year + 4, day=2), 600, "periode-te-lang"),
            (TOT, 0, "niets-toegekend"),
        ],
    )
    def test_what_cannot_be_granted(self, aanvraag, mensen, tot, minuten, fout):
        do(aanvraag, "indienen", mensen.opleider)
        toekenning = Toekenning(VAN, tot, dict.fromkeys(aanvraag.onderdelen.values_list("pk", flat=True), minuten))
        with pytest.raises(Fouten, match=fout):
            grant_accreditatie(aanvraag, toekenning, reden="Daarom.", door=mensen.kantoor[0], op=OP)

    def test_on_bezwaar(self, aanvraag, mensen):
        bring(aanvraag, "bezwaar", mensen)
        do(aanvraag, "bezwaar-gegrond", mensen.kantoor[2])
        aanvraag.refresh_from_db()
        assert (aanvraag.status, aanvraag.bezwaar_tot) == ("geaccrediteerd", None)


class TestMail:
    def test_each_step_tells_the_other_side_one_thing(self, aanvraag, mensen, settings):
        bring(aanvraag, "ongegrond-voorgesteld", mensen)
        do(aanvraag, "bezwaar-ongegrond", mensen.kantoor[3])
        naam = aanvraag.opleiding.naam
        assert [(bericht.to, bericht.subject) for bericht in mail.outbox] == [
            ([settings.CONTACT_EMAIL], f"Nieuwe aanvraag om accreditatie: {naam}"),
            ([mensen.opleider.email], f"Je aanvraag is afgewezen: {naam}"),
            ([settings.CONTACT_EMAIL], f"Bezwaar: {naam}"),
            ([mensen.opleider.email], f"Je bezwaar is ongegrond: {naam}"),
        ]

    @pytest.mark.parametrize("handeling", [h.code for h in HANDELINGEN.values() if not h.intern])
    def test_there_is_a_mail_for_every_step_that_both_see(self, aanvraag, mensen, handeling):
        stap = HANDELINGEN[handeling]
        if stap.code == "aanvullen":
            bring(aanvraag, "aanvulling-gevraagd", mensen)
        else:
            bring(aanvraag, stap.van[-1] if stap.code == "intrekken" else stap.van[0], mensen)
        mail.outbox.clear()
        do(aanvraag, handeling, mensen.kantoor[4] if stap.door == KANTOOR else mensen.opleider)
        [bericht] = mail.outbox
        plek = "opleider/opleidingen" if stap.door == KANTOOR else "kantoor"
        assert f"/{plek}/accreditaties/{aanvraag.pk}" in bericht.body


def test_the_opleider_does_not_see_proposals(aanvraag, mensen):
    bring(aanvraag, "afwijzing-voorgesteld", mensen)
    assert (aanvraag.status_voor_opleider, aanvraag.woord_voor_opleider) == ("ingediend", "Ingediend")
    assert [stap.handeling for stap in find_stappen(aanvraag, intern=False)] == ["indienen"]

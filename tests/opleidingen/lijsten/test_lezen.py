"""From a file to judged rows, to a question about its columns, or to a refusal."""

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Organisatie
from opleidingen.aanleverlijsten import load_inhoud
from opleidingen.models import Aanleverlijst, Deelname, Kolomindeling
from opleidingen.services.lijsten import lezen
from opleidingen.services.lijsten.ontvangen import MEESTE_LIJSTEN
from opleidingen.services.lijsten.verbeteren import choose_kolommen
from tests.conftest import make_organisatie
from tests.opleidingen.lijsten.bouw import KOP, fresh, make_csv, read_back

Status = Aanleverlijst.Status


def test_a_list_becomes_a_preview_and_books_nothing(put_in, goed, onbekend):
    fout = ["12345678", "Fout", "eksd", "29-06-2026"]
    lijst = put_in(make_csv(goed, [onbekend, "Iemand", "eksd", "29-06-2026"], fout))
    assert (lijst.status, lijst.aantal) == (Status.KLAAR, 3)
    assert lijst.totalen == {"geboekt": 1, "alBekend": 0, "geparkeerd": 1, "afgewezen": 1}
    assert read_back(lijst) == [
        (1, "geboekt", ""),
        (2, "geparkeerd", "persoon-niet-gevonden"),
        (3, "afgewezen", "registratienummer-ongeldig"),
    ]
    assert not Deelname.objects.exists()


def test_every_fault_of_a_row_is_told(put_in, goed):
    lijst = put_in(make_csv(["12345678", "x", "bestaat-niet", "31-02-2026"]))
    assert read_back(lijst)[0][2].split() == [
        "registratienummer-ongeldig",
        "einddatum-ongeldig",
        "opleidingscode-onbekend",
    ]


def test_a_title_above_the_headings_is_no_row(put_in, goed):
    inhoud = b"Deelnemers voorjaar 2026;;;\r\n;;;\r\n" + make_csv(goed)[3:]
    lijst = put_in(inhoud)
    assert (lijst.status, lijst.aantal, load_inhoud(lijst).na) == (Status.KLAAR, 1, 3)


def test_nothing_is_readable_in_the_database_or_on_disk(put_in, goed):
    kolomloos = put_in(make_csv(goed, kop=["a", "b", "c", "d"]))
    with default_storage.open(kolomloos.bestand.name) as bestand:
        ruw = bestand.read() + bytes(kolomloos.inhoud)
    klaar = put_in(make_csv(goed))
    ruw += bytes(klaar.inhoud) + bytes(klaar.blokken.get().rijen)
    assert b"Heuvel" not in ruw
    assert goed[0].encode() not in ruw


def test_the_file_goes_once_it_is_read(put_in, goed):
    put_in(make_csv(goed, kop=["a", "b", "c", "d"]))
    stond_er = default_storage.listdir("lijsten")[1]
    assert not put_in(make_csv(goed)).bestand
    assert default_storage.listdir("lijsten")[1] == stond_er


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [(b"%PDF-1.7", "geen lijst"), (b"", "niets"), (make_csv(), "geen deelnemers")],
)
def test_what_cannot_be_read_is_refused_and_forgotten(put_in, aanbod, inhoud, woord):
    lijst = put_in(inhoud)
    assert (lijst.status, bool(lijst.bestand), lijst.blokken.count()) == (Status.GEWEIGERD, False, 0)
    assert woord in lijst.melding


def test_without_headings_the_opleider_is_asked(put_in, goed, django_capture_on_commit_callbacks):
    lijst = put_in(make_csv(goed, kop=goed))
    inhoud = load_inhoud(lijst)
    assert lijst.status == Status.KOLOMMEN
    assert inhoud.velden == ["registratienummer", "", "opleidingscode", "eindDatum"]
    velden = ["registratienummer", "achternaam", "opleidingscode", "eindDatum"]
    with django_capture_on_commit_callbacks(execute=True):
        choose_kolommen(lijst, velden, vast={}, heeft_kop=False, door="gebruiker:1", op=timezone.now())
    lijst = fresh(lijst)
    assert (lijst.status, lijst.aantal) == (Status.KLAAR, 2)
    assert not Kolomindeling.objects.exists()


def test_a_choice_of_columns_is_remembered_for_the_same_headings(put_in, goed, django_capture_on_commit_callbacks):
    kop = ["Pasnr", "Naam", "Wat", "Wanneer"]
    lijst = put_in(make_csv(goed, kop=kop))
    assert lijst.status == Status.KOLOMMEN
    velden = ["registratienummer", "achternaam", "opleidingscode", "eindDatum"]
    with django_capture_on_commit_callbacks(execute=True):
        choose_kolommen(lijst, velden, vast={}, heeft_kop=True, door="gebruiker:1", op=timezone.now())
    assert fresh(lijst).aantal == 1
    volgende = put_in(make_csv(goed, goed, kop=kop))
    assert (volgende.status, volgende.aantal) == (Status.KLAAR, 2)
    ander = make_organisatie(Organisatie.Soort.OPLEIDER, "Ander")
    assert put_in(make_csv(goed, kop=kop), opleider=ander).status == Status.KOLOMMEN


def test_a_course_and_a_day_for_all_rows(put_in, goed, django_capture_on_commit_callbacks):
    lijst = put_in(make_csv(goed[:2], kop=KOP[:2]))
    assert lijst.status == Status.KOLOMMEN
    vast = {"opleidingscode": "eksd", "eindDatum": "2026-06-29"}
    with django_capture_on_commit_callbacks(execute=True):
        velden = ["registratienummer", "achternaam"]
        choose_kolommen(lijst, velden, vast=vast, heeft_kop=True, door="gebruiker:1", op=timezone.now())
    assert fresh(lijst).totalen["geboekt"] == 1


def test_more_rows_than_a_block_keep_their_place(put_in, goed, monkeypatch):
    monkeypatch.setattr(lezen, "BLOK", 3)
    fout = ["12345678", *goed[1:]]
    lijst = put_in(make_csv(*[fout if nummer in (2, 4, 8) else goed for nummer in range(1, 9)]))
    assert [(b.eerste, b.aantal) for b in lijst.blokken.order_by("eerste")] == [(1, 3), (4, 3), (7, 2)]
    assert [nummer for nummer, _, _ in read_back(lijst, "te-verbeteren")] == [2, 4, 8]
    assert lijst.totalen["afgewezen"] == 3


def test_an_opleider_cannot_fill_the_disk(put_in, goed, opleider):
    from kern.fouten import Fouten

    for _ in range(MEESTE_LIJSTEN):
        put_in(make_csv(goed))
    with pytest.raises(Fouten, match="te-veel-lijsten"):
        put_in(make_csv(goed))

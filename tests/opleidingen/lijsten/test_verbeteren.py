"""Correct in place: one row, a value in all rows, and back again; then book."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from kern.fouten import Fouten
from opleidingen.aanleverlijsten import find_rij, list_herhaald, load_inhoud
from opleidingen.models import Aanlevering, Aanleverlijst, Deelname
from opleidingen.models.lijst import STIL
from opleidingen.services.lijsten import lezen
from opleidingen.services.lijsten.boeken import book_lijst
from opleidingen.services.lijsten.verbeteren import choose_kolommen, correct_rij, replace_waarde
from opleidingen.services.lijsten.werk import do_werk, resume_lijsten
from tests.opleidingen.lijsten.bouw import fresh, make_csv, read_back

Status = Aanleverlijst.Status
DOOR = "gebruiker:1"


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Do something, and what it wants to be done when its transaction holds."""

    def do(work, *args, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return work(*args, **options)

    return do


def test_a_corrected_row_is_judged_at_once_and_kept(put_in, goed):
    lijst = put_in(make_csv(goed, [goed[0], goed[1], "eksd", "31-02-2026"]))
    lijst, rij = correct_rij(lijst, 2, {"eindDatum": "28-02-2026"}, op=timezone.now())
    assert (rij.uitkomst, rij.codes, rij.cellen[3]) == ("geboekt", "", "31-02-2026")
    assert lijst.totalen == fresh(lijst).totalen == {"geboekt": 2, "alBekend": 0, "geparkeerd": 0, "afgewezen": 0}
    assert find_rij(fresh(lijst), 2).rij.verbeterd == {"eindDatum": "28-02-2026"}


def test_a_correction_can_be_taken_back_and_a_field_without_column_filled(put_in, goed):
    lijst = put_in(make_csv(goed))
    _, rij = correct_rij(lijst, 1, {"uitvoeringscode": "2026-1", "minuten": "x"}, op=timezone.now())
    assert (rij.uitkomst, rij.codes) == ("afgewezen", "minuten-geen-getal")
    _, rij = correct_rij(lijst, 1, {"minuten": "", "uitvoeringscode": "", "achternaam": goed[1]}, op=timezone.now())
    assert (rij.uitkomst, rij.verbeterd) == ("geboekt", {})


def test_a_cell_can_be_emptied(put_in, goed):
    lijst = put_in(make_csv(goed))
    _, rij = correct_rij(lijst, 1, {"eindDatum": ""}, op=timezone.now())
    assert (rij.codes, rij.verbeterd) == ("einddatum-ontbreekt", {"eindDatum": ""})


def test_there_is_no_such_row(put_in, goed):
    lijst = put_in(make_csv(goed))
    assert (correct_rij(lijst, 2, {}, op=timezone.now()), correct_rij(lijst, 0, {}, op=timezone.now())) == (
        None,
        None,
    )


def test_the_right_row_of_the_right_block_is_corrected(put_in, goed, monkeypatch):
    monkeypatch.setattr(lezen, "BLOK", 2)
    lijst = put_in(make_csv(*[[*goed[:3], "31-02-2026"]] * 5))
    lijst, _ = correct_rij(lijst, 4, {"eindDatum": "28-02-2026"}, op=timezone.now())
    assert [nummer for nummer, uitkomst, _ in read_back(lijst) if uitkomst == "geboekt"] == [4]


def test_one_wrong_value_is_mended_in_all_rows(put_in, goed, at_once):
    fout = [goed[0], goed[1], "E.K.S.D.", "29-06-2026"]
    lijst = put_in(make_csv(fout, [*fout[:3], "28-06-2026"], goed, [*goed[:2], "los", goed[3]]))
    assert list_herhaald(lijst) == [("opleidingscode", "E.K.S.D.", 2)]
    at_once(replace_waarde, lijst, "opleidingscode", "E.K.S.D.", "eksd", door=DOOR, op=timezone.now())
    lijst = fresh(lijst)
    assert (lijst.status, lijst.totalen["geboekt"], lijst.totalen["afgewezen"]) == (Status.KLAAR, 2, 1)
    assert list_herhaald(lijst) == []
    at_once(replace_waarde, lijst, "opleidingscode", "E.K.S.D.", "", door=DOOR, op=timezone.now())
    assert (fresh(lijst).totalen["afgewezen"], load_inhoud(fresh(lijst)).vervangen) == (3, {"opleidingscode": {}})


def test_a_number_of_a_person_is_never_mended_in_all_rows(put_in, goed):
    lijst = put_in(make_csv(goed))
    with pytest.raises(Fouten, match="waarde-onbekend"):
        replace_waarde(lijst, "registratienummer", goed[0], "1", door=DOOR, op=timezone.now())


def test_columns_can_be_chosen_again(put_in, goed, at_once):
    kop = ["Registratienummer", "Achternaam", "Opleidingscode", "Datum", "Afgerond op"]
    lijst = put_in(make_csv([*goed[:3], "geen dag", goed[3]], kop=kop))
    assert read_back(lijst)[0][2] == "einddatum-ongeldig"
    velden = ["registratienummer", "achternaam", "opleidingscode", "", "eindDatum"]
    at_once(choose_kolommen, lijst, velden, vast={}, heeft_kop=True, door=DOOR, op=timezone.now())
    assert fresh(lijst).totalen["geboekt"] == 1


def test_what_is_missing_or_double_in_a_choice_is_told_at_once(put_in, goed):
    lijst = put_in(make_csv(goed))
    velden = ["achternaam", "achternaam", "", ""]
    with pytest.raises(Fouten) as fouten:
        choose_kolommen(lijst, velden, vast={}, heeft_kop=True, door=DOOR, op=timezone.now())
    assert [fout.plaats for fout in fouten.value.fouten] == [
        "kolom-1",
        "vast-registratienummer",
        "vast-opleidingscode",
        "vast-eindDatum",
    ]


def test_booking_delivers_every_row_and_keeps_none(put_in, goed, onbekend, at_once, professional):
    lijst = put_in(make_csv(goed, [onbekend, "Iemand", *goed[2:]], ["12345678", "Fout", *goed[2:]]))
    at_once(book_lijst, lijst, door="gebruiker:7", op=timezone.now())
    lijst = fresh(lijst)
    assert (lijst.status, bytes(lijst.inhoud), lijst.blokken.count()) == (Status.GEBOEKT, b"", 0)
    aanlevering = Aanlevering.objects.get()
    assert (aanlevering, aanlevering.door, aanlevering.vorm) == (lijst.aanlevering, "gebruiker:7", "bestand")
    assert aanlevering.totalen == {"geboekt": 1, "alBekend": 0, "geparkeerd": 1, "afgewezen": 1}
    assert Deelname.objects.get().gebruiker == professional


def test_booking_twice_books_once(put_in, goed, at_once):
    lijst = put_in(make_csv(goed))
    at_once(book_lijst, lijst, door=DOOR, op=timezone.now())
    with pytest.raises(Fouten, match="lijst-bezig"):
        book_lijst(lijst, door=DOOR, op=timezone.now())
    assert Aanlevering.objects.count() == 1


def test_corrections_are_what_is_booked(put_in, goed, at_once):
    lijst = put_in(make_csv([*goed[:3], "31-02-2026"]))
    correct_rij(lijst, 1, {"eindDatum": "28 februari 2026"}, op=timezone.now())
    at_once(book_lijst, lijst, door=DOOR, op=timezone.now())
    assert Deelname.objects.get().eind_datum.isoformat() == "2026-02-28"


def test_work_that_died_is_taken_up_again_and_the_old_run_stops(put_in, goed, at_once):
    lijst = put_in(make_csv(goed, kop=["a", "b", "c", "d"]))
    Aanleverlijst.objects.filter(pk=lijst.pk).update(status=Status.LEZEN)
    now = timezone.now()
    assert resume_lijsten(op=now) == 0
    oud = fresh(lijst).ronde
    assert at_once(resume_lijsten, op=now + 2 * STIL) == 1
    assert (fresh(lijst).status, fresh(lijst).ronde) == (Status.KOLOMMEN, oud + 1)
    do_werk(str(lijst.pk), oud)
    assert fresh(lijst).status == Status.KOLOMMEN


def test_lists_that_nobody_touches_are_erased(put_in, goed, at_once, capsys):
    lijst = put_in(make_csv(goed, kop=["a", "b", "c", "d"]))
    blijft = put_in(make_csv(goed))
    Aanleverlijst.objects.filter(pk=lijst.pk).update(verloopt_op=timezone.now())
    bestand = lijst.bestand
    at_once(call_command, "ruim_lijsten_op")
    assert capsys.readouterr().out == "1 lijst gewist.\n"
    assert not bestand.storage.exists(bestand.name)
    assert list(Aanleverlijst.objects.all()) == [blijft]
    assert blijft.verloopt_op - blijft.gemaakt_op == timedelta(days=14)

import pytest
from django import forms

from kern.fouten import Fout, Fouten

NAAM, GEHEEL = Fout("bestaat-al", "Deze naam is er al.", "naam"), Fout("dicht", "De inschrijving is dicht.")


class Formulier(forms.Form):
    naam = forms.CharField()


def test_faults_travel_together():
    fouten = Fouten(NAAM, GEHEEL, status=409)
    assert (fouten.fouten, fouten.status, str(fouten)) == ((NAAM, GEHEEL), 409, "bestaat-al; dicht")


def test_without_a_fault_there_is_nothing_to_raise():
    with pytest.raises(ValueError, match="Zonder fout"):
        Fouten()


def test_a_form_shows_each_fault_at_its_place():
    form = Formulier({"naam": "x"})
    Fouten(NAAM, GEHEEL, Fout("elders", "Regel 3 klopt niet.", "regels.2")).add_to(form)
    assert form.errors == {
        "naam": ["Deze naam is er al."],
        "__all__": ["De inschrijving is dicht.", "Regel 3 klopt niet."],
    }

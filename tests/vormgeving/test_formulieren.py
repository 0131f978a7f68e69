"""How every form is drawn: a label, an explanation and a fault that belong to their field, all faults at the top."""

import re

import pytest
from django import forms


class Proefformulier(forms.Form):
    naam = forms.CharField(
        label="Naam", help_text="Zoals op je paspoort.", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    bijnaam = forms.CharField(label="Bijnaam", required=False, widget=forms.TextInput(attrs={"class": "smal"}))
    soort = forms.ChoiceField(label="Soort", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    akkoord = forms.BooleanField(label="Akkoord")

    def clean(self) -> None:
        self.add_error(None, "Dit kan vandaag niet.")


@pytest.fixture
def leeg() -> str:
    return str(Proefformulier())


@pytest.fixture
def fout() -> str:
    return str(Proefformulier({"bijnaam": "<b>Noor</b>"}))


def find_tag(html: str, tag: str, **attributes: str) -> dict[str, str]:
    """The attributes of the one element that carries these."""
    found = [dict(re.findall(r'([\w-]+)="([^"]*)"', match)) for match in re.findall(rf"<{tag}\b([^>]*)>", html)]
    (only,) = [each for each in found if attributes.items() <= each.items()]
    return only


def test_label_explanation_and_autocomplete_belong_to_their_field(leeg):
    field = find_tag(leeg, "input", name="naam")
    assert find_tag(leeg, "label", **{"for": field["id"]})
    assert find_tag(leeg, "div", id=field["aria-describedby"])
    assert field["autocomplete"] == "name"
    assert "aria-invalid" not in field


def test_class_of_the_form_stands_beside_ours(leeg):
    assert find_tag(leeg, "input", name="bijnaam")["class"].split()[-1] == "smal"


def test_only_what_may_stay_empty_says_so(leeg):
    assert leeg.count("(mag leeg blijven)") == 1


def test_choices_are_a_group_with_a_name(leeg):
    assert re.search(r"<fieldset[^>]*>\s*<legend[^>]*>Soort</legend>", leeg)


def test_form_without_faults_has_no_summary(leeg):
    assert "foutenlijst" not in leeg


def test_fault_belongs_to_its_field(fout):
    field = find_tag(fout, "input", name="naam")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"].split() == ["id_naam_helptext", "id_naam_error"]
    assert find_tag(fout, "ul", id="id_naam_error")


def test_summary_takes_the_focus_and_leads_to_every_field(fout):
    summary = fout[: fout.index("</section>")]
    assert re.search(r'<section class="foutenlijst[^>]*tabindex="-1" autofocus>', summary)
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["id_naam", "id_soort_0", "id_akkoord"]
    assert [target for target in targets if f'id="{target}"' not in fout] == []
    assert summary.count("Dit kan vandaag niet.") == 1


def test_what_was_typed_stays_and_is_escaped(fout):
    assert find_tag(fout, "input", name="bijnaam")["value"] == "&lt;b&gt;Noor&lt;/b&gt;"

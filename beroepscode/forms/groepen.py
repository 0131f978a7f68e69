"""What people type about a group, its invitations and what it plans. Every fault at once."""

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from beroepscode.dimensies import find_waarden
from beroepscode.forms.genoemden import validate_length
from beroepscode.forms.momenten import MomentField, TijdField, refuse_overgeslagen
from beroepscode.groepsregels import load_groepsregels, regel_op
from beroepscode.models import Afspraak, Bijeenkomst, Groepslid
from beroepscode.models.afspraak import LANGSTE_PLAATS
from beroepscode.models.groep import LANGSTE_NAAM
from beroepscode.werkvormen import load_werkvormen
from kern.duur import UUR, count_minuten
from kern.forms import join_regels

LANGSTE_LIJST = 2_000
MEESTE_ADRESSEN = 10


class GroepForm(forms.Form):
    naam = forms.CharField(
        label="Hoe heet jullie groep?",
        help_text="Alleen jullie zien deze naam, en wie je uitnodigt. Bijvoorbeeld: Intervisie schulden.",
        max_length=LANGSTE_NAAM,
    )
    ritme = forms.ChoiceField(label="Hoe vaak komen jullie bij elkaar?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ritmes = [(ritme.code, ritme.naam) for ritme in load_groepsregels().ritmes]
        self.fields["ritme"].choices = [("", "Dat spreken we steeds af"), *ritmes]

    def clean_naam(self) -> str:
        return join_regels(self.cleaned_data["naam"])


class UitnodigenForm(forms.Form):
    adressen = forms.CharField(
        label="E-mailadressen",
        help_text="Eén adres per regel. Ook van wie nog niet in het register staat.",
        max_length=LANGSTE_LIJST,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, leden: frozenset[str], **kwargs: Any) -> None:
        """`leden`: the addresses of who is in the group, in lower case."""
        super().__init__(*args, **kwargs)
        self.leden = leden

    def clean_adressen(self) -> list[str]:
        regels = [
            deel.strip().lower() for deel in re.split(r"[\s,;]+", self.cleaned_data["adressen"]) if deel.strip()
        ]
        adressen = list(dict.fromkeys(regels))
        fouten = [zin for adres in adressen if (zin := self._find_fout(adres))]
        if len(adressen) > MEESTE_ADRESSEN:
            fouten.append(f"Nodig hoogstens {MEESTE_ADRESSEN} mensen tegelijk uit. Nu zijn het er {len(adressen)}.")
        if fouten:
            raise ValidationError(fouten, code="adressen")
        return adressen

    def _find_fout(self, adres: str) -> str:
        try:
            validate_email(adres)
            validate_length(adres)
        except ValidationError:
            return f"'{adres}' is geen e-mailadres. Kijk het nog eens na."
        return f"'{adres}' zit al in de groep." if adres in self.leden else ""


class AfspraakForm(forms.Form):
    begin = MomentField(label="Wanneer beginnen jullie?")
    einde = TijdField(label="Hoe laat is het klaar?")
    plaats = forms.CharField(
        label="Waar?", help_text="Een adres, een kamer of een link.", max_length=LANGSTE_PLAATS, required=False
    )
    gastheer = forms.ChoiceField(label="Wie ontvangt?", required=False)
    werkvorm = forms.ChoiceField(label="Welke werkvorm?", required=False)
    aanleiding = forms.ChoiceField(label="Is er een aanleiding?", required=False)

    def __init__(self, *args: Any, leden: list[Groepslid], nu: datetime, **kwargs: Any) -> None:
        """`nu`: the clock on the wall, without a zone."""
        super().__init__(*args, **kwargs)
        self.nu = nu
        self.per_lid = {str(lid.gebruiker_id): lid.gebruiker for lid in leden}
        namen = [(pk, mens.naam) for pk, mens in self.per_lid.items()]
        self.fields["gastheer"].choices = [("", "Niemand in het bijzonder"), *namen]
        self.fields["werkvorm"].choices = list_werkvormen()
        self.fields["aanleiding"].choices = list_aanleidingen(nu)

    def clean_begin(self) -> datetime:
        begin = self.cleaned_data["begin"]
        if begin < self.nu:
            raise ValidationError("Dit moment is voorbij. Leg de bijeenkomst dan vast.", code="voorbij")
        return begin

    def clean_plaats(self) -> str:
        return join_regels(self.cleaned_data["plaats"])

    def clean_gastheer(self) -> object:
        return self.per_lid.get(self.cleaned_data["gastheer"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_tijden(self, Bijeenkomst.Soort.INTERVISIE)
        return data

    def read_afspraak(self) -> dict[str, Any]:
        """What the service asks for."""
        data = self.cleaned_data
        namen = ("plaats", "gastheer", "werkvorm", "aanleiding")
        return split_moment(data["begin"], data["einde"]) | {naam: data[naam] for naam in namen}


def list_werkvormen() -> list[tuple[str, str]]:
    return [("", "Geen vaste werkvorm"), *((werkvorm.code, werkvorm.naam) for werkvorm in load_werkvormen())]


def list_aanleidingen(op: datetime) -> list[tuple[str, str]]:
    return [("", "Geen"), *((waarde.code, waarde.naam) for waarde in find_waarden("aanleiding", op.date()))]


def split_moment(begin: datetime, einde: time) -> dict[str, Any]:
    return {"datum": begin.date(), "begin_tijd": begin.time(), "eind_tijd": einde}


def read_begin(afspraak: Afspraak | Bijeenkomst) -> datetime:
    return datetime.combine(afspraak.datum, afspraak.begin_tijd)


def check_tijden(form: forms.Form, soort: str) -> None:
    """For `clean`: the end lies after the begin, and no further than the rule of this soort of meeting says."""
    begin, einde = form.cleaned_data.get("begin"), form.cleaned_data.get("einde")
    if not begin or not einde:
        return
    minuten = count_minuten(begin.time(), einde)
    regel = regel_op(begin.date(), soort)
    try:
        refuse_overgeslagen(datetime.combine(begin, einde))
    except ValidationError as fout:
        form.add_error("einde", fout)
        return
    if minuten <= 0:
        form.add_error("einde", ValidationError("Het einde ligt voor het begin. Draai ze om?", code="omgekeerd"))
    elif regel and minuten > regel.minuten_hoogstens:
        uren = regel.minuten_hoogstens // UUR
        melding = f"Een bijeenkomst duurt hoogstens {uren} uur. Duurde het langer? Voer dan elk deel apart in."
        form.add_error("einde", ValidationError(melding, code="te-lang"))

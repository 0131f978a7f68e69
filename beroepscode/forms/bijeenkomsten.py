"""What people type about meetings. Every fault at once, in a sentence that says what to do."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Gebruiker
from beroepscode.dimensies import find_waarden
from beroepscode.forms.genoemden import parse_genoemde
from beroepscode.forms.momenten import TijdField, refuse_overgeslagen
from beroepscode.groepsregels import Groepsregel, regel_op
from beroepscode.models import Aanwezigheid, Bijeenkomst
from beroepscode.queries import find_overlap
from kern.duur import UUR, count_minuten
from kern.forms import DatumField, refuse_future

LANGSTE_LIJST = 4_000


class DeelnemersField(forms.CharField):
    """One participant per line, cleaned to a list of normalized names; every wrong line is named."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}))
        super().__init__(max_length=LANGSTE_LIJST, **kwargs)

    def clean(self, value: str) -> list[str]:
        regels = [regel.strip() for regel in re.split(r"[\n,;]", super().clean(value)) if regel.strip()]
        genoemd, fouten = [], []
        for regel in regels:
            try:
                naam = parse_genoemde(regel)
            except ValidationError:
                fouten.append(f"'{regel}' is geen e-mailadres en geen registratienummer.")
                continue
            if naam in genoemd:
                fouten.append(f"'{regel}' staat er twee keer.")
            genoemd.append(naam)
        if fouten:
            raise ValidationError(fouten, code="deelnemers")
        return genoemd


class BijeenkomstForm(forms.Form):
    soort = forms.ChoiceField(label="Wat was het?", choices=Bijeenkomst.Soort.choices)
    datum = DatumField(label="Wanneer?")
    begin_tijd = TijdField(label="Begin")
    eind_tijd = TijdField(label="Einde")
    thema = forms.ChoiceField(label="Waar ging het over?", required=False)
    deelnemers = DeelnemersField(
        label="Wie waren er nog meer?",
        help_text=(
            "Eén e-mailadres of registratienummer per regel. Jijzelf hoeft er niet bij. "
            "Voor je dossier telt iedereen uit het register één keer mee."
        ),
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker
        self.vandaag = vandaag
        themas = [(thema.code, thema.naam) for thema in find_waarden("thema", vandaag)]
        self.fields["thema"].choices = [("", "Geen thema"), *themas]

    def clean_datum(self) -> date | None:
        return refuse_future(self.cleaned_data["datum"], self.vandaag)

    def clean_deelnemers(self) -> list[str]:
        deelnemers = self.cleaned_data["deelnemers"]
        if {self.gebruiker.email, self.gebruiker.registratienummer} & set(deelnemers):
            raise ValidationError("Jijzelf hoeft er niet bij te staan. Haal je eigen regel weg.", code="zelf")
        return deelnemers

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._refuse_overgeslagen(data)
        if data.get("begin_tijd") and data.get("eind_tijd"):
            self._check_tijden(data)
        if "deelnemers" in data:
            self._check_aantal(data)
        return data

    def _refuse_overgeslagen(self, data: dict[str, Any]) -> None:
        for naam in ("begin_tijd", "eind_tijd"):
            if data.get("datum") and data.get(naam):
                try:
                    refuse_overgeslagen(datetime.combine(data["datum"], data[naam]))
                except ValidationError as fout:
                    self.add_error(naam, fout)

    def _check_aantal(self, data: dict[str, Any]) -> None:
        regel = self._find_regel(data)
        if regel and (melding := regel.check_aantal(len(data["deelnemers"]) + 1)):
            self.add_error("deelnemers", ValidationError(melding, code="aantal"))

    def _find_regel(self, data: dict[str, Any]) -> Groepsregel | None:
        return regel_op(data.get("datum") or self.vandaag, data.get("soort", ""))

    def _check_tijden(self, data: dict[str, Any]) -> None:
        regel = self._find_regel(data)
        minuten = count_minuten(data["begin_tijd"], data["eind_tijd"])
        if minuten <= 0:
            self.add_error(
                "eind_tijd", ValidationError("Het einde ligt voor het begin. Draai ze om?", code="omgekeerd")
            )
        elif regel and minuten > regel.minuten_hoogstens:
            uren = regel.minuten_hoogstens // UUR
            melding = f"Een bijeenkomst duurt hoogstens {uren} uur. Duurde het langer? Voer dan elk deel apart in."
            self.add_error("eind_tijd", ValidationError(melding, code="te-lang"))
        elif data.get("datum") and self._overlaps(data):
            melding = "Op dit moment was je al bij een andere bijeenkomst. Misschien voerde een collega deze al in."
            self.add_error("begin_tijd", ValidationError(melding, code="overlap"))

    def _overlaps(self, data: dict[str, Any]) -> bool:
        moment = {sleutel: data[sleutel] for sleutel in ("datum", "begin_tijd", "eind_tijd")}
        return find_overlap(self.gebruiker, **moment).exists()


class DeelnemerForm(forms.Form):
    """Name somebody who was forgotten."""

    deelnemers = DeelnemersField(
        label="Wie was er ook bij?", help_text="Eén e-mailadres of registratienummer per regel."
    )

    def __init__(self, *args: Any, bijeenkomst: Bijeenkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bijeenkomst = bijeenkomst
        aanwezigen = bijeenkomst.aanwezigen.all()
        self.aantal = len(aanwezigen)
        self.genoemd = {naam for aanwezige in aanwezigen for naam in list_namen(aanwezige)}
        self.fields["deelnemers"].widget.attrs["rows"] = 2

    def clean_deelnemers(self) -> list[str]:
        deelnemers = self.cleaned_data["deelnemers"]
        if dubbel := sorted(self.genoemd.intersection(deelnemers)):
            raise ValidationError([f"'{naam}' staat er al bij." for naam in dubbel], code="al-genoemd")
        regel = regel_op(self.bijeenkomst.datum, self.bijeenkomst.soort)
        if regel and (melding := regel.check_aantal(len(deelnemers) + self.aantal)):
            raise ValidationError(melding, code="aantal")
        return deelnemers


def list_namen(aanwezige: Aanwezigheid) -> list[str]:
    """What names somebody who is in the meeting: as they were named, or for a member of the group both ways."""
    if aanwezige.genoemd_als:
        return [aanwezige.genoemd_als]
    return [aanwezige.gebruiker.email, aanwezige.gebruiker.registratienummer] if aanwezige.gebruiker else []

"""Record what a group did, and set it right. Never what was said: there is no field for it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Gebruiker
from beroepscode.dimensies import find_waarden
from beroepscode.forms.groepen import check_tijden, list_aanleidingen, list_werkvormen, split_moment
from beroepscode.forms.momenten import MomentField, TijdField
from beroepscode.groepsregels import regel_op
from beroepscode.models import Aanwezigheid, Antwoord, Bijeenkomst
from beroepscode.models.bijeenkomst import LANGSTE_REDEN
from beroepscode.queries import find_overlap
from kern.forms import DuurField, join_regels


class VastleggenForm(forms.Form):
    """Five fields. `leden`: the other members."""

    begin = MomentField(label="Wanneer begonnen jullie?")
    einde = TijdField(label="Hoe laat was het klaar?")
    aanwezigen = forms.MultipleChoiceField(
        label="Wie waren erbij?",
        help_text="Haal het vinkje weg bij wie er niet was. Jijzelf staat er al bij.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vink aan wie erbij waren."},
    )
    thema = forms.ChoiceField(label="Waar ging het over?", required=False)
    werkvorm = forms.ChoiceField(label="Welke werkvorm gebruikten jullie?", required=False)

    soort = Bijeenkomst.Soort.INTERVISIE

    def __init__(
        self, *args: Any, gebruiker: Gebruiker, anderen: Iterable[tuple[int, str]], nu: datetime, **kwargs: Any
    ) -> None:
        """`anderen`: id and name of everybody who can be ticked. `nu`: the clock on the wall, without a zone."""
        super().__init__(*args, **kwargs)
        self.gebruiker, self.nu = gebruiker, nu
        self.fields["aanwezigen"].choices = [(str(pk), naam) for pk, naam in anderen]
        themas = [(thema.code, thema.naam) for thema in find_waarden("thema", nu.date())]
        self.fields["thema"].choices = [("", "Geen thema"), *themas]
        self.fields["werkvorm"].choices = list_werkvormen()

    def clean_begin(self) -> datetime:
        begin = self.cleaned_data["begin"]
        if begin > self.nu:
            raise ValidationError("Dit moment moet nog komen. Leg vast wat er is geweest.", code="toekomst")
        return begin

    def clean_aanwezigen(self) -> list[int]:
        """Everybody once: a box that was sent twice is one person."""
        return [int(pk) for pk in dict.fromkeys(self.cleaned_data["aanwezigen"])]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_tijden(self, self.soort)
        if "begin" in data and "aanwezigen" in data:
            self._check_aantal(data["begin"], self.count_aanwezigen())
        if "begin" in data and data.get("einde") and "einde" not in self.errors:
            self._check_elders(data)
        return data

    def count_aanwezigen(self) -> int:
        """The one who enters it included."""
        return len(self.cleaned_data["aanwezigen"]) + 1

    def read_feiten(self) -> dict[str, Any]:
        """What the service asks for, of the meeting itself."""
        data = self.cleaned_data
        return split_moment(data["begin"], data["einde"]) | {naam: data[naam] for naam in ("thema", "werkvorm")}

    def find_elders(self, data: dict[str, Any]) -> bool:
        return find_overlap(self.gebruiker, **split_moment(data["begin"], data["einde"])).exists()

    def _check_aantal(self, begin: datetime, aantal: int) -> None:
        regel = regel_op(begin.date(), self.soort)
        if regel and (melding := regel.check_aantal(aantal)):
            self.add_error("aanwezigen", ValidationError(melding, code="aantal"))

    def _check_elders(self, data: dict[str, Any]) -> None:
        if self.find_elders(data):
            melding = "Op dit moment was je al bij een andere bijeenkomst. Misschien legde een collega deze al vast."
            self.add_error("begin", ValidationError(melding, code="overlap"))


class CorrigerenForm(VastleggenForm):
    """The same about a meeting that was recorded, with what gave rise to it. People are those who were named."""

    aanleiding = forms.ChoiceField(label="Was er een aanleiding?", required=False)

    def __init__(self, *args: Any, bijeenkomst: Bijeenkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bijeenkomst, self.soort = bijeenkomst, bijeenkomst.soort
        self.fields["aanleiding"].choices = list_aanleidingen(self.nu)

    def find_elders(self, data: dict[str, Any]) -> bool:
        elders = find_overlap(self.gebruiker, **split_moment(data["begin"], data["einde"]))
        return elders.exclude(bijeenkomst=self.bijeenkomst).exists()

    def read_feiten(self) -> dict[str, Any]:
        data = self.cleaned_data
        return super().read_feiten() | {"aanleiding": data["aanleiding"], "aanwezigen": data["aanwezigen"]}


class AntwoordForm(forms.Form):
    """Whether somebody was at a meeting: one press of a button, or with it the minutes or a reason."""

    antwoord = forms.ChoiceField(
        choices=Antwoord.choices,
        error_messages={
            "required": "Je antwoord kwam niet aan. Kies een van de knoppen.",
            "invalid_choice": "Je antwoord kwam niet aan. Kies een van de knoppen.",
        },
    )
    minuten = DuurField(label="Hoe lang was je erbij?", required=False)
    reden = forms.CharField(
        label="Wat klopt er niet?",
        help_text="In één regel, bijvoorbeeld: we begonnen om 10 uur. Schrijf niets over wat er besproken is.",
        max_length=LANGSTE_REDEN,
        required=False,
    )

    def __init__(self, *args: Any, aanwezigheid: Aanwezigheid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bijeenkomst = aanwezigheid.bijeenkomst

    def clean_reden(self) -> str:
        return join_regels(self.cleaned_data["reden"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        antwoord = data.get("antwoord")
        if antwoord == Antwoord.DEELS and "minuten" in data and not data["minuten"]:
            self.add_error("minuten", ValidationError("Vul in hoe lang je erbij was.", code="required"))
        if antwoord == Antwoord.ONJUIST and "reden" in data and not data["reden"]:
            self.add_error("reden", ValidationError("Zeg kort wat er niet klopt.", code="required"))
        return data

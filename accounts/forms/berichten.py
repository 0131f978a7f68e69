"""Which mail somebody wants."""

from django import forms

from accounts.models import Wanneer
from accounts.models.bericht import TE_KIEZEN


class Berichtvoorkeuren(forms.Form):
    """For each kind of mail that people choose: when."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for soort in TE_KIEZEN:
            self.fields[soort] = forms.ChoiceField(
                label=soort.label, choices=Wanneer.choices, widget=forms.RadioSelect
            )

from django import forms

from kern.opzoeken import read_pk


class Afhandelformulier(forms.Form):
    """What the office makes of a signal; `gezien` names the changes that stood on the page."""

    reden = forms.CharField(
        label="Wat zag je, en wat doe je ermee?",
        help_text="Het besluit verandert niet. Moet er iets gebeuren? Neem dan een maatregel of een nieuw besluit.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=4000)

    def clean_gezien(self) -> list[int]:
        gelezen = (read_pk(deel) for deel in self.cleaned_data["gezien"].split())
        return [pk for pk in gelezen if pk is not None]

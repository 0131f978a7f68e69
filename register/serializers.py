"""How this room looks in the API: written out for readers, and for its description."""

from rest_framework import serializers

from register.services.verificaties import NAAM_WIJKT_AF
from register.status import WOORDEN, Registerstatus

STATUSSEN = [(soort.value, woord) for soort, woord in WOORDEN.items()]


class VraagSerializer(serializers.Serializer):
    registratienummer = serializers.CharField(help_text="Acht cijfers; het laatste is een controlecijfer.")
    achternaam = serializers.CharField(
        required=False,
        help_text="Vergeleken zonder hoofdletters, accenten, streepjes en tussenvoegsel. Verplicht zonder sleutel.",
    )


class VerificatieverzoekSerializer(serializers.Serializer):
    peildatum = serializers.DateField(
        required=False, help_text="De dag waarover je het wilt weten. Zonder dit veld: vandaag in Nederland."
    )
    regels = VraagSerializer(many=True, help_text="Met een sleutel hoogstens 10.000 regels, zonder sleutel 10.")


class MaatregelSerializer(serializers.Serializer):
    soort = serializers.CharField(help_text="Bijvoorbeeld geschorst, waarschuwing of berisping.")
    geldigVan = serializers.DateField()  # noqa: N815
    geldigTot = serializers.DateField(required=False, help_text="De eerste dag zonder. Ontbreekt: geen einde.")  # noqa: N815


class VerificatieSerializer(serializers.Serializer):
    """The answer to one question."""

    registratienummer = serializers.CharField(help_text="Zoals je het stuurde.")
    uitkomst = serializers.ChoiceField(
        choices=[*STATUSSEN, (NAAM_WIJKT_AF, "De achternaam hoort niet bij dit nummer")],
        help_text="Zonder sleutel antwoorden een andere naam en het leerregister ook onbekend.",
    )
    geldigVan = serializers.DateField(required=False, help_text="Het begin van de termijn.")  # noqa: N815
    geldigTot = serializers.DateField(  # noqa: N815
        required=False,
        help_text="De eerste dag waarop de termijn niet meer geldt. Ontbreekt zolang een tijdige aanvraag loopt.",
    )
    maatregelen = MaatregelSerializer(many=True, help_text="De openbare maatregelen op de peildatum.")


class VerificatieantwoordSerializer(serializers.Serializer):
    gecontroleerdOp = serializers.DateTimeField()  # noqa: N815
    peildatum = serializers.DateField()
    regels = VerificatieSerializer(many=True, help_text="In de volgorde van het verzoek.")


class CertificaatSerializer(serializers.Serializer):
    naam = serializers.CharField(help_text="Zoals op het certificaat.")
    registratienummer = serializers.CharField()
    geldigVan = serializers.DateField(help_text="De eerste dag van de termijn.")  # noqa: N815
    geldigTot = serializers.DateField(help_text="De eerste dag waarop de termijn niet meer geldt.")  # noqa: N815
    status = serializers.ChoiceField(choices=[item for item in STATUSSEN if item[0] != Registerstatus.ONBEKEND])
    gecontroleerdOp = serializers.DateTimeField()  # noqa: N815

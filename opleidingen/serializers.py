"""How this room looks in the API: written out for readers, and for its description."""

from datetime import UTC

from rest_framework import serializers

from opleidingen.meldingen import MELDINGEN
from opleidingen.models import Aanlevering, Bijeenkomst, Module, Opleiding, Uitkomst, Uitvoering


class AanleverrijSerializer(serializers.Serializer):
    """One completion, as it is sent."""

    registratienummer = serializers.CharField(help_text="Acht cijfers; het laatste is een controlecijfer.")
    achternaam = serializers.CharField(
        required=False,
        help_text="Vergeleken zonder hoofdletters, accenten, streepjes en tussenvoegsel. Wijkt de naam af, dan wordt"
        " de regel geparkeerd.",
    )
    opleidingscode = serializers.CharField(help_text="Van een opleiding van jouw organisatie.")
    uitvoeringscode = serializers.CharField(required=False, help_text="Verplicht bij een bijeenkomstcode.")
    modulecode = serializers.CharField(required=False)
    bijeenkomstcode = serializers.CharField(required=False)
    eindDatum = serializers.DateField(help_text="De dag waarop de deelnemer klaar was; niet in de toekomst.")  # noqa: N815
    minuten = serializers.IntegerField(
        required=False, min_value=1, help_text="Netto minuten. Zonder dit veld tellen de geaccrediteerde minuten."
    )
    kenmerk = serializers.CharField(
        required=False, max_length=200, help_text="Voor jezelf, om de regel te herkennen. Komt terug in het antwoord."
    )


class AanleververzoekSerializer(serializers.Serializer):
    regels = AanleverrijSerializer(
        many=True, help_text="Tot 10.000 regels krijg je meteen antwoord, daarboven later."
    )


class AanleverregelSerializer(serializers.Serializer):
    """The answer to one row."""

    regel = serializers.IntegerField(min_value=1, help_text="Vanaf 1, in de volgorde van het verzoek.")
    uitkomst = serializers.ChoiceField(choices=Uitkomst.choices)
    code = serializers.ChoiceField(choices=[*MELDINGEN], required=False, help_text="Vaste code van de eerste fout.")
    melding = serializers.CharField(required=False, help_text="Wat er is en wat je doet, van alle fouten samen.")
    deelnameId = serializers.IntegerField(required=False, help_text="Bij geboekt en alBekend.")  # noqa: N815
    kenmerk = serializers.CharField(required=False, help_text="Zoals je het stuurde.")


class TotalenSerializer(serializers.Serializer):
    geboekt = serializers.IntegerField()
    alBekend = serializers.IntegerField()  # noqa: N815
    geparkeerd = serializers.IntegerField()
    afgewezen = serializers.IntegerField()


class AanleverantwoordSerializer(serializers.Serializer):
    id = serializers.UUIDField(allow_null=True, help_text="Leeg bij een proef: die bewaart niets.")
    totalen = TotalenSerializer()
    regels = AanleverregelSerializer(many=True)


class OntvangstSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=Aanlevering.Status.choices)
    aantal = serializers.IntegerField(help_text="Zoveel regels hebben wij ontvangen.")


class AanleverregelpaginaSerializer(serializers.Serializer):
    aantal = serializers.IntegerField()
    volgende = serializers.URLField(allow_null=True)
    vorige = serializers.URLField(allow_null=True)
    resultaten = AanleverregelSerializer(many=True)


class AanleveringSerializer(serializers.ModelSerializer):
    totalen = TotalenSerializer(help_text="Aantal regels per uitkomst, tot nu toe.")
    ingediendOp = serializers.DateTimeField(source="ingediend_op", default_timezone=UTC)  # noqa: N815
    verwerktOp = serializers.DateTimeField(source="verwerkt_op", default_timezone=UTC, allow_null=True)  # noqa: N815

    status = serializers.ChoiceField(
        choices=Aanlevering.Status.choices, help_text="Bij verwerkt heeft elke regel een antwoord."
    )
    aantal = serializers.IntegerField(help_text="Aantal regels in de aanlevering.")
    aantalVerwerkt = serializers.IntegerField(source="gedaan", help_text="Regels die al een antwoord hebben.")  # noqa: N815

    class Meta:
        model = Aanlevering
        fields = ["id", "status", "ingediendOp", "verwerktOp", "aantal", "aantalVerwerkt", "totalen"]


class ModuleSerializer(serializers.ModelSerializer):
    modulecode = serializers.CharField(source="code")

    class Meta:
        model = Module
        fields = ["modulecode", "naam"]


class BijeenkomstSerializer(serializers.ModelSerializer):
    bijeenkomstcode = serializers.CharField(source="code")

    class Meta:
        model = Bijeenkomst
        fields = ["bijeenkomstcode", "datum"]


class UitvoeringSerializer(serializers.ModelSerializer):
    uitvoeringscode = serializers.CharField(source="code")
    beginDatum = serializers.DateField(source="begin_datum", help_text="Eerste dag.")  # noqa: N815
    eindDatum = serializers.DateField(source="eind_datum", help_text="Laatste dag.")  # noqa: N815
    bijeenkomsten = BijeenkomstSerializer(many=True)

    class Meta:
        model = Uitvoering
        fields = ["uitvoeringscode", "beginDatum", "eindDatum", "plaats", "bijeenkomsten"]


class OnderdeelSerializer(serializers.Serializer):
    categorie = serializers.CharField(help_text="Soort activiteit uit het reglement.")
    minuten = serializers.IntegerField(help_text="Netto minuten.")
    kenmerken = serializers.DictField(
        child=serializers.DictField(child=serializers.IntegerField()),
        help_text="Netto minuten per waarde van een dimensie, zoals leefwereld.",
    )


class OpleidingSerializer(serializers.ModelSerializer):
    opleidingscode = serializers.CharField(source="code")
    opleider = serializers.CharField(source="opleider.naam")
    minuten = serializers.IntegerField(help_text="Netto minuten die de hele opleiding telt.")
    onderdelen = OnderdeelSerializer(many=True, source="telt_voor", help_text="Waarvoor de hele opleiding telt.")
    geldigVan = serializers.DateField(source="accreditatie.geldig_van", help_text="Geaccrediteerd vanaf.")  # noqa: N815
    geldigTot = serializers.DateField(  # noqa: N815
        source="accreditatie.geldig_tot", allow_null=True, help_text="Eerste dag zonder accreditatie."
    )

    class Meta:
        model = Opleiding
        fields = [
            "opleidingscode",
            "naam",
            "opleider",
            "vorm",
            "omschrijving",
            "website",
            "minuten",
            "onderdelen",
            "geldigVan",
            "geldigTot",
        ]


class OpleidingdetailSerializer(OpleidingSerializer):
    modules = ModuleSerializer(many=True)
    uitvoeringen = UitvoeringSerializer(many=True)

    class Meta(OpleidingSerializer.Meta):
        fields = [*OpleidingSerializer.Meta.fields, "modules", "uitvoeringen"]

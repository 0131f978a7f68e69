"""How a completion looks in the API."""

from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers

from opleidingen.correcties import REDEN_LENGTE
from opleidingen.models import Deelname, Deelnamewijziging
from opleidingen.services.deelnames import describe_deelname, find_correctie_tot

STATUSSEN = ("geboekt", "ingetrokken")


def draw_deelname(deelname: Deelname) -> dict[str, Any]:
    """A completion of `queries.find_eigen_deelnames` with all that happened to it, the oldest first, in one query."""
    waarden = {naam: waarde for naam, waarde in describe_deelname(deelname).items() if waarde not in (None, "")}
    return {
        "id": deelname.pk,
        "status": STATUSSEN[deelname.ingetrokken_op is not None],
        "registratienummer": deelname.nummer,
        "opleidingscode": deelname.opleiding.code,
        **waarden,
        "geboektOp": format_moment(deelname.geboekt_op),
        "wijzigbaarTotDatum": find_correctie_tot(deelname).isoformat(),
        "aanleveringId": str(deelname.aanlevering_id),
        "regel": deelname.regel,
        "wijzigingen": [_draw_wijziging(wijziging) for wijziging in deelname.wijzigingen.order_by("op", "pk")],
    }


def _draw_wijziging(wijziging: Deelnamewijziging) -> dict[str, Any]:
    return {
        "soort": wijziging.soort,
        "op": format_moment(wijziging.op),
        "reden": wijziging.reden,
        "oud": wijziging.oud,
        "nieuw": wijziging.nieuw,
    }


def format_moment(moment: datetime) -> str:
    """A moment in UTC, as everywhere in the API."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


class WaardenSerializer(serializers.Serializer):
    """What of a completion can change. Empty: not there."""

    uitvoeringscode = serializers.CharField(required=False, allow_null=True)
    modulecode = serializers.CharField(required=False, allow_null=True)
    bijeenkomstcode = serializers.CharField(
        required=False, allow_null=True, help_text="Hierbij hoort een uitvoeringscode."
    )
    eindDatum = serializers.DateField(required=False)  # noqa: N815 - a key of the API
    minuten = serializers.IntegerField(required=False, min_value=1, help_text="Netto minuten.")
    kenmerk = serializers.CharField(required=False, allow_blank=True, max_length=200)


class WijzigingSerializer(serializers.Serializer):
    """What happened to a completion: only what changed, as it was and as it became."""

    soort = serializers.ChoiceField(choices=Deelnamewijziging.Soort.choices)
    op = serializers.DateTimeField()
    reden = serializers.CharField()
    oud = WaardenSerializer()
    nieuw = WaardenSerializer()


class DeelnameSerializer(WaardenSerializer):
    """A completion that this opleider delivered."""

    id = serializers.IntegerField()
    status = serializers.ChoiceField(choices=STATUSSEN)
    registratienummer = serializers.CharField(help_text="Zoals je het aanleverde.")
    opleidingscode = serializers.CharField()
    geboektOp = serializers.DateTimeField()  # noqa: N815
    wijzigbaarTotDatum = serializers.DateField(  # noqa: N815
        help_text="De eerste dag waarop je niets meer kunt corrigeren of intrekken."
    )
    aanleveringId = serializers.UUIDField(help_text="De aanlevering waar dit uit komt.")  # noqa: N815
    regel = serializers.IntegerField(min_value=1, help_text="De regel in die aanlevering.")
    wijzigingen = WijzigingSerializer(many=True, help_text="De oudste eerst.")


class RedenSerializer(serializers.Serializer):
    reden = serializers.CharField(max_length=REDEN_LENGTE, help_text="De deelnemer leest dit in het dossier.")


class CorrectieSerializer(WaardenSerializer, RedenSerializer):
    """What is to change, and why. What you leave out stays; null empties a code."""

    minuten = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        help_text="Netto minuten. Zonder dit veld blijven ze staan, behalve bij een ander onderdeel: dan tellen de"
        " minuten daarvan. Met null ook.",
    )

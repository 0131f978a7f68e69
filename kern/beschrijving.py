"""What every call of the API has in common in its description: faults as problem+json, the version as a header."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from kern.problemen import TITELS


class FoutSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="Vaste code in kebab-case, voor machines.")
    melding = serializers.CharField(help_text="Wat er is en wat je doet.")
    plaats = serializers.CharField(help_text="Waar in het verzoek, zoals regels.3.eindDatum; leeg voor het geheel.")


class ProbleemSerializer(serializers.Serializer):
    """RFC 9457, with all faults of the request at once."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    fouten = FoutSerializer(many=True, required=False)


API_VERSIE = OpenApiParameter(
    "API-Version",
    str,
    OpenApiParameter.HEADER,
    response=[200, 201, 202, 204],
    description="De volledige versie van de API.",
)


def describe_problemen(*statussen: int) -> dict[tuple[int, str], OpenApiResponse]:
    """The fault answers of a call, for `extend_schema(responses=...)`."""
    return {
        (status, "application/problem+json"): OpenApiResponse(ProbleemSerializer, description=TITELS[status])
        for status in statussen
    }

"""The calls of an opleider, and the public catalogue."""

from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.services.idempotentie import Antwoord, answer_once
from accounts.services.logboek import refer
from accounts.toegang import RequireScope
from kern.fouten import Fout, Fouten
from kern.paginering import Paginering
from opleidingen import api_beschrijving as beschrijving
from opleidingen.antwoord import UITKOMSTEN
from opleidingen.filters import Opleidingfilter
from opleidingen.models import Opleiding
from opleidingen.queries import find_aanleveringen, find_opleidingen, prefetch_catalogus
from opleidingen.regellijst import Regellijst
from opleidingen.rijen import read_json
from opleidingen.serializers import AanleveringSerializer, OpleidingdetailSerializer, OpleidingSerializer
from opleidingen.services.aanleveren import submit_aanlevering, try_aanlevering

_encoder = msgspec.json.Encoder()


class AanleveringenView(APIView):
    """Deliver completions. Reads and writes JSON by itself: at 10,000 rows a serializer would be most of the work."""

    permission_classes = [RequireScope("aanleveren")]

    @extend_schema(**beschrijving.AANLEVEREN)
    def post(self, request: Request) -> HttpResponse:
        proef = read_proef(request)
        body = read_body(request)
        rijen = read_json(body)

        opleider = request.auth.organisatie
        if proef:  # claims nothing: it must never stand in the way of the real call, nor answer for it
            antwoord = try_aanlevering(rijen, opleider=opleider, peildatum=timezone.localdate())
            return HttpResponse(_encoder.encode(antwoord), content_type="application/json")

        def work() -> Antwoord:
            antwoord = submit_aanlevering(
                rijen,
                opleider=opleider,
                peildatum=timezone.localdate(),
                op=timezone.now(),
                door=refer(request.auth),
                sleutel=request.auth,
            )
            return Antwoord(201, _encoder.encode(antwoord))

        key = request.headers.get("Idempotency-Key", "")
        antwoord = answer_once(opleider, key, inhoud=body, work=work) if key else work()
        return HttpResponse(antwoord.inhoud, status=antwoord.status, content_type="application/json")


class AanleveringView(generics.RetrieveAPIView):
    permission_classes = [RequireScope("aanleveren")]
    serializer_class = AanleveringSerializer

    @extend_schema(**beschrijving.AANLEVERING)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_object(self) -> Any:
        return get_object_or_404(find_aanleveringen(self.request.auth.organisatie), pk=self.kwargs["pk"])


class AanleverregelsView(APIView):
    permission_classes = [RequireScope("aanleveren")]

    @extend_schema(**beschrijving.AANLEVERREGELS)
    def get(self, request: Request, pk: Any) -> Response:
        aanlevering = get_object_or_404(find_aanleveringen(request.auth.organisatie), pk=pk)
        uitkomst = request.query_params.get("uitkomst", "")
        if uitkomst not in ("", *UITKOMSTEN):
            melding = f"Deze uitkomst bestaat niet. Kies uit: {', '.join(UITKOMSTEN)}."
            raise Fouten(Fout("uitkomst-onbekend", melding, "uitkomst"))
        paginering = Paginering()
        page = paginering.paginate_queryset(Regellijst(aanlevering, uitkomst), request, view=self)
        return paginering.get_paginated_response([msgspec.to_builtins(rij.antwoord) for rij in page])


class OpleidingenView(generics.ListAPIView):
    serializer_class = OpleidingSerializer
    filterset_class = Opleidingfilter
    queryset = Opleiding.objects.none()

    @extend_schema(**beschrijving.OPLEIDINGEN)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        peildatum = timezone.localdate()
        return prefetch_catalogus(find_opleidingen(peildatum), peildatum)


class OpleidingView(generics.RetrieveAPIView):
    serializer_class = OpleidingdetailSerializer

    @extend_schema(**beschrijving.OPLEIDING)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_object(self) -> Any:
        peildatum = timezone.localdate()
        opleidingen = prefetch_catalogus(find_opleidingen(peildatum), peildatum)
        return get_object_or_404(opleidingen, code=self.kwargs["opleidingscode"])


def read_proef(request: Request) -> bool:
    """`?proef=true` tries; anything unclear is refused, because a mistyped trial would book for real."""
    if onbekend := sorted(request.query_params.keys() - {"proef"}):
        melding = "Deze parameter kennen wij niet. Schrijf proef=true om te proberen, of laat hem weg."
        raise Fouten(*(Fout("parameter-onbekend", melding, naam) for naam in onbekend))
    proef = request.query_params.get("proef", "false").lower()
    if proef not in ("true", "false"):
        raise Fouten(Fout("proef-onduidelijk", "Schrijf proef=true om te proberen, of laat proef weg.", "proef"))
    return proef == "true"


def read_body(request: Request) -> bytes:
    """The body of a JSON call. Raises UnsupportedMediaType (415), or Fouten (413) when it is too big."""
    try:
        body = request.body
    except RequestDataTooBig:
        melding = "Deze aanlevering is te groot. Verdeel de regels over meer aanleveringen."
        raise Fouten(Fout("te-groot", melding), status=413) from None
    if body and request.content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType(request.content_type, detail="Stuur JSON, met Content-Type: application/json.")
    return body

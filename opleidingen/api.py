"""The calls of an opleider, and the public catalogue."""

from functools import partial
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Sleutel
from accounts.services.idempotentie import Antwoord, answer_once
from accounts.services.logboek import refer
from accounts.toegang import RequireScope
from kern.bestanden import MB
from kern.fouten import Fout, Fouten
from kern.inhoud import IN_GEHEUGEN, read_inhoud
from kern.paginering import Paginering
from opleidingen import api_beschrijving as beschrijving
from opleidingen.antwoord import UITKOMSTEN
from opleidingen.filters import Opleidingfilter
from opleidingen.models import Aanlevering, Opleiding
from opleidingen.queries import find_aanleveringen, find_opleidingen, prefetch_catalogus
from opleidingen.regellijst import Regellijst
from opleidingen.rijen import HOOGSTE_AANTAL, Buffer, Regels, Rij, open_json, read_json, split_delen
from opleidingen.serializers import AanleveringSerializer, OpleidingdetailSerializer, OpleidingSerializer
from opleidingen.services.aanleveren import submit_aanlevering
from opleidingen.services.achtergrond import accept_aanlevering
from opleidingen.services.proeven import submit_proef

_encoder = msgspec.json.Encoder()


class _MetId(msgspec.Struct):
    """What of an answer the address of the delivery needs."""

    id: str


_lees_id = msgspec.json.Decoder(_MetId)


class AanleveringenView(APIView):
    """Deliver completions. Reads and writes JSON by itself: at 10,000 rows a serializer would be most of the work."""

    permission_classes = [RequireScope("aanleveren", proef=True)]

    @extend_schema(**beschrijving.AANLEVEREN)
    def post(self, request: Request) -> HttpResponse:
        proef = read_proef(request) or request.auth.is_test
        body = read_body(request)
        regels = open_json(body) if len(body) > IN_GEHEUGEN else read_json(body)
        if proef:  # claims nothing: it must never stand in the way of the real call, nor answer for it
            op = timezone.now()
            antwoord = submit_proef(
                collect_rijen(regels),
                sleutel=request.auth,
                peildatum=timezone.localdate(op),
                op=op,
                vorm=Aanlevering.Vorm.JSON,
            )
            return HttpResponse(_encoder.encode(antwoord), content_type="application/json")
        key = request.headers.get("Idempotency-Key", "")
        work = partial(book_regels, regels, sleutel=request.auth)
        antwoord = answer_once(request.auth.organisatie, key, inhoud=body, work=work) if key else work()
        response = HttpResponse(antwoord.inhoud, status=antwoord.status, content_type="application/json")
        pk = _lees_id.decode(antwoord.inhoud).id
        response["Location"] = request.build_absolute_uri(reverse("api-aanlevering", args=[pk]))
        return response


def book_regels(regels: Regels | list[Rij], *, sleutel: Sleutel) -> Antwoord:
    """Book at once and answer every row (201), or take in what is too much for that (202)."""
    op, opleider, door = timezone.now(), sleutel.organisatie, refer(sleutel)
    if len(regels) <= HOOGSTE_AANTAL:
        rijen = collect_rijen(regels)
        antwoord = submit_aanlevering(
            rijen, opleider=opleider, peildatum=timezone.localdate(op), op=op, door=door, sleutel=sleutel
        )
        return Antwoord(201, _encoder.encode(antwoord))
    delen = regels.read_delen() if isinstance(regels, Regels) else split_delen(regels)
    aanlevering = accept_aanlevering(delen, opleider=opleider, op=op, door=door, sleutel=sleutel)
    ontvangen = {"id": aanlevering.pk, "status": Aanlevering.Status.WACHT.value, "aantal": aanlevering.aantal}
    return Antwoord(202, _encoder.encode(ontvangen))


def collect_rijen(regels: Regels | list[Rij]) -> list[Rij]:
    return [rij for deel in regels.read_delen() for rij in deel] if isinstance(regels, Regels) else regels


class AanleveringView(generics.RetrieveAPIView):
    permission_classes = [RequireScope("aanleveren", "lezen")]
    serializer_class = AanleveringSerializer

    @extend_schema(**beschrijving.AANLEVERING)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_object(self) -> Any:
        return get_object_or_404(find_aanleveringen(self.request.auth.organisatie), pk=self.kwargs["pk"])


class AanleverregelsView(APIView):
    permission_classes = [RequireScope("aanleveren", "lezen")]

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
    keren = request.query_params.getlist("proef", ["false"])
    if len(keren) > 1:
        melding = "Je schreef proef meer dan één keer. Schrijf één keer proef=true om te proberen, of laat proef weg."
        raise Fouten(Fout("parameter-dubbel", melding, "proef"))
    proef = keren[0].lower()
    if proef not in ("true", "false"):
        raise Fouten(Fout("proef-onduidelijk", "Schrijf proef=true om te proberen, of laat proef weg.", "proef"))
    return proef == "true"


def read_body(request: Request) -> Buffer:
    """The body of a JSON call. Raises UnsupportedMediaType (415), or Fouten (413) when it is too big."""
    try:
        body = read_inhoud(request, hoogstens=settings.AANLEVERING_BYTES)
    except RequestDataTooBig:
        melding = f"Stuur hoogstens {settings.AANLEVERING_BYTES // MB} MB in een keer. Verdeel de regels."
        raise Fouten(Fout("te-groot", melding), status=413) from None
    if body and request.content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType(request.content_type, detail="Stuur JSON, met Content-Type: application/json.")
    return body

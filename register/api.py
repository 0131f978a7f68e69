"""The calls of this room: who is in the register, and what a certificate is worth."""

from datetime import UTC, datetime

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, PermissionDenied, Throttled, UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.limieten import find_adres
from accounts.models import Sleutel
from accounts.services.logboek import refer
from kern.fouten import Fout, Fouten
from register import api_beschrijving as beschrijving
from register.certificaten import judge_certificaat
from register.limieten import take_certificaat, take_openbare_vraag
from register.queries import find_certificaat
from register.services.verificaties import check_openbaar, check_registraties, describe_antwoorden
from register.vragen import read_vragen

MEESTE_REGELS, MEESTE_OPENBARE_REGELS = 10_000, 10
MEESTE_BYTES, MEESTE_OPENBARE_BYTES = 5_000_000, 20_000
TE_VAAK = "Je vraagt te veel achter elkaar. Wacht even en probeer het opnieuw."


class Verificaties(APIView):
    @extend_schema(**beschrijving.VERIFICATIES)
    def post(self, request: Request) -> HttpResponse:
        op, sleutel = timezone.now(), request.auth
        if sleutel is None:
            wait_if_needed(take_openbare_vraag(find_adres(request), op=op))
        elif Sleutel.Scope.VERIFIEREN not in sleutel.scopes:
            raise PermissionDenied("Deze sleutel mag dit niet. Maak een sleutel met het recht 'verifieren'.")
        body = read_body(request, MEESTE_BYTES if sleutel else MEESTE_OPENBARE_BYTES)
        vragen, peildatum = read_vragen(body, hoogstens=MEESTE_REGELS if sleutel else MEESTE_OPENBARE_REGELS)
        peildatum = peildatum or timezone.localdate(op)
        if sleutel is None:
            antwoorden = check_openbaar(vragen, peildatum=peildatum, op=op)
        else:
            antwoorden = check_registraties(
                vragen,
                peildatum=peildatum,
                organisatie=sleutel.organisatie,
                door=refer(sleutel),
                wie=None,
                op=op,
            )
        antwoord = {
            "gecontroleerdOp": format_moment(op),
            "peildatum": peildatum.isoformat(),
            "regels": [*describe_antwoorden(antwoorden, peildatum)],
        }
        return HttpResponse(msgspec.json.encode(antwoord), content_type="application/json")


class Certificaten(APIView):
    @extend_schema(**beschrijving.CERTIFICAAT)
    def get(self, request: Request, code: str) -> Response:
        op = timezone.now()
        wait_if_needed(take_certificaat(find_adres(request), op=op))
        certificaat = find_certificaat(code)
        if certificaat is None:
            raise NotFound("Deze code kennen wij niet. Kijk of je hem goed hebt overgenomen.")
        stand = judge_certificaat(certificaat, peildatum=timezone.localdate(op))
        if stand.is_ingetrokken:
            melding = "Dit certificaat is ingetrokken. Vraag de houder om een nieuw certificaat."
            raise Fouten(Fout("ingetrokken", melding, "code"), status=410)
        termijn = certificaat.termijn
        return Response(
            {
                "naam": certificaat.naam,
                "registratienummer": termijn.registratie.gebruiker.registratienummer,
                "geldigVan": termijn.geldig_van.isoformat(),
                "geldigTot": termijn.geldig_tot.isoformat(),
                "status": stand.status.soort,
                "gecontroleerdOp": format_moment(op),
            }
        )


def read_body(request: Request, hoogstens: int) -> bytes:
    """The JSON body, refused before it is read when it is too big or something else than JSON."""
    if request.content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType(request.content_type, detail="Stuur JSON, met Content-Type: application/json.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > hoogstens:
        raise Fouten(Fout("te-groot", "Deze inhoud is te groot. Verdeel de regels over meer verzoeken."), status=413)
    return request.body


def wait_if_needed(wachttijd: int) -> None:
    if wachttijd:
        raise Throttled(wait=wachttijd, detail=TE_VAAK)


def format_moment(op: datetime) -> str:
    """A moment in UTC to the second: 2026-11-22T10:30:00Z."""
    return op.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

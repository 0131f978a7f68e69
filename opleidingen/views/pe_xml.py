"""Deliveries of an LMS that already speaks PE-XML: another address and another key, nothing else.

The address and the statuses are those that existing clients know: 400 no access, 500 too many rows, 505 unusable XML.
Whatever is wrong with a row travels in a 200. A GET is refused: the key would stand in an address.
"""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from rest_framework.exceptions import AuthenticationFailed, Throttled

from accounts.authentication import authenticate_sleutel
from accounts.models import Sleutel
from accounts.services.logboek import refer
from opleidingen.formaten.pe_antwoord import describe_regels, write_summary, write_weigering
from opleidingen.formaten.pe_rijen import make_rij
from opleidingen.formaten.pe_xml import Inzending, Onbruikbaar, read_inzending
from opleidingen.models import Aanlevering
from opleidingen.pe_catalogus import load_pe_catalogus
from opleidingen.services.proeven import deliver_rijen

MEESTE_REGELS = 1000
MEESTE_BYTES = 5_000_000
"""A thousand rows with every field filled are about half a megabyte, percent-encoded three times that."""
GEEN_TOEGANG, TE_VAAK, TE_VEEL, ONBRUIKBAAR = 400, 429, 500, 505


@csrf_exempt
@require_POST
def process_xml(request: HttpRequest) -> HttpResponse:
    try:
        inhoud = read_inhoud(request)
        if not inhoud:
            return refuse(GEEN_TOEGANG, "geen-toegang", "nl")
        inzending = read_inzending(inhoud)
    except Onbruikbaar:
        return refuse(ONBRUIKBAAR, "xml-onbruikbaar", "nl")
    try:
        sleutel = authenticate_sleutel(request, inzending.sleutel)
    except Throttled as exc:
        response = refuse(TE_VAAK, "te-vaak", inzending.taal)
        response["Retry-After"] = str(int(exc.wait or 1))
        return response
    except AuthenticationFailed:
        return refuse(GEEN_TOEGANG, "geen-toegang", inzending.taal)
    if Sleutel.Scope.AANLEVEREN not in sleutel.scopes:
        return refuse(GEEN_TOEGANG, "geen-toegang", inzending.taal)
    if len(inzending.aanwezigheden) > MEESTE_REGELS:
        return refuse(TE_VEEL, "te-veel-regels", inzending.taal)
    return deliver(inzending, sleutel)


def deliver(inzending: Inzending, sleutel: Sleutel) -> HttpResponse:
    """Book what can be booked and answer every row. Sent again it is answered alike and books nothing twice."""
    op = timezone.now()
    catalogus = load_pe_catalogus(sleutel.organisatie, inzending.aanwezigheden)
    rijen = [make_rij(aanwezigheid, catalogus) for aanwezigheid in inzending.aanwezigheden]
    antwoord = deliver_rijen(
        rijen,
        opleider=sleutel.organisatie,
        peildatum=timezone.localdate(op),
        op=op,
        door=refer(sleutel),
        sleutel=sleutel,
        vorm=Aanlevering.Vorm.PE_XML,
    )
    datums = [rij.eind_datum or "" for rij in rijen]
    gemeld = describe_regels(inzending.aanwezigheden, antwoord.regels, datums=datums, taal=inzending.taal)
    return answer(200, write_summary(gemeld, proef=sleutel.is_test))


def read_inhoud(request: HttpRequest) -> bytes:
    """What was sent: of a form in parts its field, otherwise the body. Raises Onbruikbaar."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MEESTE_BYTES:
            raise Onbruikbaar
        inhoud = request.body
        if request.content_type != "multipart/form-data":
            return inhoud
        velden = {naam.lower(): waarde for naam, waarde in request.POST.items()}
        bestanden = {naam.lower(): bestand for naam, bestand in request.FILES.items()}
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError, ValueError):
        raise Onbruikbaar from None
    return bestanden["sxml"].read() if "sxml" in bestanden else str(velden.get("sxml", "")).encode()


def refuse(status: int, code: str, taal: str) -> HttpResponse:
    return answer(status, write_weigering(status, code, taal))


def answer(status: int, inhoud: bytes) -> HttpResponse:
    return HttpResponse(inhoud, status=status, content_type="text/xml; charset=utf-8")

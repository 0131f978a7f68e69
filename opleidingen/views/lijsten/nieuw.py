"""Put in a list: a file, or rows pasted out of a sheet. Nothing of it stands anywhere readable."""

from datetime import timedelta
from io import BytesIO
from typing import IO

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kluis import Kluis
from accounts.ontvangst import Kluisontvangst
from accounts.services.logboek import refer
from accounts.toegang import require_opleider
from kern.fouten import Fouten
from kern.rekenblad import stream_csv, stream_xlsx
from opleidingen.aanleverlijsten import find_open_lijsten
from opleidingen.aanleverregels import aanleverregels_op
from opleidingen.formaten.kolommen import load_kolommen
from opleidingen.forms.lijsten import GROOTSTE, Lijstform
from opleidingen.models import Aanlevering, Aanleverlijst
from opleidingen.services.lijsten.ontvangen import receive_lijst
from opleidingen.views.lijsten.beeld import list_opleidingen

GEPLAKT = "Geplakte rijen"
TE_VEEL_TEKST = "Dit is te veel om te plakken. Bewaar de rijen als xlsx of csv en kies dat bestand."
MEDIATYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
STROMEN = {"csv": stream_csv, "xlsx": stream_xlsx}


@csrf_exempt  # `_receive` checks it itself: before that it must be known where a file goes
@require_opleider
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_nieuw(request: HttpRequest) -> HttpResponse:
    """Where an opleider puts in a list; a script that shows progress asks for JSON and gets an address."""
    if request.method == "POST":
        request.upload_handlers = [Kluisontvangst(hoogstens=GROOTSTE)]
    try:
        return _receive(request)
    except RequestDataTooBig:  # what was pasted cannot be read at all, so it cannot come back either
        return _refuse(request, Lijstform(), [TE_VEEL_TEKST])


@csrf_protect
@sensitive_post_parameters()
@sensitive_variables()
def _receive(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, Lijstform())
    form = Lijstform(request.POST, request.FILES)
    if form.is_valid():
        try:
            lijst = _keep(request, form)
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            adres = reverse("aanleverlijst", args=[lijst.pk])
            return JsonResponse({"adres": adres}) if _wants_json(request) else redirect(adres)
    return _refuse(request, form, [melding for meldingen in form.errors.values() for melding in meldingen])


@require_opleider
@require_safe
def download_voorbeeld(request: HttpRequest, soort: str) -> StreamingHttpResponse:
    """An empty list with the right headings and one row to look at, which books nothing when it is left in."""
    if soort not in STROMEN:
        raise Http404
    codes = list_opleidingen(request.lidmaatschap.organisatie)
    gisteren = timezone.localdate() - timedelta(days=1)
    eigen = {"opleidingscode": codes[0][0] if codes else "", "eindDatum": gisteren.strftime("%d-%m-%Y")}
    kolommen = [kolom for kolom in load_kolommen().values() if kolom.veld != "uren"]
    rij = [eigen.get(kolom.veld, kolom.voorbeeld) for kolom in kolommen]
    return stream_bestand(soort, "voorbeeldlijst", [kolom.naam for kolom in kolommen], [rij])


def stream_bestand(soort: str, naam: str, koppen: list[str], rijen: object) -> StreamingHttpResponse:
    """Hand out rows as csv or xlsx while they are made."""
    response = StreamingHttpResponse(STROMEN[soort](koppen, rijen), content_type=MEDIATYPES[soort])
    response["Content-Disposition"] = f'attachment; filename="{naam}.{soort}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@sensitive_variables()
def _keep(request: HttpRequest, form: Lijstform) -> Aanleverlijst:
    bestand = form.cleaned_data["bestand"]
    verzegeld, grootte = (bestand.file, bestand.size) if bestand else _seal(form.cleaned_data["tekst"])
    return receive_lijst(
        verzegeld,
        grootte=grootte,
        naam=bestand.name if bestand else GEPLAKT,
        vorm=Aanlevering.Vorm.BESTAND if bestand else Aanlevering.Vorm.PLAK,
        opleider=request.lidmaatschap.organisatie,
        door=refer(request.user),
        op=timezone.now(),
    )


@sensitive_variables()
def _seal(tekst: str) -> tuple[IO[bytes], int]:
    """Pasted text as a file of the kluis, and its number of bytes before that."""
    inhoud = tekst.encode("utf-8", errors="replace")
    doel = BytesIO()
    kluis = Kluis(doel)
    kluis.write(inhoud)
    kluis.close()
    doel.seek(0)
    return doel, len(inhoud)


def _refuse(request: HttpRequest, form: Lijstform, meldingen: list[str]) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"fouten": meldingen})
    return _show(request, form, meldingen)


def _show(request: HttpRequest, form: Lijstform, meldingen: list[str] | None = None) -> HttpResponse:
    context = {
        "form": form,
        "velden": [(veld, veld.errors) for veld in form],
        "meldingen": [] if form.is_bound else meldingen or [],
        "dagen": aanleverregels_op(timezone.localdate()).lijst_dagen,
        "kolommen": load_kolommen().values(),
        "lijsten": list(find_open_lijsten(request.lidmaatschap.organisatie)),
    }
    return render(request, "opleidingen/lijsten/nieuw.html", context)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"

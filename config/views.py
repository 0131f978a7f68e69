from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request as page_of_bad_request
from django.views.defaults import server_error as page_of_server_error
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from kern.problemen import make_problem

LANGSTE_LIMIET = 5 * 60


class Beschrijving(SpectacularJSONAPIView):
    """The OpenAPI description: for everybody, and readable by a page of another site (rule publish-openapi)."""

    authentication_classes = ()
    schema = None

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        response = super().get(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response


def is_api(request: HttpRequest) -> bool:
    """Whether a machine asks, so that no answer is a page."""
    return f"{request.path}/".startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What never reached a view: a strange host, too many fields."""
    if is_api(request):
        return make_problem(400, "Dit verzoek begrijpen wij niet. Kijk het adres en de headers na.")
    return page_of_bad_request(request, exception)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """What allauth shows when its limits are reached; the longest of them lasts five minutes."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(LANGSTE_LIMIET)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """What nobody expected: a sentence for people, problem+json for machines, the rest for the log."""
    if is_api(request):
        return make_problem(500, "Er ging bij ons iets mis. Probeer het later opnieuw.")
    return page_of_server_error(request)

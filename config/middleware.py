from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from config.views import is_api

Answer = Callable[[HttpRequest], HttpResponse]


def api_versie(get_response: Answer) -> Answer:
    """Tell on every answer of the API, faults included, which version gave it (API Design Rules: version header)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_api(request):
            response["API-Version"] = settings.API_VERSIE
        return response

    return middleware


def besloten(get_response: Answer) -> Answer:
    """Keep what somebody sees while signed in out of every cache, also the browser's own after signing out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request.user, "is_authenticated", False) and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware

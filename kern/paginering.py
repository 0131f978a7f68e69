from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from kern.fouten import Fout, Fouten

GEEN_PAGINA = Fout(
    "pagina-onbekend", "Deze pagina is er niet. Begin bij pagina=1 en volg het adres in het veld volgende.", "pagina"
)


class Paginering(PageNumberPagination):
    """Pages of a list in the words of the API: `{aantal, volgende, vorige, resultaten}`."""

    page_query_param = "pagina"
    page_size_query_param = "perPagina"
    max_page_size = 500

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list[Any] | None:
        """The rows of the page asked for. Raises Fouten (404) that says it is the page that is not there."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except NotFound:
            raise Fouten(GEEN_PAGINA, status=404) from None

    def get_paginated_response(self, data: list[Any]) -> Response:
        return Response(
            {
                "aantal": self.page.paginator.count,
                "volgende": self.get_next_link(),
                "vorige": self.get_previous_link(),
                "resultaten": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["aantal", "volgende", "vorige", "resultaten"],
            "properties": {
                "aantal": {"type": "integer"},
                "volgende": address,
                "vorige": address,
                "resultaten": schema,
            },
        }

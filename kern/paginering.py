from typing import Any

from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response


class Paginering(PageNumberPagination):
    """Pages of a list in the words of the API: `{aantal, volgende, vorige, resultaten}`."""

    page_query_param = "pagina"
    page_size_query_param = "perPagina"
    max_page_size = 500

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

"""How a machine key looks in the API description."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class Sleutelbeschrijving(OpenApiAuthenticationExtension):
    """Spectacular finds this class by itself once the module is imported."""

    target_class = "accounts.authentication.Sleutelauthenticatie"
    name = "sleutel"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Een sleutel die de beheerder van een organisatie op de pagina Sleutels maakt.",
        }

"""One completion in the API: see it, correct it, withdraw it."""

from opleidingen.api_deelnames.views import DeelnameView

__all__ = ["DeelnameView"]

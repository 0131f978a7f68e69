"""One run of work on a list: it tells how far it is, and hears that another took over."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from opleidingen.models import Aanleverlijst


class Ingehaald(Exception):  # noqa: N818 - no fault: somebody else goes on
    """Another run does this work now, or the list is gone."""


@dataclass(frozen=True, slots=True)
class Ronde:
    lijst_id: str
    nummer: int

    def note(self, **velden: Any) -> None:
        """Change the list, as long as this is its round. Raises Ingehaald when it is not."""
        eigen = Aanleverlijst.objects.filter(pk=self.lijst_id, ronde=self.nummer)
        if not eigen.update(bewogen_op=timezone.now(), **velden):
            raise Ingehaald

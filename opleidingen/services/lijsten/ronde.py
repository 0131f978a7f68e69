"""One run of work on a list: it tells how far it is, and hears that another took over. And how long a list stays."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from opleidingen.aanleverregels import aanleverregels_op
from opleidingen.models import Aanleverlijst


class Ingehaald(Exception):  # noqa: N818 - no fault: somebody else goes on
    """Another run does this work now, or the list is gone."""


def find_einde(op: datetime) -> datetime:
    """Until when a list is kept to which something happened at `op`."""
    return op + aanleverregels_op(timezone.localdate(op)).lijsttijd


@dataclass(frozen=True, slots=True)
class Ronde:
    lijst_id: str
    nummer: int

    def note(self, **velden: Any) -> None:
        """Change the list, as long as this is its round. Raises Ingehaald when it is not."""
        eigen = Aanleverlijst.objects.filter(pk=self.lijst_id, ronde=self.nummer)
        if not eigen.update(bewogen_op=timezone.now(), **velden):
            raise Ingehaald

"""A fault: what is wrong, where, and what to do about it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fout:
    """One fault in what somebody sent.

    `code` is stable, kebab-case Dutch, for machines; `melding` a full Dutch sentence that says what to do;
    `plaats` a dotted path to the place in the input ("regels.3.eindDatum"), empty for the whole.
    """

    code: str
    melding: str
    plaats: str = ""


class Fouten(Exception):  # noqa: N818 - plural of Fout: the faults of one request together
    """All faults of one request at once, at least one. `status` is the HTTP status that an API answers with."""

    def __init__(self, *fouten: Fout, status: int = 400) -> None:
        if not fouten:
            raise ValueError("Zonder fout is er niets te melden.")
        super().__init__("; ".join(fout.code for fout in fouten))
        self.fouten = fouten
        self.status = status

    def add_to(self, form: Any) -> None:
        """Show each fault in a form: at the field it is about, or above the whole."""
        for fout in self.fouten:
            form.add_error(fout.plaats if fout.plaats in form.fields else None, fout.melding)

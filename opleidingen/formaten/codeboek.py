"""The codes of an opleider as their lists write them: in another case, as their own code, by name, without its zeros.

Pure. A code that several things could be is left as it was written: then the row says that it is unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

SOORTEN = {"uitvoeringscode": "uitvoering", "modulecode": "module", "bijeenkomstcode": "bijeenkomst"}


@dataclass(slots=True)
class Codes:
    """Codes of one kind, by everything that may stand for them."""

    eigen: set[str] = field(default_factory=set)
    anders: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, *namen: str) -> None:
        self.eigen.add(code)
        for sleutel in {_fold(naam) for naam in (code, code.lstrip("0"), *namen)} - {""}:
            # A sign that no code holds: what two things are called points at neither.
            self.anders[sleutel] = code if self.anders.get(sleutel, code) == code else "\0"

    def find(self, tekst: str) -> str:
        """The code that is meant, or the text itself."""
        if tekst in self.eigen:
            return tekst
        code = self.anders.get(_fold(tekst), "")
        return code if code in self.eigen else tekst


@dataclass(slots=True)
class Codeboek:
    """`opleidingen`, and per course and kind of part (a field of the API) the codes of its parts."""

    opleidingen: Codes = field(default_factory=Codes)
    delen: dict[tuple[str, str], Codes] = field(default_factory=dict)

    def add_opleiding(self, code: str, *namen: str) -> None:
        self.opleidingen.add(code, *namen)

    def add_delen(self, veld: str, delen: Iterable[tuple[str, str, str]]) -> None:
        """Add parts, as code of the course, code and own code."""
        for opleidingscode, code, eigen_code in delen:
            self.delen.setdefault((opleidingscode, veld), Codes()).add(code, eigen_code)

    def find_opleiding(self, tekst: str) -> str:
        return self.opleidingen.find(tekst)

    def is_opleiding(self, tekst: str) -> bool:
        return self.opleidingen.find(tekst.strip()) in self.opleidingen.eigen

    def find_deel(self, veld: str, opleidingscode: str, tekst: str) -> str:
        codes = self.delen.get((opleidingscode, veld))
        return codes.find(tekst) if codes else tekst


def _fold(tekst: str) -> str:
    return " ".join(tekst.split()).casefold()

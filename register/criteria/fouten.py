"""What is wrong with a file that somebody wrote, said so that they can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Fout:
    """One fault: `plaats` is a dotted key, or `regel 3` where the file cannot be parsed."""

    plaats: str
    melding: str

    def __str__(self) -> str:
        return f"{self.plaats}: {self.melding}" if self.plaats else self.melding


class Onbruikbaar(ValueError):  # noqa: N818  (a Dutch noun, as everywhere in the domain)
    """The input cannot be judged. Carries every fault, never only the first."""

    def __init__(self, bestand: str, fouten: Iterable[Fout]) -> None:
        self.bestand = bestand
        self.fouten = tuple(fouten)
        super().__init__("\n".join(f"{bestand}: {fout}" for fout in self.fouten))


def decode_utf8(inhoud: bytes, bestand: str) -> str:
    """The text of a file. Raises Onbruikbaar with the line where it stops being UTF-8."""
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = inhoud.count(b"\n", 0, fout.start) + 1
        raise Onbruikbaar(bestand, [Fout(f"regel {regel}", "Hier staat iets dat geen UTF-8 is.")]) from None


def suggest_word(woord: str, bekend: Iterable[str]) -> str:
    """A sentence with the nearest known word, or with all of them when none is near."""
    woorden = sorted(bekend)
    dichtbij = get_close_matches(woord, woorden, n=1, cutoff=0.5)
    if dichtbij:
        return f"Bedoel je '{dichtbij[0]}'?"
    if not woorden:
        return "Er is hier geen enkel woord bekend."
    return f"Kies uit: {', '.join(woorden)}."

"""The kinds of eis. A new kind is one new file and one new line in `VORMEN`."""

from collections.abc import Callable, Mapping

from register.criteria.eisen.aandeel import read_aandeel_eis
from register.criteria.eisen.combinatie import Combinatie, read_combinatie
from register.criteria.eisen.looptijd import read_looptijd
from register.criteria.eisen.minimum import read_minimum
from register.criteria.eisen.spreiding import read_spreiding
from register.criteria.eisen.stuk import read_bewijs, read_verklaring
from register.criteria.eisen.werk import read_werk
from register.criteria.geldigheid import read_geldigheid
from register.criteria.reader import Reader
from register.criteria.voorwaarde import Voorwaarde, read_voorwaarde
from register.criteria.vorm import Eis, Vorm
from register.criteria.woorden import Woorden

SOORTEN_TOETS = ("eerste", "herregistratie")
VORMEN: Mapping[str, Callable[[Reader, Woorden], Vorm]] = {
    "minimum": read_minimum,
    "aandeel": read_aandeel_eis,
    "spreiding": read_spreiding,
    "werk": read_werk,
    "verklaring": read_verklaring,
    "bewijs": read_bewijs,
    "looptijd": read_looptijd,
}

COMBINATIE = "combinatie"
"""The one kind that is made of others, so it is read together with them."""


def read_eis(code: str, reader: Reader, woorden: Woorden) -> Eis:
    """Read one `[eisen.code]` table; a part of another eis has a dotted code and needs no `artikel`."""
    geldig_van, geldig_tot = read_geldigheid(reader)
    is_deel = "." in code
    return Eis(
        code=code,
        titel=reader.text("titel"),
        uitleg=reader.text("uitleg") if reader.has("uitleg") or not is_deel else "",
        artikel=reader.text("artikel") if reader.has("artikel") or not is_deel else "",
        bij=reader.choices("bij", SOORTEN_TOETS) if reader.has("bij") else frozenset({"herregistratie"}),
        voorwaarde=read_voorwaarde(reader.table("alleen"), woorden) if reader.has("alleen") else Voorwaarde(),
        geldig_van=geldig_van,
        geldig_tot=geldig_tot,
        vorm=_read_vorm(code, reader, woorden),
    )


def _read_vorm(code: str, reader: Reader, woorden: Woorden) -> Vorm:
    """The part that differs per kind. Of an unknown kind nothing is known, so no key is called wrong."""
    naam = reader.choice("vorm", (*VORMEN, COMBINATIE))
    if not naam:
        return Combinatie(None, ())
    vorm = VORMEN[naam](reader, woorden) if naam in VORMEN else _read_combinatie(code, reader, woorden)
    reader.close()
    return vorm


def _read_combinatie(code: str, reader: Reader, woorden: Woorden) -> Combinatie:
    delen = [read_eis(f"{code}.{deel}", rij, woorden) for deel, rij in reader.named_tables("onderdelen")]
    return read_combinatie(reader, tuple(delen))

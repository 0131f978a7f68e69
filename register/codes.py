"""The code on a certificate: random, without meaning, easy to read aloud and to type over.

Sixteen characters of Crockford's base32 hold 80 bits, so that nobody finds one by trying. There is no I, L, O or U
in it; whoever types an I or L means 1, and an O means 0.
"""

import re
import secrets

ALFABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTE = 16
GROEP = 4
LEESFOUTEN = str.maketrans("OIL", "011")


def draw_code() -> str:
    """Draw a new code, without hyphens. The caller claims it by the unique constraint."""
    return "".join(secrets.choice(ALFABET) for _ in range(LENGTE))


def normalize_code(text: str) -> str:
    """Bring a typed code to the form in which it is kept, whatever its case, spaces and hyphens."""
    return re.sub(r"[\s\-–]", "", text).upper().translate(LEESFOUTEN)


def is_code(text: str) -> bool:
    """Tell whether normalized text can be a code."""
    return bool(re.fullmatch(rf"[{ALFABET}]{{{LENGTE}}}", text))


def format_code(code: str) -> str:
    """Group a code for reading: `7K2M-P9QX-04TR-WZ8B`."""
    return "-".join(code[begin : begin + GROEP] for begin in range(0, len(code), GROEP))

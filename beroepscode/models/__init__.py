"""What you and your peers learned. The texts of the code and the kenmerken are dated TOML, not rows."""

from beroepscode.models.bijeenkomst import Aanwezigheid, Bijeenkomst
from beroepscode.models.ondertekening import Ondertekening
from beroepscode.models.reflectie import Bevestiging, Reflectie

__all__ = ["Aanwezigheid", "Bevestiging", "Bijeenkomst", "Ondertekening", "Reflectie"]

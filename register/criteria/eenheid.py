"""Amounts are counted in whole steps, so that sums are exact and equal to what SQL sums.

A point is 100 steps, an hour 60 (its minutes), a piece 1. Decimals appear only at the edges.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

STAPPEN = {"punten": 100, "uren": 60, "aantal": 1}
VERLICHT_OP = {"punten": 25, "uren": 15, "aantal": 1}
"""A norm made lighter is rounded down to this many steps: a quarter, or a whole piece."""
CENT = Decimal("0.01")


def to_steps(getal: Decimal, eenheid: str) -> int:
    """`getal` in steps; exact when it fits, else rounded down."""
    return int((getal * STAPPEN[eenheid]).to_integral_value(ROUND_FLOOR))


@lru_cache(maxsize=16_384)
def to_decimal(stappen: int, eenheid: str) -> Decimal:
    """Steps as a number with at most two decimals, rounded down (100 minutes are 1.66 hours)."""
    return (Decimal(stappen) / STAPPEN[eenheid]).quantize(CENT, ROUND_FLOOR)


@lru_cache(maxsize=16_384)
def to_shortage(stappen: int, eenheid: str) -> Decimal:
    """Like `to_decimal` but rounded up, so that being one minute short never reads as 0."""
    return (Decimal(stappen) / STAPPEN[eenheid]).quantize(CENT, ROUND_CEILING)


def to_text(getal: Decimal) -> str:
    """A decimal string without trailing zeros or exponent: 120, 2.5, 0."""
    return format(getal.normalize(), "f") if getal else "0"


def fits_quarter(getal: Decimal) -> bool:
    """True when `getal` is a whole number of quarters, the smallest part a norm may have."""
    return getal % Decimal("0.25") == 0

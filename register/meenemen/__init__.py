"""Everything of somebody as one zip: what the register knows of them, to read, to keep and to take elsewhere.

`bronnen` is the table of what goes along; a new model with a path to a person needs one entry there.
"""

from register.meenemen.pakket import write_pakket

__all__ = ["write_pakket"]

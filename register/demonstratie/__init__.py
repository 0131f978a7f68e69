"""A register full of invented people, for showing and for testing. Nobody in it exists.

Deterministic: the same `peildatum` gives the same people with the same dossiers. A register that is filled stays.
"""

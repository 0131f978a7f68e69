"""Rows that hold from a day until a day: the abstract base for dated facts."""

from datetime import date

from django.db import models
from django.db.models import F, Q


class GeldigQuerySet(models.QuerySet):
    def op(self, peildatum: date) -> "GeldigQuerySet":
        """Rows that hold on `peildatum`; `geldig_tot` itself is the first day that a row no longer holds."""
        return self.filter(
            Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=peildatum),
            geldig_van__lte=peildatum,
        )


class Geldig(models.Model):
    geldig_van = models.DateField("geldig van", help_text="De eerste dag waarop dit geldt.")
    geldig_tot = models.DateField(
        "geldig tot",
        null=True,
        blank=True,
        help_text="De eerste dag waarop dit niet meer geldt. Leeg: geen einde.",
    )

    objects = GeldigQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_tot_na_van",
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("geldig_van")),
                violation_error_message="De einddatum ligt na de begindatum.",
            )
        ]

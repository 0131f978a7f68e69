"""See, correct and withdraw one completion: only the opleider's own, anything else is 404."""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.toegang import RequireScope
from opleidingen.api import read_body
from opleidingen.api_deelnames import beschrijving
from opleidingen.api_deelnames.beeld import draw_deelname
from opleidingen.correcties import read_correctie, read_reden
from opleidingen.models import Deelname
from opleidingen.queries import find_eigen_deelnames
from opleidingen.services.deelnames import correct_deelname, withdraw_deelname

LEZEN, SCHRIJVEN = RequireScope("aanleveren", "lezen"), RequireScope("aanleveren")


class DeelnameView(APIView):
    """Sent twice, nothing happens twice: what stands as asked is left alone."""

    schema = beschrijving.MetInhoud()

    def get_permissions(self) -> list[BasePermission]:
        return [LEZEN if self.request.method in SAFE_METHODS else SCHRIJVEN]

    @extend_schema(**beschrijving.DEELNAME)
    def get(self, request: Request, pk: int) -> Response:
        return Response(draw_deelname(self.find(pk)))

    @extend_schema(**beschrijving.CORRIGEREN)
    @transaction.atomic
    def patch(self, request: Request, pk: int) -> Response:
        deelname = self.find(pk)
        correctie = read_correctie(read_body(request))
        correct_deelname(deelname, correctie.velden, reden=correctie.reden, **self.by())
        return Response(draw_deelname(self.find(pk)))

    @extend_schema(**beschrijving.INTREKKEN)
    @transaction.atomic
    def delete(self, request: Request, pk: int) -> Response:
        deelname = self.find(pk)
        reden = read_reden(read_body(request))
        if deelname.ingetrokken_op is None:
            withdraw_deelname(deelname, reden=reden, **self.by())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def find(self, pk: int) -> Deelname:
        return get_object_or_404(find_eigen_deelnames(self.request.auth.organisatie), pk=pk)

    def by(self) -> dict[str, Any]:
        return {"door": self.request.auth, "peildatum": timezone.localdate(), "op": timezone.now()}

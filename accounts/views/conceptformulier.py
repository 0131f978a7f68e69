"""Drafts for any page with a form, in three lines.

    @with_concept("activiteit-{pk}")                    instead of @login_required
    form = request.concept.fill(ActiviteitForm(...))    the draft stands in the form when the page opens
    with request.concept.finish(): save(form)           saved and the draft gone, or neither

For what exists already `request.concept.edit(form, rij)` takes the place of `fill`: then the form is invalid, once,
when somebody changed meanwhile what it would save over.

and in the template `data-concept` on the form, `onderdelen/conceptregel.html` above it and `onderdelen/concept.html`
in its row of buttons. `static/js/concept.js` does the rest; without it the button "Bewaar als concept" does.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial, wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.db.models import Model
from django.forms import BaseForm, FileField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from accounts.context import add_klaar
from accounts.services.concepten import (
    HOOGSTE_VERSIE,
    NieuwerConcept,
    Stand,
    Velden,
    discard_concept,
    load_concept,
    make_merk,
    save_concept,
)
from accounts.views.noodkopie import drop_noodkopie, find_noodkopie, keep_noodkopie, read_velden, read_versie
from accounts.views.uitgangspunt import (
    VELD,
    VERANDERD,
    Gelezenrij,
    Ingehaald,
    Verandering,
    find_veranderingen,
    mark_form,
)
from kern.fouten import Fouten

View = Callable[..., HttpResponse]
KNOPPEN = ("_concept", "_opnieuw", "_nieuwste")


class Conceptknop(Exception):  # noqa: N818 - a way back, not a mistake
    """Somebody pressed a button of the draft, on a page that they may open: the view is done."""


def with_concept(formulier: str) -> Callable[[View], View]:
    """Open a page for whoever has signed in, with `request.concept`: the draft of its form.

    `formulier` may hold places of the address, such as `activiteit-{pk}`. What somebody sends when their session is
    over stands in the form again once they have signed in. A draft is kept once the view came as far as its form:
    a page that does not exist for this person has none.
    """

    def decorate(view: View) -> View:
        @sensitive_post_parameters()
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    keep_noodkopie(request)
                return redirect_to_login(request.get_full_path())
            request.concept = Conceptformulier(request, formulier.format(**kwargs))
            try:
                return view(request, *args, **kwargs)
            except Conceptknop:
                further = request.concept.answer
            except Ingehaald:
                further = partial(opened, request, *args, **kwargs)
            return further()  # out here, so that a report of a crash in it holds nothing of the view

        return opened

    return decorate


def refuse_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What CSRF_FAILURE_VIEW answers: a form that stood open while somebody signed in again keeps its text.

    Another site cannot plant text this way: the mark in the form is known to this person's own pages alone.
    """
    merk = request.POST.get("_merk", "")
    if not merk or (request.user.is_authenticated and merk != make_merk(request.user)):
        return csrf_failure(request, reason)
    keep_noodkopie(request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    messages.info(request, "Je formulier stond lang open. Je tekst staat er nog: verstuur hem nu opnieuw.")
    return redirect(request.get_full_path())


class Conceptformulier:
    """The draft behind the form of one page, for one person."""

    def __init__(self, request: HttpRequest, formulier: str) -> None:
        self.request, self.gebruiker, self.formulier = request, request.user, formulier
        self.merk = make_merk(request.user)
        self.stand = load_concept(request.user, formulier)
        self.velden = self.stand.velden
        self.botsing: Stand | None = None
        self.geopend: datetime | None = None
        self.uitgangspunt = ""
        self.veranderingen: list[Verandering] = []
        self.gelezen: Gelezenrij | None = None

    @property
    def versie(self) -> int:
        """The version under the text in the form: the one it was typed on when it comes back with faults."""
        gepost = read_versie(self.request.POST)
        return self.stand.versie if gepost is None else gepost

    @property
    def geopend_op(self) -> str:
        """When the text was saved that stands in the form, in words; empty when no draft was put there."""
        return format_moment(self.geopend) if self.geopend else ""

    @property
    def nieuwer_op(self) -> str:
        """When the newer text was saved that the text in the form would overwrite; empty when there is none."""
        return format_moment(self.botsing.bewaard_op) if self.botsing else ""

    @sensitive_variables()
    def answer(self) -> HttpResponse:
        """Do what a button of the draft asks."""
        data = self.request.POST
        if "_concept" in data:
            self._save()
        elif "_opnieuw" in data:
            self._begin_again()
        else:
            drop_noodkopie(self.request, self.merk)
        return redirect(self.request.get_full_path())

    @sensitive_variables()
    def fill(self, form: BaseForm) -> BaseForm:
        """Put the draft in a form that was not sent, exactly as if it were typed."""
        self._leave_at_knop()
        self._take_noodkopie()
        if not form.is_bound and self.velden is not None:
            data = QueryDict(mutable=True)
            for naam, waarden in self.velden.items():
                data.setlist(naam, list(waarden))
            form.initial = form.initial | dict(_read_typed(form, data))
            self.geopend = self.stand.bewaard_op or timezone.now()
        return form

    @sensitive_variables()
    def edit(self, form: BaseForm, rij: Model | None = None, *, slot: Model | None = None) -> BaseForm:
        """As `fill`, for the form of what exists already: what changed since the page was opened stops it once.

        `rij` is the row behind the form: `finish` holds it until all is saved. Services lock `slot` before it.
        """
        zout = f"{self.gebruiker.pk} {self.formulier}"
        nu = mark_form(form, zout)  # before a draft stands in the form
        self.gelezen = Gelezenrij(rij, slot) if rij is not None else None
        self.fill(form)
        self.uitgangspunt = nu
        if not form.is_bound:
            self.uitgangspunt = next(iter((self.velden or {}).get(VELD, ())), nu)
        elif veranderingen := find_veranderingen(form, self.request.POST.get(VELD, ""), zout):
            self.veranderingen = veranderingen
            form.add_error(None, VERANDERD)
        return form

    @contextmanager
    def finish(self) -> Iterator[None]:
        """Save in here what the form brought: the draft goes in the same transaction. Newer text of a tab stays."""
        self._leave_at_knop()
        with transaction.atomic():
            if self.gelezen:
                self.gelezen.check()
            yield
            gepost = read_versie(self.request.POST)
            versie = HOOGSTE_VERSIE if gepost is None else gepost
            discard_concept(self.gebruiker, self.formulier, versie=versie, op=timezone.now())
        drop_noodkopie(self.request, self.merk)
        if tab := self.request.POST.get("_tab", "")[:40]:
            add_klaar(self.request, tab)

    def _leave_at_knop(self) -> None:
        if any(knop in self.request.POST for knop in KNOPPEN):
            raise Conceptknop

    def _save(self) -> None:
        over = read_versie(self.request.POST, "_concept")  # after a choice this is the version to overwrite
        try:
            self._write(read_velden(self.request.POST), self.versie if over is None else over)
        except NieuwerConcept:
            keep_noodkopie(self.request)
        except Fouten as fouten:
            keep_noodkopie(self.request)
            messages.error(self.request, fouten.fouten[0].melding)
        else:
            drop_noodkopie(self.request, self.merk)
            messages.success(self.request, "Je concept is bewaard. Je kunt later verder.")

    def _begin_again(self) -> None:
        drop_noodkopie(self.request, self.merk)
        discard_concept(self.gebruiker, self.formulier, versie=self.versie, op=timezone.now())

    def _write(self, velden: Velden, versie: int) -> None:
        self.stand = save_concept(self.gebruiker, self.formulier, velden, versie=versie, op=timezone.now())

    @sensitive_variables()
    def _take_noodkopie(self) -> None:
        """Make a draft of what this browser kept when the session was over; with newer text beside it: ask."""
        kopie = find_noodkopie(self.request, self.merk) if self.request.method == "GET" else None
        if kopie is None:
            return
        self.velden = kopie.velden
        over = kopie.versie if self.stand.velden else self.stand.versie  # what was sent is no newer text
        try:
            self._write(kopie.velden, over)
        except NieuwerConcept as nieuwer:
            self.botsing, self.stand = nieuwer.stand, Stand(kopie.versie)
        except Fouten:
            pass  # it stays where it is; the text stands in the form
        else:
            drop_noodkopie(self.request, self.merk)


def _read_typed(form: BaseForm, data: QueryDict) -> Iterator[tuple[str, object]]:
    for naam, field in form.fields.items():
        key = form.add_prefix(naam)
        if field.disabled or isinstance(field, FileField) or field.widget.value_omitted_from_data(data, {}, key):
            continue
        yield naam, field.widget.value_from_datadict(data, {}, key)


def format_moment(op: datetime) -> str:
    """A moment as people say it: "14.30 uur", with the day when that is not today."""
    here = timezone.localtime(op)
    return date_format(here, "H.i \\u\\u\\r" if here.date() == timezone.localdate() else "j F Y, H.i \\u\\u\\r")

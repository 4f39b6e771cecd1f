"""A copy of their data for somebody who has no account: printed by staff, who opened the record with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from accounts.step_up import needs_fresh_factor
from claims.access import Viewing, in_capitals
from claims.models import Claim
from claims.records import as_visitor, opening_of, people_on, record_visit
from core import access
from core.permissions import Permission
from govuk.fields import RadiosField
from govuk.forms import GovukForm
from privacy.pdf import copy_pdf
from privacy.services import may_have_on_paper, print_copy


class PaperForm(GovukForm):
    """How they get it."""

    title = gettext_lazy("How will they get the copy of their data?")
    button = gettext_lazy("Print the copy")
    way = RadiosField(
        label=gettext_lazy("How they get it"),
        personal=False,
        missing=gettext_lazy("Select how they will get the copy"),
        choices=[
            ("post", gettext_lazy("By post, to the address on their claim")),
            ("hand", gettext_lazy("I hand it to them, after looking at a document with their photo")),
        ],
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(people) > 1:
            self.fields["whose"] = RadiosField(
                label=gettext_lazy("Whose data it is"),
                personal=False,
                missing=gettext_lazy("Select whose data it is"),
                choices=[(str(each.pk), each.full_name) for each in people],
            )
            self.order_fields(["whose", "way"])


@access.staff(Permission.PRINT_DATA)
@needs_fresh_factor
def on_paper(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Say how they get it; then it is a PDF to print. Each visit is recorded, and they can see it. It holds
    what staff are not shown otherwise, so that it is for who has just confirmed that it is them."""
    actor = request.actor  # type: ignore[attr-defined]
    if elsewhere := in_capitals(request, reference):
        return elsewhere
    claim = get_object_or_404(Claim.objects.opened_by(actor), reference=reference)
    opening, people = opening_of(claim, actor), people_on(claim)
    if opening is None:
        raise Http404
    record_visit(claim=claim, people=people, opening=opening, page="copies:on_paper", by=actor)
    visitor = as_visitor(actor, opening)
    may_have = {str(each.pk): each for each in people if may_have_on_paper(each)}
    names = ", ".join(each.full_name for each in people)
    request.viewing_as_staff = Viewing(claim.reference, names)  # type: ignore[attr-defined]
    form = PaperForm(request.POST if request.method == "POST" else None, people=list(may_have.values()))
    if not may_have or not (form.is_bound and form.is_valid()):
        shown = {"form": form, "claim": claim, "people": list(may_have.values())}
        return render(request, "privacy/on_paper.html", shown)
    person = may_have[form.cleaned_data.get("whose", next(iter(may_have)))]
    document = print_copy(claim=claim, person=person, way=form.cleaned_data["way"], by=visitor)
    messages.success(request, _("The copy is made. We tell them that it was."))
    return HttpResponse(
        copy_pdf(document),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="data-{claim.reference}.pdf"'},
    )

"""The kinds of page that are for work: staff's, and employers' own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from demo.gallery.page_type import ITS_CLAIM, Opened, PageType

FOR_STAFF: tuple[PageType, ...] = (
    PageType(
        _("Work to do"),
        _("Claims that wait, oldest first, with what each waits for."),
        "staff/home.html",
        (Opened(_("As an adviser"), "amina.yusuf", "staff:home"),),
    ),
    PageType(
        _("Find a claimant"),
        _("By name, reference or National Insurance number."),
        "staff/find.html",
        (Opened(_("Find"), "amina.yusuf", "staff:find"),),
    ),
    PageType(
        _("Why are you looking?"),
        _("A record opens only with a reason, and the claimant can see it."),
        "staff/open.html",
        (Opened(_("Open a record"), "amina.yusuf", "staff:open", ITS_CLAIM, of="aisha.karim"),),
    ),
    PageType(
        _("Record"),
        _("Everything about a claim: who, where, circumstances, history."),
        "staff/record.html",
        (
            Opened(
                _("A record, once a reason is given"),
                "amina.yusuf",
                "staff:record",
                ITS_CLAIM,
                of="rosa.hughes",
            ),
        ),
    ),
    PageType(
        _("Signals"),
        _("What may be fraud or a mistake, with the reason. Nothing is decided by it."),
        "signals/list.html",
        (Opened(_("As a decision maker"), "tom.whitfield", "signals:list"),),
    ),
    PageType(
        _("An employer’s own pages"),
        _("Where the organisation stands, and who acts for it."),
        "employers/home.html",
        (
            Opened(_("Approved"), "maria.lopes", "employers:home"),
            Opened(_("Being checked"), "owen.price", "employers:home"),
            Opened(_("What happens next"), "owen.price", "employers:sent"),
            Opened(_("Who acts for it"), "maria.lopes", "employers:people"),
        ),
    ),
    PageType(
        _("Employers to check"),
        _("Registrations that wait, and by when they are to be answered."),
        "staff/employers.html",
        (Opened(_("As an adviser"), "amina.yusuf", "staff:employers"),),
    ),
    PageType(
        _("Decide"),
        _("What to check, what is known, and the decision with its reason."),
        "staff/decide.html",
        (
            Opened(
                _("A decision, once a reason is given"),
                "tom.whitfield",
                "staff:decide",
                ITS_CLAIM,
                of="aisha.karim",
            ),
        ),
    ),
)

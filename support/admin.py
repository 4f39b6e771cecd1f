"""What admins publish: announcements with their news, and busy times. What was published stays in its history."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.admin import KeptForever
from core.http import Request
from support.contents import content
from support.models import Announcement, AnnouncementKind, BusyTime, Update
from support.services import NothingToResolve, add_update, change_announcement, keep_busy_time, publish_announcement


def _kinds_of_pages() -> list[tuple[str, str]]:
    return [(kind.slug, gettext(kind.title)) for kind in content().kinds.values()]


def _channels() -> list[tuple[str, str]]:
    return [(channel.slug, gettext(channel.title)) for channel in content().channels.values()]


class AnnouncementForm(forms.ModelForm):  # type: ignore[type-arg]
    """An announcement, with the kinds of pages to choose from."""

    pages = forms.MultipleChoiceField(
        label=_("Pages"),
        choices=_kinds_of_pages,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to show it on every page."),
    )

    class Meta:
        model = Announcement
        fields = (
            "kind",
            "title",
            "words",
            "title_cy",
            "words_cy",
            "audience",
            "pages",
            "starts_at",
            "ends_at",
            "shown_from",
        )

    def clean_kind(self) -> str:
        """A problem is solved by news that say so, not by calling it solved."""
        kind = str(self.cleaned_data["kind"])
        if kind == AnnouncementKind.RESOLVED and self.instance.kind != kind:
            raise forms.ValidationError(_("Choose “Problem”. Once it is solved, add news that say so."))
        return kind


class NewsForm(forms.ModelForm):  # type: ignore[type-arg]
    """News of an announcement."""

    class Meta:
        model = Update
        fields = ("words", "words_cy", "resolves")

    def clean_resolves(self) -> bool:
        """Only a problem is solved."""
        resolves = bool(self.cleaned_data["resolves"])
        if resolves and self.instance.announcement.kind != AnnouncementKind.PROBLEM:
            raise forms.ValidationError(_("Only a problem that people still have can be solved"))
        return resolves


class NewsInline(admin.StackedInline):  # type: ignore[type-arg]
    """What was said, for reading, and room for more."""

    model = Update
    form = NewsForm
    extra = 0
    verbose_name_plural = _("News, oldest first")
    readonly_fields = ("at", "by_name")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Announcement)
class AnnouncementAdmin(KeptForever):
    """What people are told about the service: where, when, and by whom it was published."""

    form = AnnouncementForm
    list_display = ("title", "kind", "audience", "starts_at", "ends_at", "in_welsh", "published_by_name")
    list_filter = ("kind", "audience")
    search_fields = ("title", "words")
    readonly_fields = ("published_at", "published_by_name")
    fieldsets = (
        (None, {"fields": ("kind", "title", "words")}),
        (_("In Welsh"), {"fields": ("title_cy", "words_cy")}),
        (_("Where and when"), {"fields": ("audience", "pages", "starts_at", "ends_at", "shown_from")}),
        (_("Published"), {"fields": ("published_at", "published_by_name")}),
    )

    @admin.display(description=_("In Welsh"), boolean=True)
    def in_welsh(self, announcement: Announcement) -> bool:
        """Whether somebody has translated it."""
        return announcement.is_in_welsh

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[type[InlineModelAdmin[Any, Any]]]:
        # There is no news of what is not published yet.
        return [NewsInline] if obj else []

    def save_model(
        self, request: HttpRequest, obj: Announcement, form: forms.ModelForm[Announcement], change: bool
    ) -> None:
        by = cast(Request, request).actor
        if not change:
            publish_announcement(announcement=obj, by=by)
        elif form.changed_data:
            change_announcement(announcement=obj, changed=form.changed_data, by=by)
        if not obj.is_in_welsh:
            messages.warning(request, _("It has no Welsh words: people who read Welsh are shown the English."))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for news in formset.save(commit=False):
            try:
                add_update(
                    announcement=form.instance,
                    words=news.words,
                    words_cy=news.words_cy,
                    resolves=news.resolves,
                    by=cast(Request, request).actor,
                )
            except NothingToResolve:
                messages.error(request, _("The news was not published: only a problem that has begun can be solved."))


class BusyTimeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A busy time, with the ways to reach us to choose from."""

    channel = forms.ChoiceField(label=_("Way to reach us"), choices=_channels)

    class Meta:
        model = BusyTime
        fields = (
            "channel", "level", "recurrence", "weekday", "first_day", "last_day", "first_date", "last_date",
            "from_time", "until_time", "in_use",
        )  # fmt: skip


@admin.register(BusyTime)
class BusyTimeAdmin(KeptForever):
    """When many people contact us at once. A busy time that comes no more is taken out of use."""

    form = BusyTimeForm
    list_display = ("channel", "recurrence", "weekday", "from_time", "until_time", "level", "in_use")
    list_filter = ("channel", "in_use")

    def save_model(self, request: HttpRequest, obj: BusyTime, form: forms.ModelForm[BusyTime], change: bool) -> None:
        keep_busy_time(busy=obj, by=cast(Request, request).actor)

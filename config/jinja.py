"""The environment in which pages are rendered."""

from typing import Any

import jinja2
from django.conf import settings
from django.templatetags.static import static
from django.utils import translation

from accounts.one_login.configuration import is_on as one_login_is_on
from core.addresses import address_of
from govuk import formatting, summary
from govuk.bound import fixed
from govuk.contact import reach_us
from govuk.languages import in_language, translated
from govuk.messages import waiting_messages
from govuk.parts import part
from support.banner import banner
from support.panel import panel


class StrictAtTop(jinja2.ChainableUndefined):
    """Nothing, as the GOV.UK macros need it, except for a name nobody defined: that is a spelling mistake.

    `params.hint.text` is nothing when there is no hint. `{{ chlid.name }}` raises.
    """

    EMPTY_NAMES = frozenset({"undefined", "null", "successBanner", "typeClass"})
    """What the macros themselves leave undefined: two words of JavaScript, two in the notification banner."""

    def _name_or_fail(self) -> None:
        misspelt = self._undefined_obj is jinja2.utils.missing and self._undefined_hint is None
        if misspelt and self._undefined_name not in self.EMPTY_NAMES:
            self._fail_with_undefined_error()

    def __html__(self) -> str:
        self._name_or_fail()
        return super().__html__()

    def __str__(self) -> str:
        self._name_or_fail()
        return super().__str__()

    def __bool__(self) -> bool:
        self._name_or_fail()
        return False

    def __iter__(self) -> Any:
        self._name_or_fail()
        return super().__iter__()

    def __len__(self) -> int:
        self._name_or_fail()
        return 0

    def __getattr__(self, name: str) -> "StrictAtTop":
        if not name.startswith("__"):
            self._name_or_fail()
        return super().__getattr__(name)  # type: ignore[return-value]

    def __getitem__(self, name: str) -> "StrictAtTop":  # type: ignore[override]
        self._name_or_fail()
        return self


class Environment(jinja2.Environment):
    """Jinja's own, but for how a template holds what every template may use."""

    def make_globals(self, d: Any) -> Any:
        # Jinja chains two dictionaries, and copies the chain for each template, macro file and include that a page is
        # made of: that takes ten times as long as copying one. Nothing is added once templates are read.
        return {**self.globals, **(d or {})}


def environment(*, loader: jinja2.BaseLoader, **options: Any) -> jinja2.Environment:
    """Our templates first, then the GOV.UK components, with what every page may use."""
    components = jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")})
    options |= {"undefined": StrictAtTop, "extensions": ["jinja2.ext.i18n"], "autoescape": True}
    env = Environment(loader=jinja2.ChoiceLoader([loader, components]), **options)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        url=address_of,
        summary=summary,
        fixed=fixed,
        part=part,
        static=static,
        money=formatting.money,
        day=formatting.day,
        day_range=formatting.day_range,
        time_of_day=formatting.time_of_day,
        day_and_time=formatting.day_and_time,
        service_name=settings.SERVICE_NAME,
        branding=settings.BRANDING,
        waiting_messages=waiting_messages,
        in_language=in_language,
        reach_us=reach_us,
        help_panel=panel,
        announcements=banner,
        one_login_is_on=one_login_is_on,
        gettext=translated,
        _=translated,
    )
    return env

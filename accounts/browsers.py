"""What a browser calls itself, in words that its owner knows: "Chrome on Android". Shown, and never relied on."""

from __future__ import annotations

from django.utils.translation import gettext as _

# The first that is named in what the browser sends; most name several, for old reasons.
BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("EdgiOS", "Edge"),
    ("EdgA", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Opera", "Opera"),
    ("DuckDuckGo", "DuckDuckGo"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("Silk/", "Silk"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
MOST_READ = 500


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """The names of the browser and of what it runs on, each empty when it is none of the usual."""
    sent = user_agent[:MOST_READ]
    browser, system = (next((name for mark, name in known if mark in sent), "") for known in (BROWSERS, SYSTEMS))
    return browser, system


def in_words(browser: str, system: str) -> str:
    """What that is called, in the language of the page."""
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser that we do not know")

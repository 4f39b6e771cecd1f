"""Browser tests: a whole service for each file, and people at browsers who check every page they meet."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from config.set_up import BROWSERS
from tests.databases import MIGRATED, drop_database

pytest.register_assert_rewrite(
    *(
        "tests.system.claiming",
        "tests.system.keyboard",
        "tests.system.markup",
        "tests.system.service",
        "tests.system.visitor",
    ),
    "tests.journeys.telling",
)

from tests.system.looking import DESK, Critic  # noqa: E402
from tests.system.markup import NuChecker, can_run_nu  # noqa: E402
from tests.system.service import PREFIX, TEMPLATE, Service, make_template  # noqa: E402
from tests.system.visitor import Visitor  # noqa: E402

CRITIC = pytest.StashKey[Critic]()
# No page lives long enough for its scripts to be worth compiling well; but the next one runs the same ones.
SHORT_LIVED = "--no-opt --no-maglev --always-sparkplug --no-flush-bytecode --single-threaded-gc"
LOOKED = pytest.StashKey[list[tuple[int, int, str]]]()
# Files that drive a whole life take longest: begun first, so that two processes end at about the same time.
LONGEST = (
    *("test_one_whole_life", "test_without_javascript", "test_account", "test_production"),
    *("test_employers", "test_one_login", "test_equality", "test_gallery_of_states"),
)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder that every process of this run shares."""
    here = tmp_path_factory.getbasetemp()
    return here.parent if hasattr(request.config, "workerinput") else here


@pytest.fixture(scope="session")
def template(shared: Path) -> None:
    """Prepared before any browser starts, because Playwright's sync interface and the ORM do not go together; and once
    for all processes of a run, because it collects the static files that all of them serve."""
    if not (os.environ.get("DATABASE_URL") and os.environ.get("MIGRATION_DATABASE_URL")):
        pytest.fail("Browser tests need a database server. Run: make browser")
    made = shared / "template-made"
    with (shared / "template-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make_template()
            made.touch()


@pytest.fixture(scope="session")
def ready(template: None, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """What runs the services of this process."""
    templates = shared / "templates"
    templates.mkdir(exist_ok=True)
    here = tmp_path_factory.mktemp("service")
    with Service(f"{PREFIX}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}", here / "log", templates) as ready:
        yield ready


@pytest.fixture(scope="module")
def service(ready: Service) -> Iterator[Service]:
    """A service of this file's own, with the personas in it."""
    with ready.afresh():
        yield ready


@pytest.fixture(scope="session")
def playwright(template: None) -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.fail(f"None of {', '.join(BROWSERS)} is installed. Run: make browser")
    started = playwright.chromium.launch(
        executable_path=program, args=["--no-sandbox", "--disable-background-networking", f"--js-flags={SHORT_LIVED}"]
    )
    yield started
    started.close()


@pytest.fixture(scope="session")
def critic(shared: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Critic]:
    """Looks at every page that a test of this run comes to."""
    seen = shared / "seen"
    seen.mkdir(exist_ok=True)
    with ExitStack() as stack:
        nu = NuChecker(tmp_path_factory.mktemp("nu") / "nu.log") if can_run_nu() else None
        critic = Critic(seen, stack.enter_context(nu) if nu else None)
        request.config.stash[CRITIC] = critic
        yield critic


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    order = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Say how many pages were looked at, to the process that gathers the results if this is one of several, which
    tidies up after them all."""
    if not hasattr(session.config, "workerinput") and os.environ.get("MIGRATION_DATABASE_URL"):
        for name in (TEMPLATE, MIGRATED):
            drop_database(name)
    if critic := session.config.stash.get(CRITIC, None):
        by = "the Nu checker and a strict parser" if critic.nu else "a strict parser: no Java, or no vnu-jar"
        looked = (critic.pages, critic.axe_runs, by)
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["looked"] = looked
        else:
            session.config.stash.setdefault(LOOKED, []).append(looked)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what one of several processes looked at."""
    if looked := node.workeroutput.get("looked"):
        node.config.stash.setdefault(LOOKED, []).append(tuple(looked))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if looked := terminalreporter.config.stash.get(LOOKED, None):
        pages, axe_runs = (sum(each[place] for each in looked) for place in (0, 1))
        terminalreporter.write_line(f"Looked at {pages} pages. axe ran {axe_runs} times. HTML: {looked[0][2]}")


@pytest.fixture
def visitor(critic: Critic, browser: Browser, service: Service) -> Iterator[Callable[..., Visitor]]:
    """Somebody at a browser of their own, signed in as a persona if one is named."""
    contexts = []

    def arrive(persona: str = "", *, kind: type[Visitor] = Visitor, scripts: bool = True, **options: Any) -> Visitor:
        context = browser.new_context(
            base_url=service.url, locale="en-GB", java_script_enabled=scripts, **{"viewport": DESK, **options}
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        somebody = kind(context.new_page(), critic, scripts=scripts)
        if persona:
            somebody.sign_in_as(persona)
        return somebody

    yield arrive
    for context in contexts:
        context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A test that failed shows the end of what its service said."""
    report = yield
    service = getattr(item, "funcargs", {}).get("service")
    if report.failed and service:
        report.sections.append(("What the service said last", service.said()))
    return report

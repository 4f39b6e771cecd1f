"""Whether a page's HTML, as it was sent, is as the standard has it."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as WORDS

from config import processes
from tests.system.service import free_port

NU = Path(__file__).resolve().parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
START_SECONDS = 60
REFERENCES = ("for", "aria-controls", "aria-describedby", "aria-labelledby", "form", "list")
INTERACTIVE = {"a", "button", "details", "input", "label", "select", "textarea"}
MAY_HOLD = {("label", "input"), ("label", "select"), ("label", "textarea")}
MAY_HOLD_INTERACTIVE = {"details"}


def faults(source: str) -> list[str]:
    """What a strict parser stumbles over, ids given twice, references to nothing, and controls within controls."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(source)
    found = [f"line {line}: {WORDS[code] % details}" for (line, _column), code, details in parser.errors]
    ids = Counter(element.get("id") for element in page.iter() if element.get("id") is not None)
    found += [f"the id {name!r} is given {times} times" for name, times in ids.items() if times > 1]
    for element in page.iter():
        for name in REFERENCES:
            found += [
                f"<{element.tag} {name}> leads to no {to!r}" for to in element.get(name, "").split() if to not in ids
            ]
        to = element.get("href", "")
        if to.startswith("#") and to[1:] not in ids:
            found.append(f"a link leads to no {to!r}")
    return found + list(_within(page, None))


def _within(element: Element, control: str | None) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str):
            continue  # a comment
        hidden = child.tag == "input" and child.get("type") == "hidden"
        if control and child.tag in INTERACTIVE and not hidden and (control, child.tag) not in MAY_HOLD:
            yield f"<{child.tag}> is within <{control}>"
        inner = child.tag if child.tag in INTERACTIVE - MAY_HOLD_INTERACTIVE else control
        yield from _within(child, inner)


class NuChecker:
    """The W3C's Nu HTML checker, as a server of this run's own. Use as a context manager."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def __enter__(self) -> NuChecker:
        self.port = free_port()
        here = "-Dnu.validator.servlet.bind-address=127.0.0.1"
        # It lives for a few hundred pages: to compile it well takes longer than it saves, and needs a deeper stack.
        sparing = ("-Xss8m", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        command = ["java", *sparing, here, "-cp", str(NU), "nu.validator.servlet.Main", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, preexec_fn=processes.end_with_parent
            )
        self.ready = False
        return self

    def __exit__(self, *_problem: object) -> None:
        self.process.terminate()
        processes.end([self.process], seconds=10)

    def faults(self, source: str) -> list[str]:
        """What the checker calls an error."""
        return [
            f"line {each.get('lastLine')}: {each['message']} {each.get('extract', '')!r}"
            for each in json.loads(self._ask(source.encode()))["messages"]
            if each["type"] == "error"
        ]

    def _ask(self, source: bytes) -> bytes:
        deadline = time.monotonic() + START_SECONDS
        kind = {"Content-Type": "text/html; charset=utf-8", "User-Agent": "the tests"}  # it insists on knowing who asks
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
            try:
                connection.request("POST", "/?out=json&level=error", source, kind)
                answer = connection.getresponse()
                assert answer.status == 200, answer.reason
                self.ready = True
                return answer.read()
            except ConnectionRefusedError as refused:  # it takes seconds to start
                if self.ready or self.process.poll() is not None or time.monotonic() > deadline:
                    raise AssertionError(f"The Nu checker did not start\n{self.log.read_text()[-2000:]}") from refused
                time.sleep(0.1)
            finally:
                connection.close()


def can_run_nu() -> bool:
    """Whether there is a Java runtime, and the checker was installed: see `config.set_up`."""
    return bool(shutil.which("java")) and NU.exists()

"""Reading an email, whatever is in it: plain words, and what is to be known of it.

Nothing in it is believed and nothing is followed. Only so many bytes and parts of it are looked at, so that time and
memory have an end; headers are read as text and never by a parser of their grammar, which fails in ways of its own.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Sequence
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from html import unescape
from html.parser import HTMLParser

from django.conf import settings

from conversations.inbound.automatic import Headers, our_addresses, why_automatic
from conversations.inbound.models import Flaw, Vouched
from conversations.inbound.reading import LONGEST_WORDS, one_line, plain
from conversations.inbound.services import Incoming
from notifications.models import Medium

MOST_BYTES = 512 * 1024
"""Of one email: what comes after is not read. Words come before files, and none are longer."""
MOST_PARTS, MOST_NESTED = 100, 20
"""Parts of one email, and how many of them may have parts of their own: with each of these every line takes longer."""
LONGEST_HEADER = 2_000
MOST_PARAMETERS = 200
"""Of one header: the library takes them apart in a time that grows with the square of how many there are."""
_WITH_PARAMETERS = re.compile(rb"(?i)(?:^|[\r\n])content-(?:type|disposition):[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*")
UNREADABLE = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
logger = logging.getLogger(__name__)


def read_mail(raw: bytes, *, is_whole: bool = True) -> Incoming:
    """An email as it arrived, or its beginning. Never fails: what cannot be read is taken as it stands, for staff."""
    is_whole = is_whole and len(raw) <= MOST_BYTES
    raw = raw[:MOST_BYTES]
    try:
        return _read(raw, is_whole=is_whole)
    except UNREADABLE as problem:
        # Which of these the library raises for what, it does not say; none is a reason to lose what somebody wrote.
        logger.warning("An email could not be read: %s", type(problem).__name__)
    return _as_it_stands(raw)


def _read(raw: bytes, *, is_whole: bool) -> Incoming:
    if raw.lower().count(b"multipart/") > MOST_NESTED:
        raise ValueError("Too many parts within parts")
    if any(each[0].count(b";") > MOST_PARAMETERS for each in _WITH_PARAMETERS.finditer(raw)):
        raise ValueError("Too many parameters of a header")
    message = BytesParser(policy=policy.compat32).parsebytes(raw)
    headers = _headers(message)
    words, flaws = _words(message, is_whole=is_whole)
    senders = _addresses(headers.get("from", []))
    if len(senders) != 1:
        flaws.append(Flaw.SENDERS)
    sender = senders[0] if len(senders) == 1 else ""
    subject = one_line(_decoded(_first(headers, "subject")))
    parts = (_first(headers, "message-id"), ",".join(senders), _first(headers, "date"), subject, words)
    return Incoming(
        medium=Medium.EMAIL,
        reference=_reference(*parts),
        sender=sender,
        subject=subject,
        words=words,
        automatic=why_automatic(headers, sender),
        flaws=tuple(dict.fromkeys(flaws)),
        vouched=_vouched(headers, sender),
        ours=our_addresses(),
    )


def _as_it_stands(raw: bytes) -> Incoming:
    return Incoming(
        medium=Medium.EMAIL,
        reference=_reference(hashlib.sha256(raw).hexdigest()),
        sender="",
        words=plain(raw[: LONGEST_WORDS * 2].decode("utf-8", "replace")),
        flaws=(Flaw.UNREADABLE, Flaw.SENDERS),
    )


def _reference(*parts: str) -> str:
    """By what the same email is known again. More than its Message-ID: whoever knows that of a message could send
    another under it first, and the real one would be taken for the same."""
    return "email " + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _headers(message: Message) -> Headers:
    """Its headers by their names in small letters, each as one line, as they were written."""
    found: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        line = _text(str(value)[:LONGEST_HEADER].encode("utf-8", "surrogateescape"), None)
        line = " ".join(line.replace("\0", "").split())
        found.setdefault(str(name).lower()[:100], []).append(line)
    return found


def _first(headers: Headers, name: str) -> str:
    return next(iter(headers.get(name, [])), "")


def _decoded(header: str) -> str:
    """A header with its encoded words read (RFC 2047)."""
    try:
        return "".join(
            _text(part, charset) if isinstance(part, bytes) else part for part, charset in decode_header(header)
        )
    except (MessageError, ValueError, LookupError):
        return header


def _addresses(written: Sequence[str]) -> list[str]:
    """The different addresses that these headers name, without what is said beside them: anything may stand there, also
    an address that it is not from. Where that is not in quotes there are two, and neither is believed."""
    beside = r'=\?[^?\s]*\?[bqBQ]\?[^?\s]*\?=|"(?:[^"\\]|\\.)*"|\([^()]*\)'
    found = (re.findall(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+", re.sub(beside, " ", each)) for each in written)
    return list(dict.fromkeys(each.lower() for some in found for each in some))


def _vouched(headers: Headers, sender: str) -> Vouched:
    """What our own mail server found (RFC 8601). It takes out what others wrote under its name, and its line comes
    first; where it is not named in the settings, any such line may have been written by whoever wrote the rest."""
    ours, domain = settings.MAILBOX["checked_by"], sender.rpartition("@")[2]
    line = _first(headers, "authentication-results").lower()
    if not ours or not domain or line.partition(";")[0].split(" ")[0].strip() != ours.lower():
        return Vouched.UNKNOWN
    result = re.search(r";\s*dmarc=(\w+)", line)
    named = re.search(r"header\.from=([^\s;]+)", line)
    if result is None or (named and named[1].rpartition("@")[2] != domain):
        return Vouched.UNKNOWN
    return {"pass": Vouched.YES, "fail": Vouched.NO}.get(result[1], Vouched.UNKNOWN)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in their order; a message within this one as one of them."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting.extend(reversed([each for each in inner[:MOST_PARTS] if isinstance(each, Message)]))
        else:
            yield part


def _words(message: Message, *, is_whole: bool) -> tuple[str, list[Flaw]]:
    """Its plain words, else those of its web page; and what of it is not among them."""
    flaws: list[Flaw] = []
    plain_parts: list[str] = []
    web_parts: list[str] = []
    leaves = list(_leaves(message))
    for leaf in leaves:
        kind = leaf.get_content_type()
        is_file = leaf.get_content_disposition() == "attachment" or bool(leaf.get_filename())
        if is_file or kind not in ("text/plain", "text/html"):
            flaws.append(Flaw.FILES)
        else:
            (plain_parts if kind == "text/plain" else web_parts).append(_payload(leaf))
    words = plain("\n\n".join(plain_parts), LONGEST_WORDS + 1)
    if not words and web_parts:
        flaws.append(Flaw.HTML)
        pages = "\n\n".join(web_parts)
        words = plain(_without_tags(pages), LONGEST_WORDS + 1) or plain(pages, LONGEST_WORDS + 1)
    # Cut off within a file, the words are whole.
    ends_in_words = not leaves or leaves[-1].get_content_maintype() == "text"
    if len(words) > LONGEST_WORDS or len(leaves) >= MOST_PARTS or (not is_whole and ends_in_words):
        flaws.append(Flaw.CUT)
    return words[:LONGEST_WORDS], flaws


def _payload(leaf: Message) -> str:
    payload = leaf.get_payload(decode=True)
    return _text(payload if isinstance(payload, bytes) else b"", leaf.get_content_charset())


def _text(raw: bytes, charset: str | None) -> str:
    """Bytes as text in the charset that they say; where that is none, or cannot be so, in one of the two usual."""
    for each in (charset or "utf-8", "utf-8"):
        try:
            return raw.decode(each)
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


class _Words(HTMLParser):
    """What a reader would see of a web page, roughly."""

    HIDDEN = frozenset({"script", "style", "head", "title", "template"})
    BREAKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "table", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in self.HIDDEN and not self.hidden:
            self.hidden = tag
        if tag in self.BREAKS:
            self.words.append("\n")

        if tag == "body":
            self.hidden = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self.hidden:
            self.hidden = ""

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def _without_tags(page: str) -> str:
    reader = _Words()
    reader.feed(page[: LONGEST_WORDS * 10])
    # Never closed: that takes minutes for a page made to do so. What was not looked at by then are words, or a tag.
    rest = "" if reader.hidden or reader.rawdata.startswith("<") else unescape(reader.rawdata)
    return "".join(reader.words) + rest

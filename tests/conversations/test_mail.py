"""Email that people send us: read whatever is in it, kept once, and never answered where an answer could go round."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from accounts.models import Person
from conversations.inbound import collecting
from conversations.inbound.collecting import NotTakenIn, collect_from, collect_mail
from conversations.inbound.mail import MOST_BYTES, read_mail
from conversations.inbound.mailboxes import Folder, Found, Imap, MailboxFails, _Connection
from conversations.inbound.models import Arrived
from conversations.inbound.services import Incoming, take_in
from conversations.models import Post
from notifications.models import Message

NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number) for number in range(1000)
)


def mail(body: str | bytes = "My rent has gone up", sender: str = "kim@example.com", **headers: str) -> bytes:
    """An email as it arrives, with these headers besides: an underscore stands for a hyphen."""
    said = {"From": sender, "To": "help@service.example", "Subject": "Rent", "Message_ID": "<1@example.com>", **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in said.items()]
    head = "\r\n".join(lines).encode("utf-8", "surrogateescape")
    return head + b"\r\n\r\n" + (body.encode() if isinstance(body, str) else body)


def with_file(words: str | None = "Here it is", size: int = 10) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "Kim <kim@example.com>", "Rent", "<2@example.com>"
    message.set_content(words or "")
    message.add_alternative("<p>Not this</p>", subtype="html")
    message.add_attachment(b"x" * size, maintype="image", subtype="jpeg", filename="rent.jpg")
    return bytes(message)


@pytest.fixture(autouse=True)
def _domain(settings: Any) -> None:
    settings.EMAIL_DOMAIN, settings.SERVICE_URL = "service.example", "https://service.example"
    settings.DEFAULT_FROM_EMAIL = "no-reply@service.example"
    settings.MAILBOX = {**settings.MAILBOX, "address": "help@service.example"}


class TestReading:
    def test_words_are_read_and_files_are_not_taken(self) -> None:
        read = read_mail(with_file())
        assert (read.sender, read.subject, read.words) == ("kim@example.com", "Rent", "Here it is")
        assert read.flaws == ("files",)
        assert read.automatic is None

    @pytest.mark.parametrize(
        ("raw", "words", "flaws"),
        [
            (mail("caf\xe9".encode("latin-1")), "café", set()),
            (mail("café".encode(), Content_Type="text/plain; charset=us-ascii"), "café", set()),
            (mail(b"caf\xe9", Content_Type="text/plain; charset=klingon"), "café", set()),
            (mail(b"a\x00b\x1b[31mc\xe2\x80\xaed\r\ne"), "ab[31mcd\ne", set()),
            (mail("=C3=A9=ZZ", Content_Transfer_Encoding="quoted-printable"), "é=ZZ", set()),
            (mail("<style>p{}</style><p>Hello &amp; <b>bye</b>", Content_Type="text/html"), "Hello & bye", {"html"}),
            (mail("<head><body>Hi<script>x</script> & bye", Content_Type="text/html"), "Hi & bye", {"html"}),
            (mail("", Content_Type="text/plain"), "", set()),
            (b"", "", {"senders"}),
            (b"\x00\xff" * 100, None, {"senders"}),
            (mail("x" * 30_000), "x" * 20_000, {"cut"}),
            (mail(Content_Type="multipart/mixed"), None, set()),
            (mail(Content_Type='text/plain; charset="' + "x" * 5000), "My rent has gone up", set()),
            (b"From: kim@example.com\r\n" + NESTED + b"Help", None, {"unreadable", "senders"}),
            (b"From: kim@example.com\r\n" + b"A: b\r\n" * 50_000 + b"\r\nHelp", "Help", set()),
        ],
    )
    def test_whatever_it_is_written_in(self, raw: bytes, words: str | None, flaws: set[str]) -> None:
        read = read_mail(raw)
        assert words is None or read.words == words
        assert set(read.flaws) - {"files"} == flaws
        assert "\x00" not in read.words

    @pytest.mark.parametrize(
        ("sender", "who"),
        [
            ('"help@service.example" <Kim@Example.com>', "kim@example.com"),
            ("=?utf-8?q?help=40service.example?= <kim@example.com>", "kim@example.com"),
            ("kim@example.com <kim@example.com>", "kim@example.com"),
            ("help@gov.example <kim@example.com>", ""),
            ("kim@example.com, sam@example.com", ""),
            ("kim@example.com\r\nFrom: sam@example.com", ""),
            ("Kim", ""),
            ("kim@example.com\r\n\tBcc: everybody@example.com", ""),
            ("alice@example.org)bob@example.com", ""),
            ("x" * 10_000 + "@example.com", ""),
        ],
    )
    def test_who_it_is_from_is_one_address_or_nobody(self, sender: str, who: str) -> None:
        assert read_mail(mail(sender=sender)).sender == who

    @pytest.mark.parametrize(
        ("headers", "why"),
        [
            ({"Auto_Submitted": "auto-replied (vacation)"}, "automatic"),
            ({"Precedence": "Bulk"}, "automatic"),
            ({"List_Id": "<news.example.com>"}, "automatic"),
            ({"Return_Path": "<>"}, "automatic"),
            ({"X_Autoreply": "yes"}, "automatic"),
            ({"X_Auto_Response_Suppress": "DR, AutoReply"}, "automatic"),
            ({"Content_Type": "multipart/report; report-type=delivery-status; boundary=b"}, "automatic"),
            ({"sender": "MAILER-DAEMON@example.com"}, "automatic"),
            ({"sender": "bounces+kim=example@example.com"}, "automatic"),
            ({"sender": "No-Reply@example.com"}, "no-reply"),
            ({"sender": "orders.noreply@example.com"}, "no-reply"),
            ({"sender": "no-reply@service.example"}, "ours"),
            ({"sender": "anything@service.example"}, "ours"),
            ({"Auto_Submitted": "no", "Precedence": "normal", "Return_Path": "<kim@example.com>"}, None),
            ({"sender": "noreen.reply@example.com"}, None),
            ({"X_Auto_Response_Suppress": "DR, OOF"}, None),
        ],
    )
    def test_automatic_mail_is_known(self, headers: dict[str, str], why: str | None) -> None:
        assert read_mail(mail(**headers)).automatic == why

    @pytest.mark.parametrize(
        ("says", "vouched"),
        [
            ("mx.service.example; dmarc=pass header.from=example.com", "yes"),
            ("mx.service.example; spf=pass; dmarc=fail header.from=example.com", "no"),
            ("mx.service.example; dmarc=pass header.from=elsewhere.example", "unknown"),
            ("mx.evil.example; dmarc=pass header.from=example.com", "unknown"),
            ("mx.service.example; dmarc=none", "unknown"),
        ],
    )
    def test_only_our_own_server_says_where_it_comes_from(self, says: str, vouched: str, settings: Any) -> None:
        assert read_mail(mail(Authentication_Results=says)).vouched == "unknown"
        settings.MAILBOX = {**settings.MAILBOX, "checked_by": "mx.service.example"}
        assert read_mail(mail(Authentication_Results=says)).vouched == vouched

    def test_it_is_the_same_when_it_is_read_again_and_no_other_is(self) -> None:
        one = read_mail(mail()).reference
        assert one == read_mail(mail(Received="by another")).reference
        assert len({one, *(read_mail(each).reference for each in (mail("Else"), mail(Message_ID="<x>")))}) == 3
        nameless = [mail(Message_ID=""), mail("Else", Message_ID=""), mail(Message_ID="x" * 10_000)]
        assert len({read_mail(each).reference for each in nameless}) == 3

    def test_memory_and_time_have_an_end(self) -> None:
        hostile = [
            mail(Content_Type="text/html", body="<!--" * 130_000),
            mail(Content_Type="multipart/mixed; boundary=b", body="--b\r\n\r\n" * 60_000),
            mail(Content_Type="multipart/mixed; boundary=b", body="\r\n" * 250_000),
            mail(sender='"' * 200_000),
            mail(Subject="=?utf-8?q?" * 30_000),
            mail(Content_Type=f'text/plain; a="{";" * 400_000}"'),
            mail(Content_Disposition='inline;\r\n\ta="' + ";\r\n " * 80_000),
        ]
        began = time.monotonic()
        tracemalloc.start()
        try:
            for raw in (*hostile, with_file(size=10_000_000)):
                assert read_mail(raw)
                assert tracemalloc.get_traced_memory()[0] < 60_000_000
        finally:
            tracemalloc.stop()
        assert time.monotonic() - began < 30, "one such email kept all others waiting, each time that it was read"
        assert set(read_mail(with_file(size=10_000_000)).flaws) == {"files"}, "the words before the file are whole"


@pytest.mark.django_db
class TestTakingIn:
    def take(self, raw: bytes) -> Arrived:
        found = take_in(read_mail(raw))
        assert found
        return found

    def test_it_is_with_whose_confirmed_address_it_is_from(self, person: Person) -> None:
        Person.objects.filter(pk=person.pk).update(contact_by="letter", language="cy")
        arrived = self.take(mail("I moved", sender=f"Kim <{person.user.email.upper()}>"))
        assert (arrived.person, Post.objects.get().words, Post.objects.get().arrived_by) == (
            person,
            "Rent\n\nI moved",
            "email",
        )
        answer = Message.objects.get(template="answer_to_email")
        assert (answer.medium, answer.address, answer.language) == ("email", person.user.email, "cy")
        assert "I moved" not in answer.body

    def test_an_address_that_nobody_showed_to_be_theirs_is_nobodys(self, person: Person) -> None:
        Person.objects.filter(pk=person.pk).update(email="kim@example.com")
        person.user.email_confirmed_at = None
        person.user.save()
        for sender in ("kim@example.com", person.user.email):
            assert self.take(mail(sender=sender)).unknown_because == "nobody"
        assert not Post.objects.exists()

    def test_what_our_server_says_is_forged_is_neither_believed_nor_answered(
        self, person: Person, settings: Any
    ) -> None:
        settings.MAILBOX = {**settings.MAILBOX, "checked_by": "mx.service.example"}
        says = "mx.service.example; dmarc=fail header.from=example.com"
        arrived = self.take(mail(sender=person.user.email, Authentication_Results=says))
        assert (arrived.person, arrived.unknown_because, arrived.not_answered_because) == (None, "forged", "forged")
        assert not Message.objects.filter(template="answer_to_email").exists()
        assert Arrived.objects.waiting().count() == 1

    def test_automatic_mail_is_kept_apart_and_unanswered_also_from_whom_we_know(self, person: Person) -> None:
        arrived = self.take(mail(sender=person.user.email, Auto_Submitted="auto-replied"))
        assert (arrived.kind, arrived.person, arrived.not_answered_because) == ("automatic", None, "automatic")
        assert not Arrived.objects.waiting().exists()
        assert list(Arrived.objects.automatic()) == [arrived]
        assert not Post.objects.exists()


@pytest.mark.django_db
class TestCollecting:
    @pytest.fixture
    def folder(self, tmp_path: Path, settings: Any) -> Folder:
        settings.MAILBOX = {**settings.MAILBOX, "maildir": str(tmp_path / "mail")}
        return Folder(tmp_path / "mail")

    def test_each_is_kept_and_taken_out_and_what_is_not_whole_stays_in_a_folder(self, folder: Folder) -> None:
        for raw in (mail(), mail("x" * (MOST_BYTES + 1)), b"From: kim@example.com\r\n" + NESTED):
            folder.box.add(raw)
        assert collect_mail() == 3
        assert collect_mail() == 0
        assert len(Folder(Path(folder.box._path) / ".Not read whole").box) == 2
        assert len(folder.box) == 0

    def test_a_reader_that_dies_before_it_takes_one_out_keeps_it_once(
        self, folder: Folder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder.box.add(mail())
        with monkeypatch.context() as patch:
            patch.setattr(Folder, "take_out", killed)
            with pytest.raises(KeyboardInterrupt):
                collect_mail()
        assert len(folder.box) == 1
        assert collect_mail() == 0
        assert len(folder.box) == 0
        assert Arrived.objects.count() == 1
        assert Message.objects.filter(template="answer_to_email").count() == 1

    def test_one_that_cannot_be_kept_stays_and_holds_up_nobody(
        self, folder: Folder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for words in ("bad", "good", "fine"):
            folder.box.add(mail(words, Message_ID=words))

        def refusing(incoming: Incoming) -> Arrived | None:
            if incoming.words == "bad":
                raise DatabaseError
            return take_in(incoming)

        monkeypatch.setattr(collecting, "take_in", refusing)
        with pytest.raises(NotTakenIn):
            collect_mail()
        assert {each.words for each in Arrived.objects.all()} == {"good", "fine"}
        assert len(folder.box) == 1

    def test_without_a_mailbox_nothing_is_read(self) -> None:
        assert collect_mail() == 0

    def test_a_mail_server_is_asked_for_so_much_and_told_to_delete_what_is_kept(self) -> None:
        server = Server({"7": mail(), "9": mail("x" * MOST_BYTES, Message_ID="<9>")})
        assert collect_from(Imap(server)) == 2  # type: ignore[arg-type]
        assert server.mail == {}
        assert list(server.kept) == ["9"]
        assert server.longest <= MOST_BYTES
        server.mail, server.refuses = {"10": mail("Third", Message_ID="<10>")}, "STORE"
        with pytest.raises(MailboxFails):
            collect_from(Imap(server))  # type: ignore[arg-type]
        assert Arrived.objects.count() == 3

    def test_a_mail_server_sends_no_more_than_was_asked_for(self) -> None:
        with pytest.raises(MailboxFails):
            _Connection.read(_Connection.__new__(_Connection), 10_000_000)


def killed(*_given: Any, **_named: Any) -> Iterator[Found]:
    raise KeyboardInterrupt


class Server:
    """A mail server as imaplib speaks of one."""

    capabilities = ("IMAP4REV1", "UIDPLUS")

    def __init__(self, held: dict[str, bytes]) -> None:
        self.mail, self.kept, self.longest, self.refuses = held, dict[str, bytes](), 0, ""

    def create(self, _folder: str) -> tuple[str, list[bytes]]:
        return "NO", [b"it is there"]

    def uid(self, command: str, *given: str) -> tuple[str, list[Any]]:
        if command == self.refuses:
            return "NO", [b"not now"]
        if command == "SEARCH":
            return "OK", [" ".join(self.mail).encode()]
        raw = self.mail.get(given[0], b"")
        match command:
            case "FETCH":
                part = raw[:MOST_BYTES]
                self.longest = max(self.longest, len(part))
                return "OK", [(b"1 (UID 7 RFC822.SIZE %d BODY[]<0> {%d}" % (len(raw), len(part)), part), b")"]
            case "COPY":
                self.kept[given[0]] = raw
            case "EXPUNGE":
                del self.mail[given[0]]
        return "OK", [b""]

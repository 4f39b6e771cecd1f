"""What the benchmarks make of what they measure. Nothing here is judged by the time it takes."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.arrivals import Answer, Run, due
from benchmarks.figures import keep, within
from benchmarks.steady import MIX, PEOPLE, kinds

ANSWER = b"HTTP/1.1 200 OK\r\nX-Other: 1\r\nContent-Length: 5\r\n\r\nhello"


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100), (0.0, 1)])
def test_so_many_of_a_hundred_came_within(share: float, expected: int) -> None:
    assert within(reversed(range(1, 101)), share) == expected


def test_one_answer_is_every_share_and_none_is_an_error() -> None:
    assert within([3.0], 0.95) == 3.0
    assert within([1.0, 9.0], 0.95) == 9.0
    with pytest.raises(ValueError, match="Nothing was answered"):
        within([], 0.5)


def test_requests_are_due_evenly_whatever_was_answered() -> None:
    assert [due(number, 4) for number in range(4)] == [0, 0.25, 0.5, 0.75]
    assert due(60 * 185, 185) == 60


def test_each_kind_is_spread_over_the_twenty_and_everybody_asks_for_each() -> None:
    assert Counter(kinds()) == MIX
    assert kinds()[:10].count("A question") in (5, 6)
    asked = {(kinds()[at % 20], at % PEOPLE) for at in range(20 * PEOPLE)}
    assert len(asked) == len(MIX) * PEOPLE


@pytest.mark.parametrize("cut", [1, 12, 40, len(ANSWER) - 1, len(ANSWER)])
def test_an_answer_is_whole_once_its_length_has_come(cut: int) -> None:
    answer = Answer()
    assert answer.is_whole(ANSWER[:cut]) is (cut == len(ANSWER))
    assert cut == len(ANSWER) or answer.is_whole(ANSWER[cut:])
    assert answer.status == 200


def test_an_answer_without_a_length_is_refused() -> None:
    with pytest.raises(ValueError, match="how long"):
        Answer().is_whole(b"HTTP/1.1 200 OK\r\n\r\n")


def test_every_request_is_sent_and_one_on_which_the_server_hangs_up_is_unanswered() -> None:
    seen: list[bytes] = []
    serving = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.append(asyncio.current_task())
        while line := (await reader.read(100)):
            seen.append(line)
            if line == b"hang up":
                break
            writer.write(ANSWER)
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def follow() -> dict[str, object]:
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            happened = await Run(port, 1000, 0.01, [b"a", b"b", b"hang up", b"c", b"d"]).go()
            await asyncio.gather(*serving)
            return happened

    answers = asyncio.run(follow())["answers"]
    assert isinstance(answers, list)
    assert Counter(seen) == {b"a": 2, b"b": 2, b"hang up": 2, b"c": 2, b"d": 2}
    assert [answer and answer[1] for answer in answers] == [200, 200, None, 200, 200] * 2


def test_what_was_measured_before_is_kept_if_it_was_on_this_machine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "figures.json"
    keep({"cores": 2}, {"pages": 1, "awards": 2}, path)
    assert keep({"cores": 2}, {"pages": 3}, path)["parts"] == {"pages": 3, "awards": 2}
    assert capsys.readouterr().err == ""
    assert keep({"cores": 4}, {"pages": 5}, path)["parts"] == {"pages": 5}
    assert capsys.readouterr().err == "Dropped, as measured on another machine (cores): awards\n"
    assert json.loads(path.read_text()) == {"machine": {"cores": 4}, "parts": {"pages": 5}}

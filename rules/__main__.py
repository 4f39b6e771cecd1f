"""`python -m rules award|compare|explain|rates`: the rules at work on cases from standard input."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from io import StringIO, TextIOWrapper
from typing import TextIO, TypeVar

from rules.award import Award
from rules.case_kinds import unread_keys
from rules.cases import Case, load_case
from rules.in_force import rates_table
from rules.periods import last_day_of_month_from
from rules.plain import statement
from rules.rates import MissingRate
from rules.results import award_of, differences, result_of

T = TypeVar("T")
CANNOT_BE_DONE = (LookupError, ValueError, RecursionError)
FAILED, INTERRUPTED, BROKEN_PIPE = 1, 130, 141
ABOUT = """\
Work out Universal Credit awards. A case is a JSON object that describes a
household and names the first day of its assessment period; there are sixty in
tests/rules/data/cases.jsonl. Amounts are in pounds and are read exactly.
"""
EXAMPLES = """\
examples:
  python -m rules award   < cases.jsonl   an award a line, as JSON
  python -m rules compare < cases.jsonl   how many agree with their "expected"
  python -m rules explain < case.json     one award as a statement to read
  python -m rules rates --on 2026-11-22   every rate, its law and its source

The exit status is 0 when everything could be done; 1 when something could not
be, and standard error says which line and why, while the other lines are still
done; and 2 when the command itself is not understood. It is 1 too, with a
message, when the output is closed or full, and 141, without one, when nobody
reads on. A key that is not one of a case, such as one misspelt, is named on
standard error; the case is done without it.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 1 where something could not be done or an award differs."""
    # Complaints that nobody can read are thrown away: print would put them among the awards.
    out, errors = sys.stdout, sys.stderr or StringIO()
    if out is None:
        return _cannot_go_on("standard output is closed, so there is nowhere to write", errors)
    try:
        chosen = _understood(arguments, out)
        if chosen.reads and sys.stdin is None:
            return _cannot_go_on("standard input is closed, so there is nothing to read", errors)
        status: int = chosen.run(chosen, sys.stdin, out, errors)
        out.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _throw_away(out)
        return BROKEN_PIPE
    except OSError as error:
        _throw_away(out)
        return _cannot_go_on(f"not everything could be read or written: {error.strerror}", errors)
    return status


def _understood(arguments: Sequence[str] | None, out: TextIO) -> argparse.Namespace:
    """The command that was asked for; the help, where that was, is written out before this leaves."""
    try:
        return _parser().parse_args(arguments)
    finally:
        out.flush()


def _cannot_go_on(why: str, errors: TextIO) -> int:
    with suppress(OSError):
        print(f"python -m rules: {why}", file=errors)
    return FAILED


def _throw_away(out: TextIO) -> None:
    """Close an output that takes no more: Python would try again when it ends, and complain that it cannot."""
    with suppress(OSError):
        out.close()


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m rules", description=ABOUT, epilog=EXAMPLES, formatter_class=raw, allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, run, about in (
        ("award", _award, "an award a line, as JSON, for cases on standard input, one a line"),
        ("compare", _compare, 'how far awards agree with what cases on standard input have as "expected"'),
        ("explain", _explain, "a statement to read, for the one case on standard input"),
        ("rates", _rates, "every rate in force on a day, with its unit, first day, law and source"),
    ):
        command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        command.set_defaults(run=run, reads=name != "rates")
        if name == "explain":
            command.add_argument(
                "--estimate", action="store_true", help="use the latest rates where none are known yet"
            )
        if name == "rates":
            command.add_argument("--on", metavar="DATE", required=True, help="as YYYY-MM-DD: 2026-11-22")
    return parser


def _award(_chosen: argparse.Namespace, source: TextIO, out: TextIO, errors: TextIO) -> int:
    bad = 0
    for _, outcome in _each(source, lambda case: _as_json(award_of(case)), errors):
        if outcome is None:
            bad += 1
        else:
            print(outcome, file=out)
    return int(bad > 0)


def _as_json(award: Award) -> str:
    """An award as one line of JSON that can be written anywhere: half a surrogate pair in a name is refused."""
    line = json.dumps(result_of(award), ensure_ascii=False)
    line.encode()
    return line


def _compare(_chosen: argparse.Namespace, source: TextIO, out: TextIO, errors: TextIO) -> int:
    agreed = total = 0
    keys: Counter[str] = Counter()
    for name, found in _each(source, lambda case: differences(case, award_of(case)), errors):
        total += 1
        agreed += found == {}
        for key, (expected, actual) in (found or {}).items():
            keys[key] += 1
            print(f"{name}: {key} should be {expected} and is {actual}", file=out)
    print(f"{agreed} of {total} cases agree", file=out)
    for key, count in keys.most_common():
        print(f"{key} differs in {count}", file=out)
    return int(agreed < total)


def _explain(chosen: argparse.Namespace, source: TextIO, out: TextIO, errors: TextIO) -> int:
    given = source.read()
    try:
        case = load_case(given)
        _warn_of_unread_keys(case, f"line {_first_line(given)}", errors)
        award = award_of(case, estimate=chosen.estimate)
        said = "\n".join(statement(award, last_day_of_month_from(award.first_day)))
        said.encode()
    except json.JSONDecodeError as error:
        print(f"line {error.lineno}: this is not JSON: {error.msg}", file=errors)
    except CANNOT_BE_DONE as error:
        print(f"line {_first_line(given)}: {_reason(error)}", file=errors)
    else:
        print(said, file=out)
        return 0
    return FAILED


def _first_line(given: str) -> int:
    """The number of the line on which a case begins."""
    before = len(given) - len(given.lstrip())
    return given.count("\n", 0, before) + 1


def _rates(chosen: argparse.Namespace, _source: TextIO, out: TextIO, errors: TextIO) -> int:
    try:
        day = date.fromisoformat(chosen.on)
    except ValueError:
        print(f"{chosen.on!r} is not a date. Write it like 2026-11-22.", file=errors)
        return FAILED
    try:
        for line in rates_table(day):
            print(line, file=out)
    except MissingRate as error:
        print(_reason(error), file=errors)
        return FAILED
    return 0


def _each(source: TextIO, work: Callable[[Case], T], errors: TextIO) -> Iterator[tuple[str, T | None]]:
    """Each line's name and outcome; None, with a message, for a line that could not be done. One line is held."""
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        name = f"line {number}"
        try:
            case = load_case(line)
            _warn_of_unread_keys(case, name, errors)
            yield str(case.get("id", name)), work(case)
        except json.JSONDecodeError as error:
            print(f"{name}: this is not JSON: {error.msg} at character {error.colno}", file=errors)
            yield name, None
        except CANNOT_BE_DONE as error:
            print(f"{name}: {_reason(error)}", file=errors)
            yield name, None


def _warn_of_unread_keys(case: Case, name: str, errors: TextIO) -> None:
    for key in unread_keys(case):
        print(f"{name}: {key!r} is not a key that is read: what it says is left out", file=errors)


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, UnicodeError):
        return "this has letters that are not UTF-8"
    if isinstance(error, RecursionError):
        return "this is nested too deeply"
    return str(error)


def _in_utf_8(stream: TextIO, errors: str) -> None:
    """Read or write UTF-8 whatever this computer is set to: cases are JSON."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors=errors)


if __name__ == "__main__":
    # A letter that is not UTF-8 is then refused with its line, not when the stream is read.
    _in_utf_8(sys.stdin, "surrogateescape")
    _in_utf_8(sys.stdout, "strict")
    _in_utf_8(sys.stderr, "backslashreplace")
    sys.exit(main())

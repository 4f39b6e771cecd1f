"""Makes a harmless copy of a picture or a PDF. Run by ``documents/cleaning.py`` as a process of its own, with no
secrets in its environment and little memory, time and disk, because what it opens was made by a stranger.

``child.py KIND MOST_BYTES``: reads from standard input and writes to standard output, both files; ends with status 0
and the number of pages on standard error, or with one of ``STOPPED``. Imports nothing of ours: it starts quickly, and
knows nothing.
"""

from __future__ import annotations

import resource
import sys
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

MOST_PAGES = 200
MOST_PIXELS = 64_000_000
"""Of a picture before it is opened: the best cameras of phones make 50 million."""
LONGEST_SIDE = 3600
"""In pixels, of a picture as it is kept: a page of A4 at 300 dots an inch."""
JPEG_QUALITY = 88
_ORIENTATION = 0x0112
MOST_UNPACKED = 200_000_000
"""Bytes of everything in a PDF that is packed, once it is not."""
MOST_OBJECTS = 200_000
MEMORY_BYTES = 1_000_000_000
SECONDS = 20

STOPPED = {"unreadable": 20, "password": 21, "pages": 22, "pixels": 23, "large": 24}
"""What is wrong with it, and the status with which this ends."""

# What a PDF does by itself, brings along or fetches. Links within it may stay, and nothing else that is done.
_ACTIVE = (
    *(
        "/AA",
        "/OpenAction",
        "/JavaScript",
        "/JS",
        "/EmbeddedFiles",
        "/EF",
        "/AF",
        "/XFA",
        "/Collection",
        "/Ref",
        "/OPI",
    ),
    *("/Metadata", "/PieceInfo", "/LastModified", "/URI", "/Perms", "/DSS", "/Next", "/RichMediaContent"),
)
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")
_MARKS = frozenset(
    f"/{name}"
    for name in (
        *("Link", "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline"),
        *("Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "Widget", "Redact", "Watermark"),
    )
)
_ACTIONS = frozenset(
    f"/{name}"
    for name in (
        *("GoToR", "GoToE", "Launch", "Thread", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm", "ResetForm"),
        *("ImportData", "JavaScript", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "RichMediaExecute", "GoToDp"),
    )
)
_DEPTH = 60
_PACKED = frozenset(("/FlateDecode", "/LZWDecode", "/RunLengthDecode"))
"""Ways of packing by which little becomes much."""


def stop(why: str) -> NoReturn:
    """End, saying what is wrong."""
    raise SystemExit(STOPPED[why])


def limit(most_bytes: int) -> None:
    """So much memory, so much time, no file larger than what may be kept, and none of it left if this crashes."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, most_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def picture(kind: str, source: BinaryIO, target: BinaryIO) -> int:
    """The picture's pixels, the right way up, as a JPEG, and nothing else of it. Of several, the first."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if kind == "heic":
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    Image.MAX_IMAGE_PIXELS = None  # judged here, and refused
    try:
        seen: Any = Image.open(source, formats=["HEIF" if kind == "heic" else kind.upper()])
        if seen.width * seen.height > MOST_PIXELS:
            stop("pixels")
        # A JPEG is decoded at no more than is kept.
        seen.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        seen.load()
        remarks = seen.getexif()
        if seen.mode.startswith("I"):
            seen = seen.point(lambda value: value / 256).convert("L")
        elif seen.mode not in ("L", "RGB", "RGBA"):
            seen = seen.convert("RGBA" if seen.has_transparency_data else "L" if seen.mode == "1" else "RGB")
        seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
        if seen.has_transparency_data:
            seen = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen.convert("RGBA")).convert("RGB")
        pixels = Image.frombytes(seen.mode, seen.size, seen.tobytes())
        # All that is believed of what came with it: which way is up.
        pixels.getexif()[_ORIENTATION] = remarks.get(_ORIENTATION, 1)
        upright = ImageOps.exif_transpose(pixels)
        upright.info.clear()
        upright.save(target, "JPEG", quality=JPEG_QUALITY)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError):
        stop("unreadable")
    return 1


def pdf(source: BinaryIO, target: BinaryIO) -> int:
    """The pages, and nothing that a reader would run, fetch, open or send."""
    import pikepdf

    try:
        with pikepdf.open(source) as opened:
            # Counted first as it says itself, which is quicker with ten thousand.
            pages = int(opened.Root.Pages.get("/Count", 0))
            if pages > MOST_PAGES or (pages := len(opened.pages)) > MOST_PAGES:
                stop("pages")
            if not pages or len(opened.objects) > MOST_OBJECTS:
                stop("unreadable")
            _weigh(opened)
            if "/Info" in opened.trailer:
                del opened.trailer["/Info"]
            for each in opened.objects:
                _disarm(each, 0)
            opened.remove_unreferenced_resources()
            opened.save(target, fix_metadata_version=False, deterministic_id=True)
    except pikepdf.PasswordError:
        stop("password")
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, RecursionError, OSError):
        stop("unreadable")
    return pages


def _weigh(opened: Any) -> None:
    """Stop where what is packed would burst, or a picture has too many pixels."""
    import pikepdf

    total = 0
    for each in opened.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        if each.get("/Subtype") == "/Image" and int(each.get("/Width", 0)) * int(each.get("/Height", 0)) > MOST_PIXELS:
            stop("pixels")
        found = each.get("/Filter")
        filters = [str(name) for name in found] if isinstance(found, pikepdf.Array) else [str(found)]
        if len(filters) > 2 or filters.count("/FlateDecode") > 1:
            stop("unreadable")
        if filters[0] == "/FlateDecode" and not _PACKED.intersection(filters[1:]):
            sizes = _unpacked(each.read_raw_bytes())
        elif _PACKED.intersection(filters):
            # Rare, so that all of it may be unpacked at once: what has no room ends as what cannot be opened does.
            sizes = iter((len(each.read_bytes(pikepdf.StreamDecodeLevel.specialized)),))
        else:
            continue
        for count in sizes:
            total += count
            if total > MOST_UNPACKED:
                stop("unreadable")


def _unpacked(raw: bytes) -> Iterator[int]:
    """How long the pieces of it are, one after the other, without keeping any."""
    unpacker, rest = zlib.decompressobj(), raw
    while rest:
        try:
            piece = unpacker.decompress(rest, 1_000_000)
        except zlib.error:
            return  # Damaged: readers show what came before, and so may they.
        yield len(piece)
        rest = unpacker.unconsumed_tail


def _disarm(thing: Any, depth: int) -> None:
    """Take out of an object, and of what stands in it, all that is done and all that is brought along."""
    import pikepdf

    if depth > _DEPTH:
        stop("unreadable")
    if isinstance(thing, pikepdf.Array):
        for number in reversed(range(len(thing))):
            if _is_strange_mark(thing[number]):
                del thing[number]
            else:
                _into(thing[number], depth)
        return
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    is_action = str(thing.get("/S")) in _ACTIONS
    drop = [name for name in thing.keys() if is_action or name in _ACTIVE]  # noqa: SIM118 - it is no dict
    if isinstance(thing, pikepdf.Stream):
        drop += [name for name in _ELSEWHERE if name in thing]
        _strip_picture(thing)
    if "/Annots" in thing and not isinstance(thing["/Annots"], pikepdf.Array):
        drop.append("/Annots")
    for name in set(drop):
        del thing[name]
    _take_off(thing.get("/Annots"))
    for name in list(thing.keys()):
        _into(thing[name], depth)


def _take_off(marks: Any) -> None:
    """Take off a page what is no mark. What lies on a page need not say that it does (ISO 32000-1, table 164)."""
    import pikepdf

    for number in reversed(range(len(marks) if marks is not None else 0)):
        if not isinstance(marks[number], pikepdf.Dictionary) or str(marks[number].get("/Subtype")) not in _MARKS:
            del marks[number]


def _into(thing: Any, depth: int) -> None:
    # What has a number of its own has its turn.
    if getattr(thing, "is_indirect", False) is False:
        _disarm(thing, depth + 1)


def _is_strange_mark(thing: Any) -> bool:
    """Whether it is something laid on a page that plays, or has a file in it."""
    import pikepdf

    if not isinstance(thing, pikepdf.Dictionary):
        return False
    return thing.get("/Type") == "/Annot" and str(thing.get("/Subtype")) not in _MARKS


def _strip_picture(stream: Any) -> None:
    """Take where and when it was taken out of a photograph that a PDF was made of."""
    if stream.get("/Subtype") == "/Image" and str(stream.get("/Filter")) == "/DCTDecode":
        import pikepdf

        raw = stream.read_raw_bytes()
        stripped = without_remarks(raw)
        if len(stripped) < len(raw):
            stream.write(stripped, filter=pikepdf.Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))


def without_remarks(jpeg: bytes) -> bytes:
    """A JPEG without what cameras and programs wrote into it; whole where it is not as JPEGs are."""
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        mark, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        # APP0 says the shape of a pixel and APP14 how colours are meant.
        if mark in (0xE0, 0xEE) or not (0xE0 <= mark <= 0xEF or mark == 0xFE):
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return b"".join([*kept, jpeg[at:]])


def main(kind: str, most_bytes: int) -> None:
    """Make the copy."""
    limit(most_bytes)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    try:
        pages = pdf(source, target) if kind == "pdf" else picture(kind, source, target)
        target.flush()
    except MemoryError:
        stop("unreadable")
    except OSError:
        stop("large")
    sys.stderr.write(str(pages))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

"""Files as people send them, and as somebody with bad intent does."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

HEIC = (Path(__file__).parent / "data" / "photo.heic").read_bytes()
ORIENTATION, MAKER = 0x0112, 0x010F


class Sent:
    """A file as Django hands it over."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.content = name, content

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        size = chunk_size or 65536
        for start in range(0, len(self.content), size):
            yield self.content[start : start + size]


class Endless(Sent):
    """So many megabytes, of which only those are made that are asked for."""

    def __init__(self, name: str, megabytes: int) -> None:
        super().__init__(name, b"")
        self.megabytes, self.given = megabytes, 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        while self.given < self.megabytes * 1_000_000:
            self.given += chunk_size or 65536
            yield b"%PDF-" + bytes((chunk_size or 65536) - 5)


def picture(kind: str = "JPEG", size: tuple[int, int] = (30, 20), mode: str = "RGB", **how: Any) -> bytes:
    """A photograph, lying on its side, by a camera that says whose it is."""
    remarks = Image.Exif()
    remarks[ORIENTATION], remarks[MAKER] = 6, "Camera of somebody"
    made = io.BytesIO()
    Image.new(mode, size, 1).save(made, kind, exif=remarks, **how)
    return made.getvalue()


def pdf(
    pages: int = 1,
    *,
    password: str | None = None,
    is_evil: bool = False,
    packed_bytes: int = 0,
    in_letters: bool = False,
) -> bytes:
    """A PDF; an evil one runs a script, starts a program, has a program in it, and photographs that tell where."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(100, 100))
    if is_evil:
        _arm(made)
    if packed_bytes:
        content = Stream(made, b"")
        packed = zlib.compress(bytes(packed_bytes), 1)
        if in_letters:
            content.write(packed.hex().encode() + b">", filter=Array([Name.ASCIIHexDecode, Name.FlateDecode]))
        else:
            content.write(packed, filter=Name.FlateDecode)
        made.pages[0].Contents = content
    how: dict[str, Any] = {"stream_decode_level": pikepdf.StreamDecodeLevel.none}
    if password is not None:
        how = {"encryption": pikepdf.Encryption(user=password, owner="owner")}
    file = io.BytesIO()
    made.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, **how)
    return file.getvalue()


def long_pdf(pages: int) -> bytes:
    """One of so many pages, quickly."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * pages
    whole, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(f"{len(whole):010} 00000 n \n")
        whole += f"{number} 0 obj{each}endobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{''.join(places)}"
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(whole)}\n%%EOF"
    return f"{whole}{table}{end}".encode()


def _arm(made: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    made.Root.OpenAction = script
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script])))
    made.attachments["setup.exe"] = b"MZ"
    made.docinfo["/Author"] = "Camera of somebody"
    page = made.pages[0]
    place = Array([0, 0, 1, 1])
    actions = (Dictionary(S=Name.Launch, F="setup.exe"), Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit])))
    marks = [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=place, A=action) for action in actions]
    marks.append(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=place))
    # It need not say that it is a mark.
    drawing = Stream(made, b"U3D", Dictionary(Type=Name("/3D"), OnInstantiate=Stream(made, b"app.alert(1)")))
    marks.append(Dictionary({"/Subtype": Name("/3D"), "/Rect": place, "/3DD": drawing}))
    page.Annots = made.make_indirect(Array([made.make_indirect(each) for each in marks]))
    photo = Stream(made, picture())
    for name, value in {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": 30,
        "Height": 20,
        "BitsPerComponent": 8,
        "ColorSpace": Name.DeviceRGB,
        "Filter": Name.DCTDecode,
    }.items():
        photo[f"/{name}"] = value
    page.Resources = Dictionary(XObject=Dictionary(Im0=photo))
    page.Contents = Stream(made, b"/Im0 Do")


def plain(content: bytes) -> bytes:
    """Everything that stands in a PDF, nothing of it packed."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        opened.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    return file.getvalue()

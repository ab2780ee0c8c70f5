"""Documents as files, for tests."""

import html
import io
import re
from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

LINE = 60


def pdf_bytes(text: str, *, title: str = "", password: str = "") -> bytes:
    """A PDF file with the lines of a text, forty a page, broken after sixty letters or so."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += re.findall(rf".{{1,{LINE}}}(?:\s|$)|\S+", paragraph) or [""]
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for first in range(0, len(lines), 40):
        page = writer.add_blank_page(width=595, height=842)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = [b"BT /F1 10 Tf 50 800 Td 14 TL"]
        for line in lines[first : first + 40]:
            plain = line.strip().encode("cp1252", "replace")
            shown.append(b"(" + re.sub(rb"([\\()])", rb"\\\1", plain) + b") Tj T*")
        content = DecodedStreamObject()
        content.set_data(b"\n".join([*shown, b"ET"]))
        page[NameObject("/Contents")] = content
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn_pdf_bytes(*pages: Sequence[tuple[int, int, str]]) -> bytes:
    """A PDF file with texts at places, each from left to right as it is seen: x, y, signs."""
    signs = "".join(dict.fromkeys(sign for page in pages for _, _, text in page for sign in text))
    codes = {sign: code for code, sign in enumerate(signs, 33)}
    named = "\n".join(f"<{code:02x}> <{ord(sign):04x}>" for sign, code in codes.items())
    letters = DecodedStreamObject()
    letters.set_data(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
        b"endcodespacerange\n%d beginbfchar\n%s\nendbfchar endcmap end"
        % (len(codes), named.encode())
    )
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/ToUnicode"): writer._add_object(letters),
        }
    )
    for shown in pages:
        page = writer.add_blank_page(width=595, height=842)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(
            b"\n".join(
                b"BT /F1 10 Tf 1 0 0 1 %d %d Tm <%s> Tj ET"
                % (x, y, bytes(codes[sign] for sign in text).hex().encode())
                for x, y, text in shown
            )
        )
        page[NameObject("/Contents")] = content
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_bytes(text: str, *, title: str = "") -> bytes:
    """An HTML page with the paragraphs of a text between what pages have."""
    shown = html.escape(text, quote=False)
    linked = re.sub("(army|police)", r"<a href=/x?a=1&amp;b=2><b>\1</b></a>", shown)
    lines = [line for line in linked.split("\n") if line.strip()]
    paragraphs = "\n".join(f'<p class="story">{line}</p>' for line in lines)
    return (
        f"<!DOCTYPE html>\n<html lang=en><head><title>{html.escape(title)}</title>"
        "<style>p { color: red }</style><script>if (a < b) show('<p>ad</p>')</script></head>"
        f"<body><nav><a href='/'>Home</a></nav><!-- left out -->\n{paragraphs}"
        "<my-footer>All rights reserved</my-footer></body></html>"
    ).encode()


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """A file of a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path

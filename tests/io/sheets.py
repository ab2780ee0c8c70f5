"""Small workbooks, written by hand."""

import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

_OOXML = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_OOXML}/spreadsheetml/2006/main"'
_DOCUMENT = f"{_OOXML}/officeDocument/2006/relationships"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
STYLES = ("0", "14", "22", "21", "46")
"""Number formats of the styles 0 to 4: plain, day, day and time, time, duration."""


def text(value: str) -> str:
    """A cell of text, without its place."""
    return f't="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is>'


def number(value: object, style: int = 0) -> str:
    return f's="{style}"><v>{value}</v>'


def flag(value: int) -> str:
    return f't="b"><v>{value}</v>'


def error(value: str) -> str:
    return f't="e"><f>1/0</f><v>{value}</v>'


def formula(value: str) -> str:
    return f't="str"><f>A1</f><v>{value}</v>'


def rows(*cells: Sequence[str | None], first: int = 1) -> str:
    """The XML of a sheet from its rows; None is no cell, a plain word a text."""
    return "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(65 + c)}{r}" {cell if cell.endswith(">") else text(cell)}</c>'
            for c, cell in enumerate(row)
            if cell is not None
        )
        + "</row>"
        for r, row in enumerate(cells, first)
    )


def xlsx(
    path: Path,
    sheets: Mapping[str, str],
    hidden: Sequence[str] = (),
    dimension: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> Path:
    """Write a workbook of sheets, each the XML of its rows."""
    names = list(enumerate(sheets, 1))
    entries = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"'
        + (' state="hidden"/>' if name in hidden else "/>")
        for n, name in names
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in names
    )
    formats = "".join(f'<xf numFmtId="{style}"/>' for style in STYLES)
    related = f'xmlns="{_OOXML}/package/2006/relationships"'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_OOXML}/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships {related}><Relationship Id="rId1" '
        f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_DOCUMENT}"><sheets>{entries}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {related}>{relations}"
        f'<Relationship Id="rId99" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {_MAIN}><cellXfs count="5">{formats}</cellXfs></styleSheet>',
    }
    size = f'<dimension ref="{dimension}"/>' if dimension else ""
    for n, name in names:
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f"<worksheet {_MAIN}>{size}<sheetData>{sheets[name]}</sheetData></worksheet>"
        )
    return written(path, parts | dict(extra or {}))


def ods(path: Path, *tables: str) -> Path:
    """Write a workbook of tables, each its XML."""
    spaces = " ".join(f'xmlns:{n}="{_OPEN}:{n}:1.0"' for n in ("office", "table", "text", "style"))
    hidden = (
        '<style:style style:name="hidden" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0"/>',
        "content.xml": f"<office:document-content {spaces}>"
        f"<office:automatic-styles>{hidden}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>",
    }
    return written(path, parts)


def ods_cell(shown: str, kind: str = "string", repeated: int = 1, **attributes: str) -> str:
    given = "".join(f' office:{n.replace("_", "-")}="{v}"' for n, v in attributes.items())
    return (
        f'<table:table-cell table:number-columns-repeated="{repeated}" '
        f'office:value-type="{kind}"{given}><text:p>{escape(shown)}</text:p></table:table-cell>'
    )


def ods_row(*cells: str, repeated: int = 1) -> str:
    inner = "".join(cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inner}</table:table-row>'


def ods_table(name: str, *rows: str, hidden: bool = False) -> str:
    style = ' table:style-name="hidden"' if hidden else ""
    return f'<table:table table:name="{name}"{style}>{"".join(rows)}</table:table>'


def written(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path

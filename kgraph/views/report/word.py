"""A report as a Word document: real headings, tables whose headings come again on each page, pictures with alternative text.

Nothing in it depends on the clock: the properties carry the report's own day, or the first that a zip file knows.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kgraph.views import prints
from kgraph.views.report.content import Block, Chapter, Drawn, Grid, Points, Report, Words
from kgraph.views.report.widths import CELL, is_crowded, size_of, widths
from kgraph.wording import refused, text

__all__ = ["word"]

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""
_FIRST = (1980, 1, 1, 0, 0, 0)
_SIDE, _EDGE = 21.0, 2.0
"""The width of A4 and of the margins at its sides, in centimetres."""
_WIDE, _HIGH = _SIDE - 2 * _EDGE, 21.0
"""The most room of a picture, in centimetres."""
"""How much of the width words that cannot be broken may take on a page that stands."""
_INK, _ACCENT, _READING, _MUTED = "14212B", "0B5563", "6F3F00", "475663"
_RULE = "CBD5DC"
_NOTE, _SMALL = 9.0, 8.5
_LONG = 20
"""Of a table with more rows the notes stand above: below they may stand alone on a page."""
_RULED = "kgraph"
"""The style of tables: thin, light rules between the rows, a darker one below the headings, and room around the words."""


def word(made: Report) -> bytes:
    """The report as a `.docx`; raises `UsageError` when the optional extra `report` is not installed."""
    try:
        import docx
    except ImportError:
        raise refused("report.no_word") from None
    document = docx.Document()
    _set_up(document, made)
    _front(document, made)
    _contents(document, made)
    for number, chapter in enumerate(made.chapters, 1):
        _chapter(document, chapter, str(number), 1, made.lang)
    content = io.BytesIO()
    document.save(content)
    return _timeless(content.getvalue())


def _timeless(content: bytes) -> bytes:
    """The same package with one time on all of its parts."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _FIRST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            new.writestr(entry, old.read(name))
    return result.getvalue()


# --- the document as a whole ---------------------------------------------------------------------------------------------


def _set_up(document: Any, made: Report) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(_SIDE), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_EDGE)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.different_first_page_header_footer = True
    foot = section.footer.paragraphs[0]
    foot.text = f"{_plain(made.front.title)} · {text('report.page').pick(made.lang)} "
    _field(foot, "PAGE", "1")
    _styles(document, made.lang)
    _ruled(document)
    _hyphenated(document)
    day = datetime.fromisoformat(made.made) if made.made else datetime(*_FIRST)  # noqa: DTZ001  # the format has no zones
    known = document.core_properties
    known.title, known.subject, known.author = _plain(made.front.title), _plain(made.front.kind), "kgraph"
    known.last_modified_by, known.comments, known.keywords = "kgraph", "", ""
    known.language, known.revision, known.created, known.modified = _tag(made.lang), 1, day, day


def _tag(lang: str) -> str:
    return {"sv": "sv-SE", "en": "en-GB"}[lang]


def _styles(document: Any, lang: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {"Normal": 10.0, "Title": 28.0, "Heading 1": 17.0, "Heading 2": 13.0, "Caption": 9.0, "List Bullet": 10.0}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        style.font.color.rgb = RGBColor.from_string(_ACCENT if name.startswith("Heading") else _INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [one for one in fonts.attrib if "heme" in one]:
            del fonts.attrib[theme]
        fonts.set(qn("w:hAnsi"), "Calibri")
        fonts.set(qn("w:cs"), "Calibri")
    for properties in (
        document.styles["Normal"].element.get_or_add_rPr(),
        document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}"),
    ):
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), _tag(lang))
        properties.append(spoken)


def _ruled(document: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    thin, margin = (
        'w:val="single" w:space="0" w:sz="4" w:color="{}"',
        "".join(
            f'<w:{side} w:w="{room}" w:type="dxa"/>'
            for side, room in (("top", 45), ("left", CELL), ("bottom", 45), ("right", CELL))
        ),
    )
    document.styles.element.append(parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{_RULED}"><w:name w:val="{_RULED}"/><w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblBorders><w:bottom {thin.format(_RULE)}/><w:insideH {thin.format(_RULE)}/></w:tblBorders><w:tblCellMar>{margin}</w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {thin.format(_ACCENT)}/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    ))  # fmt: skip


def _hyphenated(document: Any) -> None:
    """Words are divided at the ends of lines, by the rules of the document's language."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))


def _front(document: Any, made: Report) -> None:
    from docx.shared import Pt

    document.add_paragraph(_plain(made.front.owner)).paragraph_format.space_after = Pt(150)
    _run(document.add_paragraph(), made.front.kind, bold=True, colour=_ACCENT)
    document.add_paragraph(_plain(made.front.title), "Title")
    for name, value in made.front.facts:
        line = document.add_paragraph()
        _run(line, f"{name}: ", colour=_MUTED)
        _run(line, value)
    _run(document.add_paragraph(), made.front.foot, colour=_MUTED, size=_SMALL)
    document.add_page_break()


def _contents(document: Any, made: Report) -> None:
    """The list of contents as a field, filled in but for the pages: Word knows those when it is asked to update the field."""
    _run(document.add_paragraph(), made.contents, bold=True, colour=_ACCENT, size=17)
    entries = [
        ("\u2003" * (level - 1) + f"{number} {one.title}")
        for place, chapter in enumerate(made.chapters, 1)
        for level, number, one in [(1, str(place), chapter), *((2, f"{place}.{sub}", below) for sub, below in enumerate(chapter.below, 1))]
    ]  # fmt: skip
    line = document.add_paragraph()
    _field(line, 'TOC \\o "1-2" \\h \\z \\u', *entries)
    document.add_page_break()


def _field(paragraph: Any, instruction: str, *shown: str) -> None:
    """A field and what it shows until Word works it out, one line each."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def mark(kind: str) -> None:
        sign = OxmlElement("w:fldChar")
        sign.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(sign)  # noqa: SLF001  # python-docx has no fields of its own

    mark("begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)  # noqa: SLF001
    mark("separate")
    for place, one in enumerate(shown):
        run = paragraph.add_run(_plain(one))
        if place < len(shown) - 1:
            run.add_break()
    mark("end")


# --- chapters and what they hold -----------------------------------------------------------------------------------------


def _chapter(document: Any, chapter: Chapter, number: str, level: int, lang: str) -> None:
    drawn = any(isinstance(one, Drawn) for one in chapter.blocks)
    _turn(document, lying=not drawn and any(isinstance(one, Grid) and is_crowded(one) for one in chapter.blocks))
    document.add_heading(_plain(f"{number} {chapter.title}"), level)
    for block, after in itertools.zip_longest(chapter.blocks, chapter.blocks[1:]):
        _block(document, block, lang, kept=isinstance(after, Drawn))
    for place, one in enumerate(chapter.below, 1):
        _chapter(document, one, f"{number}.{place}", level + 1, lang)


def _block(document: Any, block: Block, lang: str, *, kept: bool) -> None:
    """A block; words above a picture, and those that a chapter begins with, are kept with what follows."""
    if isinstance(block, Words):
        note = block.look == "note"
        line = document.add_paragraph()
        line.paragraph_format.keep_with_next = kept or block.look == "lead" or None
        _run(line, block.text, colour=_MUTED if note else None, size=_NOTE if note else None)
    elif isinstance(block, Points):
        for one in block.items:
            document.add_paragraph(_plain(one), "List Bullet").paragraph_format.keep_with_next = kept or None
    elif isinstance(block, Grid):
        _grid(document, block)
    else:
        _drawing(document, block, lang)


def _grid(document: Any, grid: Grid) -> None:
    if is_crowded(grid):
        _turn(document, lying=True)
    section = document.sections[-1]
    room = section.page_width.cm - 2 * _EDGE
    above = len(grid.rows) > _LONG
    for one in (*grid.counts, *(grid.notes if above else ())):
        document.add_paragraph(_plain(one)).paragraph_format.keep_with_next = True
    caption = document.add_paragraph(_plain(grid.title), "Caption")
    caption.paragraph_format.keep_with_next = True
    _table(document, grid, widths(grid, size_of(grid), room))
    _notes(document, () if above else grid.notes)


def _turn(document: Any, *, lying: bool) -> None:
    """A new page that lies down, or stands up again, where the one before does not; with the same foot."""
    from docx.enum.section import WD_ORIENT

    wanted = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    if document.sections[-1].orientation != wanted:
        section = document.add_section()
        section.different_first_page_header_footer = False
        section.orientation = wanted
        section.page_width, section.page_height = section.page_height, section.page_width


def _table(document: Any, grid: Grid, wide: Sequence[float]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(grid.heads), style=_RULED)
    table.autofit = False
    _row(table.rows[0], [head.label for head in grid.heads], grid, bold=True)
    heading = OxmlElement("w:tblHeader")
    heading.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(heading)  # noqa: SLF001  # python-docx has no heading rows of its own
    for place, cells in enumerate(grid.rows):
        _row(table.add_row(), cells, grid, read=place in grid.read)
    for column, width in zip(table.columns, wide, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _notes(document: Any, notes: Sequence[str]) -> None:
    """What stands below a table, or nothing, with room above and below: a table has none of its own."""
    from docx.shared import Pt

    lines = [document.add_paragraph() for _ in notes or ("",)]
    for line, note in zip(lines, notes, strict=False):
        _run(line, note, colour=_MUTED, size=_NOTE)
    lines[0].paragraph_format.space_before, lines[-1].paragraph_format.space_after = Pt(4), Pt(14)


def _row(row: Any, cells: Sequence[str], grid: Grid, *, bold: bool = False, read: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    for place, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.keep_with_next = bold or None
        if grid.heads[place].number:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(line, words, bold=bold or place == 0, italic=read, colour=_READING if read else None, size=size_of(grid))


def _drawing(document: Any, drawn: Drawn, lang: str) -> None:
    from docx.shared import Cm, Pt

    _turn(document, lying=False)
    picture = drawn.picture
    content = prints.png(picture.file(interpreted=drawn.interpreted, lang=lang, headed=False), picture)
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = True
    shape = line.add_run().add_picture(io.BytesIO(content), width=Cm(_WIDE))
    if shape.height > Cm(_HIGH):
        shape.width, shape.height = round(shape.width * Cm(_HIGH) / shape.height), Cm(_HIGH)
    shown = shape._inline.docPr  # noqa: SLF001  # python-docx has no alternative texts of its own
    shown.set("title", _plain(picture.title))
    shown.set("descr", _plain(picture.description))
    shown.set("name", _plain(picture.name))
    document.add_paragraph(_plain(picture.title), "Caption").paragraph_format.space_after = Pt(12)


def _run(
    paragraph: Any, words: str, *, bold: bool = False, italic: bool = False, colour: str | None = None, size: float | None = None
) -> None:  # fmt: skip
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(_plain(words))
    run.bold, run.italic = bold or None, italic or None
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if size:
        run.font.size = Pt(size)


def _plain(words: str) -> str:
    return _UNSEEN.sub("\ufffd", words)

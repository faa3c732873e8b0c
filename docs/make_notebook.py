"""Makes and runs the example notebook, docs/tio-fragor.ipynb:  python docs/make_notebook.py

With --check nothing is written, and the program ends with 1 when the notebook is not what it would be now.
Needs the test extra (nbclient, ipykernel).  Its outputs hold no times and no versions: the same data give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent / "tio-fragor.ipynb"
INTRODUCTION = """\
# Tio frågor till en åtgärdsplan

För dig som vill räkna själv. Varje svar är en tabell med båda räknesätten: **enligt planen** (det källan säger eller planens ägare
har bekräftat) och **med tolkade** (det en läsare har läst in). Regeln står vid talet. Bilderna är SVG och går att spara som de är.

Den här filen görs och körs av `python docs/make_notebook.py`; ändra frågorna där."""
QUESTIONS = (
    ("1. Vad finns i grafen?", "Fem dokument följer med. Här håller vi oss till det som Västerås plan 2025–2026 säger.",
     'from datetime import date\n\nimport kgraph\nfrom kgraph.parts.scope import of_plan\n\nplan = of_plan(kgraph.load(), "vasterasplanen")\nplan'),
    ("2. Vilka åtgärder berör både narkotika och nyrekrytering?", "Under varje träff står på vilket sätt den berör båda.",
     'kgraph.overlap(plan, "narkotika", "nyrekrytering")'),
    ("3. Vilka orsaker saknar åtgärd?", "`coverage` svarar på flera frågor. Tabellerna som hör till svaret ligger i `also`.",
     'tackning = kgraph.coverage(plan)\nnext(tabell for tabell in tackning.also if tabell.name == "gap_causes")'),
    ("4. Hur ser orsakerna bakom narkotika ut?", "Streckat är tolkat; rött är en orsak som ingen åtgärd möter.",
     'kgraph.picture(plan, "orsaksträd", area="narkotika")'),
    ("5. Hur hänger mobbning ihop med narkotika?", "Varje led har sin källa. En väg är så stark som sin svagaste länk.",
     'kgraph.path(plan, "mobbning", "narkotika")'),
    ("6. Vilka åtgärder rör flera områden?", "De som rör nästan alla står i stjärnans mitt.",
     'kgraph.picture(plan, "stjärna")'),
    ("7. Vem gör vad?", "Där källan har tappat vem som ansvarar står det som okänt, aldrig som saknat.",
     "kgraph.actors(plan)"),
    ("8. Vilka målgrupper är bortglömda?", "Ingen åtgärd är till för dem, inte ens tolkat.",
     "kgraph.groups(plan).also[0]"),
    ("9. Uppfyller planen lagen?", "Dagen är en uppgift som du ger: kgraph ser aldrig på klockan.",
     "kgraph.law(plan, on=date(2026, 1, 1))"),
    ("10. Vad är bara tolkat?", "Det här är listan att ta ställning till: bekräfta eller avvisa, en koppling i taget.",
     "kgraph.review(plan)"),
)  # fmt: skip


def made() -> str:
    """The notebook with its outputs."""
    cells = [nbformat.v4.new_markdown_cell(INTRODUCTION, id="inledning")]
    for number, (heading, lead, code) in enumerate(QUESTIONS, 1):
        cells += [
            nbformat.v4.new_markdown_cell(f"## {heading}\n\n{lead}", id=f"fraga-{number}"),
            nbformat.v4.new_code_cell(code, id=f"svar-{number}"),
        ]
    book = nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    NotebookClient(
        book, timeout=120, record_timing=False, resources={"metadata": {"path": str(NOTEBOOK.parents[1])}}
    ).execute()
    book.metadata.pop("language_info", None)  # says which Python ran it
    for cell in book.cells:
        cell.metadata.clear()
    return str(nbformat.writes(book, indent=1, sort_keys=True)) + "\n"


def main() -> int:
    fresh = made()
    if "--check" in sys.argv:
        return int(not NOTEBOOK.exists() or NOTEBOOK.read_text(encoding="utf-8") != fresh)
    NOTEBOOK.write_text(fresh, encoding="utf-8", newline="\n")
    print(NOTEBOOK, len(fresh.encode()) // 1000, "kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

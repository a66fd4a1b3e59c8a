"""The five shipped plans in each format: what is read of them, how long it takes, how much memory.

    python -m bench.formats [FORMAT …]

Each plan text is made into the format by the generators of the tests, read as a file is, and
compared with what is read of the text itself: numbered nodes by path, tasks by lead and time,
reporting clauses by path and cadence, and the characters of all sections, white space aside, as
an error rate (edits / characters of the text). Seconds are wall clock a page, start of the child
process included; a page holds what a printed A4 page holds. Memory is the most that any process
of the reading held. A format whose programs or fonts are not installed is left out. For scans see
`bench.scans`.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from knowledge.document import Document, SectionKind, SourceKind
from knowledge.reader import parse_document
from knowledge.readers.office import find_office
from knowledge.shipped import shipped_documents
from knowledge.text import clean

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from making.docx import plan_docx  # noqa: E402
from making.pdf import has_fonts, make_pdf, plan_of  # noqa: E402
from making.scan import pages_of, printed_plan  # noqa: E402
from making.web import mhtml, news_page, portal_page  # noqa: E402

_TOLD = (
    *(SectionKind.HEADING, SectionKind.ITEM, SectionKind.BULLET, SectionKind.PARA),
    *(SectionKind.PREAMBLE, SectionKind.CLOSING),
)


def _doc(text: str) -> bytes:
    """The plan as an old Word file, saved by LibreOffice from a new one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.docx").write_bytes(plan_docx(text))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "doc", "plan.docx"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
        return (folder / "plan.doc").read_bytes()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "docx, numbered by Word": plan_docx,
    "docx, numbered by styles": lambda text: plan_docx(text, styled=True),
    "doc": _doc,
    "pdf": lambda text: make_pdf(plan_of(text), running_head="LƯU HÀNH TẠI CƠ QUAN"),
    "portal page": lambda text: portal_page(text).encode(),
    "news page": lambda text: news_page(text).encode(),
    "mhtml": lambda text: mhtml(portal_page(text)),
}


def _can_make(name: str) -> bool:
    if name == "doc":
        return find_office() is not None
    return name != "pdf" or has_fonts()


def _nodes(document: Document) -> Counter[object]:
    kinds = (SectionKind.HEADING, SectionKind.ITEM)
    return Counter(s.path for s in document.sections if s.label and s.kind in kinds)


def _tasks(document: Document) -> Counter[object]:
    return Counter(
        (tuple(m.text for m in a.leads or a.implementers), a.timing and a.timing.text)
        for a in document.assignments
    )


def _reports(document: Document) -> Counter[object]:
    return Counter((r.path, r.cadence and r.cadence.text) for r in document.reporting)


def _characters(document: Document) -> str:
    told = (clean(s.span.of(document.text)) for s in document.sections if s.kind in _TOLD)
    return "".join("".join(told).split())


def _share(found: Counter[object], wanted: Counter[object]) -> tuple[int, int]:
    return (found & wanted).total(), wanted.total()


def measure(name: str) -> dict[str, object]:
    """The figures of one format over the five plans; the whole process is its own."""
    sums: Counter[str] = Counter()
    seconds = 0.0
    for source in shipped_documents():
        data = source.path.read_bytes()
        wanted = parse_document(data, source.source_file)
        if name == "news page" and wanted.source is not SourceKind.NEWS:
            continue
        made = FORMATS[name](wanted.text)
        start = time.perf_counter()
        found = parse_document(made, f"plan.{name.partition(',')[0]}")
        seconds += time.perf_counter() - start
        for what, of in (("nodes", _nodes), ("tasks", _tasks), ("reports", _reports)):
            right, all_of = _share(of(found), of(wanted))
            sums[what] += right
            sums[f"{what} of"] += all_of
            sums[f"{what} false"] += (of(found) - of(wanted)).total()
        left, right_text = _characters(wanted), _characters(found)
        sums["edits"] += Levenshtein.distance(left, right_text)
        sums["characters"] += len(left)
        sums["pages"] += _pages(wanted.text)
    kilobytes = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_CHILDREN, *([resource.RUSAGE_SELF] if name == "txt" else []))
    )
    return {**sums, "name": name, "seconds": seconds, "MB": kilobytes / 1024}


def _pages(text: str) -> int:
    return len(pages_of(printed_plan(text), dpi=20))


def _row(figures: dict[str, object]) -> str:
    def part(what: str) -> str:
        false = figures.get(f"{what} false", 0)
        return f"{figures[what]} / {figures[f'{what} of']}" + (f", {false} false" if false else "")

    error = int(str(figures["edits"])) / int(str(figures["characters"]))
    page = float(str(figures["seconds"])) / int(str(figures["pages"]))
    cells: Iterable[str] = (
        str(figures["name"]), part("nodes"), part("tasks"), part("reports"),
        f"{error:.2%}", f"{page:.2f}", f"{float(str(figures['MB'])):.0f}",
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", choices=[*FORMATS, []], metavar="FORMAT")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parsed = parser.parse_args()
    if parsed.one:
        print(json.dumps(measure(parsed.formats[0])))
        return
    print("| format | nodes | tasks | reporting | character error | s/page | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in parsed.formats or FORMATS:
        if not _can_make(name):
            print(f"| {name} | left out: a program or font is missing |")
            continue
        command = [sys.executable, "-m", "bench.formats", "--one", name]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        print(_row(json.loads(done.stdout)), flush=True)


if __name__ == "__main__":
    main()

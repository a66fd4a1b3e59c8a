"""Small PDF files written by hand that ask a reader for very much."""

import zlib


def pdf_of(content: bytes, *, forms: dict[str, bytes] | None = None, box="0 0 595 842") -> bytes:
    """A file of one page that draws `content`; forms may draw each other by name."""
    names = sorted(forms or {})
    numbers = {name: 5 + n for n, name in enumerate(names)}
    table = " ".join(f"/{name} {number} 0 R" for name, number in numbers.items())
    resources = f"<< /XObject << {table} >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R "
        f"/Resources {resources} >>".encode(),
        _stream(content, ""),
    ]
    kind = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources {resources} "
    objects += [_stream((forms or {})[name], kind) for name in names]
    out = b"%PDF-1.7\n"
    places = []
    for n, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def _stream(content: bytes, entries: str) -> bytes:
    packed = zlib.compress(content, 9)
    head = f"<< {entries}/Filter /FlateDecode /Length {len(packed)} >>".encode()
    return head + b"\nstream\n" + packed + b"\nendstream"


def drawn_often(times: int) -> bytes:
    """A page of so many little squares."""
    return pdf_of(b"10 10 2 2 re f\n" * times)


def nested(depth: int, width: int) -> bytes:
    """Forms that draw the next one several times each: width ** depth squares."""
    forms = {f"F{n}": f"/F{n + 1} Do ".encode() * width for n in range(depth)}
    forms[f"F{depth}"] = b"10 10 2 2 re f"
    return pdf_of(b"/F0 Do", forms=forms)


def endless() -> bytes:
    """A form that draws itself."""
    return pdf_of(b"/F0 Do", forms={"F0": b"/F0 Do"})

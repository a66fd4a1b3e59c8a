"""What forms of the admin pages hold, files among it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import parse_qsl, unquote

from starlette.requests import Request

from bot.channels.server import read_body
from bot.files.uploads import Upload

# Fields of a form: a long plan has some hundred values to correct, each with what it was.
MOST_FIELDS = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of a form, the last of each name; and its files, in their order."""

    fields: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()

    def get(self, name: str) -> str:
        """The value of a field; "" for none."""
        return self.fields.get(name, "")


async def read_form(request: Request, most: int) -> Form | None:
    """The form that a request holds; None for one of more than `most` bytes, or no form."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        return None
    body = await read_body(request, most)
    if body is None:
        return None
    kind = _parsed("Content-Type", request.headers.get("content-type", ""))
    try:
        if kind.get_content_type() == "multipart/form-data":
            boundary = kind.get_param("boundary")
            return _parts(body, boundary.encode()) if isinstance(boundary, str) else None
        told = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        return Form(fields=dict(told))
    except ValueError:
        return None


def _parts(body: bytes, boundary: bytes) -> Form:
    """A form as RFC 7578 writes it; the names of files are UTF-8, as browsers send them."""
    fields: dict[str, str] = {}
    files: list[Upload] = []
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:-1]:
        head, _, data = part.partition(b"\r\n\r\n")
        name, called = _names(head.decode())
        if called is None:
            fields[name] = data.decode()
        elif called:
            files.append(Upload(name=called, data=data))
        if len(fields) + len(files) > MOST_FIELDS:
            raise ValueError("too many fields")
    return Form(fields=fields, files=tuple(files))


def _names(head: str) -> tuple[str, str | None]:
    """The name of a field, and that of its file: None for no file, "" where none was chosen."""
    for line in head.split("\r\n"):
        key, _, value = line.partition(":")
        if key.strip().lower() == "content-disposition":
            told = _parsed("Content-Disposition", value.strip())
            name = told.get_param("name", header="content-disposition")
            called = told.get_param("filename", header="content-disposition")
            # Only these three are escaped, see "multipart/form-data" in the HTML standard.
            return _plain(name), None if called is None else _plain(called)
    raise ValueError("a part without a name")


def _plain(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a name in no known spelling")
    for escape in ("%22", "%0D", "%0A"):
        value = value.replace(escape, unquote(escape))
    return value


def _parsed(header: str, value: str) -> Message:
    message = Message()
    message[header] = value
    return message

"""The file `.env`: its variables, and names in it that are no settings."""

import io
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import Original, parse_stream

from bot.environment.variables import SettingsError

# From this likeness on a name is taken for a slip: TELEGRAM_BOT_TOKEN, ADMIN, HTTP_PRT; not
# HTTP_PROXY, which other programs read.
_NEAR = 0.8
# Characters of a name that are shown.
_LONGEST = 40


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a `.env` file, as python-dotenv reads it; empty if there is none.

    Raises:
        SettingsError: Lines cannot be read; names each of them, not what stands in it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise SettingsError(f"Tệp {path}: không phải UTF-8; hãy lưu lại với mã UTF-8") from error
    # Not `dotenv_values`, which logs a wrong line and goes on, and puts variables into values.
    bindings = list(parse_stream(io.StringIO(text)))
    wrong = [_line_of(each.original) for each in bindings if each.error]
    if wrong:
        raise SettingsError(
            f"Tệp {path}, dòng {', '.join(map(str, wrong))}: không đọc được; mỗi dòng cần có dạng"
            " TÊN=giá trị, dấu nháy đã mở thì phải đóng"
        )
    return {each.key: each.value for each in bindings if each.key and each.value is not None}


def check_names(path: Path, written: Iterable[str], known: Collection[str]) -> str | None:
    """What to remark on the names in a `.env` file that are none of the settings'; None for none.

    Args:
        path: The file.
        written: The names in it.
        known: The names of the settings.

    Raises:
        SettingsError: A name looks like a setting that is misspelt; says which is meant.
    """
    foreign = [name for name in written if name not in known]
    near = {name: get_close_matches(name.upper(), known, 1, _NEAR) for name in foreign}
    wrong = [f"{name[:_LONGEST]} (có phải {found[0]}?)" for name, found in near.items() if found]
    if wrong:
        raise SettingsError(
            f"Tệp {path}: không có mục {', '.join(wrong)}; hãy sửa tên hoặc xóa dòng"
        )
    if not foreign:
        return None
    listed = ", ".join(name[:_LONGEST] for name in foreign)
    return f"Tệp {path}: bỏ qua {listed}; công cụ không có mục nào tên như vậy (xem .env.example)"


def _line_of(original: Original) -> int:
    """The line on which a statement stands, behind the blank ones that belong to it."""
    blank = len(original.string) - len(original.string.lstrip())
    return original.line + original.string.count("\n", 0, blank)

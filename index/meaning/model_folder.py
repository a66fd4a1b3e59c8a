"""Models of the sentence-transformers library: from a whole folder or by name, or not at all."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from index.errors import EncoderError

T = TypeVar("T")


def find_folder(model: str, needed: str, kind: str) -> Path | None:
    """The folder that a setting names; None for a name that the library knows or downloads.

    Args:
        model: A folder or a name.
        needed: A file without which the library would put a model together by guess.
        kind: What the folder should hold, for the message.

    Raises:
        EncoderError: If it is a path and nothing is there, or not all of the model.
    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        if not (folder / needed).is_file():
            raise EncoderError(
                f"Thư mục mô hình {folder} thiếu {needed}: chưa chép xong hoặc không phải"
                f" mô hình {kind}; hãy chép lại cả thư mục"
            )
        return folder
    if folder.is_absolute() or model.startswith(("./", "../", "~")) or model.count("/") > 1:
        raise EncoderError(f"Không có thư mục mô hình {model}; hãy sửa đường dẫn trong cấu hình")
    return None


def import_library(model: str) -> ModuleType:
    """The sentence-transformers library, which takes seconds.

    Args:
        model: What needs it, for the message.

    Raises:
        EncoderError: If it is not installed.
    """
    try:
        return importlib.import_module("sentence_transformers")
    except ImportError as error:
        raise EncoderError(
            f"Mô hình {model} cần thư viện sentence-transformers ({error});"
            " hãy cài bằng lệnh: pip install 'guidance-lookup[semantic]'"
        ) from error


def load_model(make: Callable[[ModuleType], T], model: str, *, is_folder: bool) -> T:
    """What `make` gets out of the sentence-transformers library.

    Raises:
        EncoderError: If the library is not installed, or the model is damaged or not to be had.
    """
    library = import_library(model)
    try:
        return make(library)
    # A half-written folder fails in whichever of four libraries meets it first.
    except Exception as error:
        cause = " ".join(str(error).split())[:300]
        way_out = (
            "hãy chép lại cả thư mục" if is_folder else "hãy tải về một thư mục và ghi đường dẫn"
        )
        raise EncoderError(f"Không nạp được mô hình {model} ({cause}); {way_out}") from error

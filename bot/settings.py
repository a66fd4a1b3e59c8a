"""Settings from environment variables; the only place that reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingsError(Exception):
    """A setting that is missing or wrong; the message names each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the program is told from outside.

    Attributes:
        library: Library file or folder to answer from; None for the shipped plans.
        cache: Folder for what can be built again.
    """

    library: Path | None
    cache: Path

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings in an environment.

        Raises:
            SettingsError: A variable has a value that makes no sense.
        """
        library = environ.get("LIBRARY", "").strip()
        home = environ.get("XDG_CACHE_HOME", "").strip()
        cache = Path(home) if home else Path.home() / ".cache"
        if library and not Path(library).exists():
            raise SettingsError(
                f"LIBRARY={library}: không có tệp này; hãy tạo bằng: "
                f"python -m index build --documents THƯ_MỤC --library {library}"
            )
        return cls(library=Path(library) if library else None, cache=cache / "guidance-lookup")

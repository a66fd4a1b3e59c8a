"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The version that is installed; "0" where the program runs from its sources alone."""
    try:
        return version("guidance-lookup")
    except PackageNotFoundError:
        return "0"

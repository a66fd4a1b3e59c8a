"""Errors of searching and of the library."""


class SearchError(Exception):
    """Base of all errors raised by `index`; its text is fit to show to an admin, in Vietnamese."""


class LibraryError(SearchError):
    """A library that cannot be opened or read; the message names the file and the way out."""


class LibraryMissingError(LibraryError):
    """There is no library at the path yet."""


class LibraryDamagedError(LibraryError):
    """The file is cut short, overwritten, or not a library at all."""


class LibraryVersionError(LibraryError):
    """The file is whole, but another version of the program wrote it."""


class EncoderError(SearchError):
    """A model that cannot be loaded or used; searching goes on by words alone."""


class VectorsError(SearchError):
    """Vectors that cannot be read or made; searching goes on by words alone."""


class VectorsMissingError(VectorsError):
    """No vectors were made for the library yet."""


class IndexMismatchError(VectorsError):
    """The vectors are whole, but of another model or another library."""


class WeightsError(SearchError):
    """Weights that ship with the project are missing, damaged or of another version."""


class ChooserError(SearchError):
    """A language model that does not answer, or not as asked; the built-in order stands."""

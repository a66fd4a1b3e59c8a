"""The unit that is indexed, ranked and quoted."""

from dataclasses import dataclass

from knowledge.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document that answers a question by itself.

    Attributes:
        id: `{document_id}#{path}`, with `~n` behind it from the second part of a section that
            is cut in several; unique in a library.
        document_id: The document it is cut from.
        path: The section it belongs to.
        span: Where it stands in the document's text.
        breadcrumb: Type, number and issuer of the document and the headings above, for the
            index only; never shown as the passage's content.
        text: The cleaned text that is indexed.
    """

    id: str
    document_id: str
    path: str
    span: Span
    breadcrumb: str
    text: str


def passage_text(breadcrumb: str, text: str) -> str:
    """What of a passage the model reads.

    With the breadcrumb, what judged questions ask for is among the model's first ten for 88 % of
    60 questions to 5 plans instead of 85 %, and for 77 % of 79 to 19 plans instead of 66 %;
    making the vectors takes twice as long.
    """
    return f"{breadcrumb}\n{text}" if breadcrumb else text

"""One question under work: its slots, its scope, its hits and the records they lead to."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from index.answer.answer import Answer, Choice, Citation, Status
from index.answer.cite import cite
from index.answer.wording import statements
from index.library.document_names import full_name, listed, title_words
from index.library.passage import Passage
from index.library.records import Records
from index.question.place_words import place_in_words
from index.question.question import Question
from index.question.scope import Scope
from index.search.search import Hit, Searcher
from knowledge.document import Document, SourceKind
from knowledge.outline.labels import unlabelled
from knowledge.text import Span, clean, fold

# Topic coverage from which a passage counts as an answer, and from which it is worth showing.
ENOUGH, SOME = 0.5, 0.26


class Inquiry:
    """What the answering functions work on; lives for one question."""

    def __init__(self, question: Question, scope: Scope, searcher: Searcher) -> None:
        self.question = question
        self.scope = scope
        self.searcher = searcher
        self.library = searcher.library
        self._records: dict[str, Records] = {}

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The ranked passages within the scope."""
        return self.searcher.gathered(self.survey, 10)

    @cached_property
    def survey(self) -> list[Hit]:
        """All passages within the scope that come into question, best first."""
        return self.searcher.survey(self.question, documents=self.scope.documents)

    @cached_property
    def weights(self) -> dict[str, float]:
        """Rarity of the question's words."""
        return self.searcher.rarity(self.question.words)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order."""
        return self.searcher.passages_of(document_id)

    def words_of(self, document_id: str) -> frozenset[str]:
        """The folded syllables of a document."""
        return self.searcher.words_of(document_id)

    @cached_property
    def is_chance(self) -> bool:
        """Whether no more of the question stands in the library than chance puts there."""
        return self.searcher.is_chance(self.question)

    def records(self, document_id: str) -> Records:
        """The records of a document."""
        if document_id not in self._records:
            self._records[document_id] = Records(self.library.document(document_id))
        return self._records[document_id]

    def document(self, document_id: str) -> Document:
        """A document."""
        return self.records(document_id).document

    @cached_property
    def in_scope(self) -> tuple[str, ...]:
        """Ids of the documents named, else of those that the best hits stand in."""
        if self.scope.documents is not None:
            return self.scope.documents
        best = self.hits[0].score if self.hits else 0.0
        close = [h for h in self.hits if h.score >= 0.8 * best and h.coverage >= SOME]
        return tuple(dict.fromkeys(h.passage.document_id for h in close))

    @property
    def likely(self) -> str | None:
        """The document most likely meant: of those named the one the best hit stands in."""
        return self.in_scope[0] if len(self.in_scope) == 1 else self._best_named()

    def _best_named(self) -> str | None:
        if not self.in_scope:
            return None
        first = next(
            (h.passage.document_id for h in self.hits if h.passage.document_id in self.in_scope),
            None,
        )
        return first or self.in_scope[0]

    def name(self, document_id: str) -> str:
        """A document's full name for a statement."""
        return full_name(self.document(document_id))

    def short(self, document_id: str) -> str:
        """A document's short name, which no other of the library has."""
        return self.library.short_name(document_id)

    def listed(self, document_id: str) -> str:
        """A document in a list: short name, year, issuer; that only a news item tells of it."""
        name = listed(self.document(document_id), self.short(document_id))
        is_news = self.document(document_id).source is SourceKind.NEWS
        return f"{name} {statements.BY_NEWS}" if is_news else name

    def not_stated(self, what: str, document_id: str) -> str:
        """That a document says nothing of something."""
        is_news = self.document(document_id).source is SourceKind.NEWS
        return statements.not_stated(what, self.short(document_id), is_news=is_news)

    def place(self, document_id: str, path: str) -> str:
        """A place of a document in words."""
        return place_in_words(self.document(document_id), path)

    def title_words(self, document_id: str) -> str:
        """All that a document may be called by, to be compared with words of the question."""
        return title_words(self.document(document_id))

    def cite_unit(self, document_id: str, path: str, quote: Span | None = None) -> Citation:
        """The citation of a section with what belongs to it."""
        records = self.records(document_id)
        span = records.unit(path)
        if quote is not None and not span.contains(quote):
            span = span.union(quote) if abs(quote.start - span.start) < 4_000 else quote
        return self.cite_span(document_id, path, span, quote)

    def cite_hit(self, hit: Hit, quote: Span | None = None) -> Citation:
        """The citation of a found passage."""
        passage = hit.passage
        return self.cite_span(passage.document_id, passage.path, passage.span, quote)

    def cite_span(
        self, document_id: str, path: str, span: Span, quote: Span | None = None
    ) -> Citation:
        """The citation of any stretch of a document."""
        known_as = self.short(document_id)
        return cite(self.document(document_id), path, span, quote, known_as=known_as)

    def answer(
        self,
        status: Status,
        statement: str,
        citations: Sequence[Citation] = (),
        choices: Sequence[Choice] = (),
        *,
        quotes: bool = False,
        shown: int = 1,
    ) -> Answer:
        """An answer to this question; excerpts come once."""
        once = {(c.document_id, c.span): c for c in reversed(citations)}
        ordered = [c for c in citations if once.get((c.document_id, c.span)) is c]
        cited = [replace(c, also=self._repeated(c)) for c in ordered]
        typed, understood = self.question.typed, self.question.restored
        return Answer(
            status=status,
            statement=statement,
            citations=tuple(cited),
            understood_as=understood.text
            if understood.changed and understood.text != typed
            else None,
            choices=tuple(choices),
            hits=self.hits,
            quotes=quotes,
            shown=shown,
            is_reread=understood.changed and fold(understood.text) != fold(typed),
        )

    def _repeated(self, citation: Citation) -> tuple[Citation, ...]:
        """Where other documents say the same as the proving words of a citation."""
        for hit in self.hits:
            passage = hit.passage
            same = passage.document_id == citation.document_id
            if hit.twins and same and passage.span.contains(citation.quote):
                return tuple(
                    self.cite_span(twin.document_id, twin.path, twin.span) for twin in hit.twins
                )
        return ()

    def task_title(self, document_id: str, path: str, limit: int = 110) -> str:
        """What a section is about, without its label, shortened, for lists."""
        records = self.records(document_id)
        section = records.by_path[path]
        text = section.heading or clean(records.words(section).of(records.document.text))
        text = unlabelled(text.strip())
        return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"

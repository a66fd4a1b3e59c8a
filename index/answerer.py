"""Answering: understood question in, cited answer out."""

from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property

from index.answer.answer import Answer, Citation, Status
from index.answer.candidate import Pool
from index.answer.choosing import (
    Fitting,
    are_one_plan,
    by_date,
    fitting_plans,
    line_of,
    tell_choice,
    told_by_records,
)
from index.answer.decide import decide
from index.answer.gather import gather, with_nearness
from index.answer.inquiry import Inquiry
from index.answer.not_found import library_extent, near_titles, not_found
from index.answer.records.kinds import RECORDS
from index.answer.records.plan.cited import citing_documents, is_about_cited, is_cited, show_cited
from index.answer.records.plan.header import asks_any_document
from index.answer.records.plan.place import tell_place
from index.answer.records.text import is_strict
from index.answer.rush import Rush
from index.answer.scoring.chooser import Chooser, choose
from index.answer.scoring.scorer import Scorer, shipped_scorer
from index.answer.small_talk import small_talk
from index.answer.turn import Heard, Talk, hear
from index.answer.wording import statements
from index.answer.wording.statements_english import in_english
from index.force.newest import newer_version
from index.force.notices import with_notices
from index.library.local_bodies import LocalBodies
from index.library.store import Library
from index.library.store_syllables import StoredSyllables
from index.meaning.dense import DenseIndex
from index.meaning.reranker import Reranker
from index.question.any_plan import is_without_matter
from index.question.followup import follow_up
from index.question.house_names import NO_HOUSE_NAMES, HouseNames
from index.question.language import Language, language_of
from index.question.named_places import NamedPlaces
from index.question.question import Question, understand
from index.question.scope import Scope, bare_place, find_scope
from index.search.search import Searcher
from index.spelling.english import is_english_word
from knowledge.syllable import is_folded_syllable
from knowledge.text import fold, squash

# The kinds of a place; before its name they say nothing ("ngân sách tỉnh" does).
_KINDS = frozenset({"tinh", "thanh", "pho"})
# Documents that are named as having the number that is asked for.
_MOST_NEAR = 3
# How an answer is told in each language.
_TOLD_IN: dict[Language, Callable[[Answer], Answer]] = {
    Language.VIETNAMESE: lambda answer: answer,
    Language.ENGLISH: in_english,
}


class Answerer:
    """Answers questions from one library; works in the thread that opened it."""

    def __init__(
        self,
        library: Library,
        dense: DenseIndex | None = None,
        reranker: Reranker | None = None,
        scorer: Scorer | None = None,
        chooser: Chooser | None = None,
        names: HouseNames = NO_HOUSE_NAMES,
        rush: Rush | None = None,
    ) -> None:
        """Join a library and, where there are such, its index by meaning and a reranker.

        Args:
            library: Where answers are looked for.
            dense: Its index by meaning.
            reranker: A model that an office has chosen for the search.
            scorer: What orders the evidence; if None the one that ships, loaded on first use.
            chooser: A language model that may choose among the best evidence, where there is one.
            names: Words and bodies that the office has declared.
            rush: Tells when others wait, so that no model may have a say; None for never.
        """
        self.names = names
        self.library = library
        self._scorer = scorer
        self._chooser = chooser
        self._dense = dense
        self._reranker = reranker
        self._rush = rush
        self._searcher = Searcher(library, dense, reranker)
        self._statistics = StoredSyllables(library)
        self._places = NamedPlaces(library)
        self._local = LocalBodies(name for card in library.documents for name in card.bodies)

    def without(self, ids: Collection[str]) -> "Answerer":
        """One that answers as if these documents were not in the library."""
        view = self.library.without(ids)
        dense = None if self._dense is None else self._dense.within(view)
        models = dense, self._reranker, self._scorer, self._chooser
        return Answerer(view, *models, self.names, self._rush)

    @cached_property
    def _by_words(self) -> "Answerer":
        """The same without any model."""
        other = copy(self)
        other._searcher = self._searcher.by_words()
        other._scorer = (self._scorer or shipped_scorer()).by_words()
        other._dense = other._reranker = other._chooser = None
        return other

    def answer(self, text: str) -> Answer:
        """The answer to a question as typed, whatever that is."""
        return self.reply(self.understand(text))

    def understand(self, text: str) -> Question:
        """The slots of a question as typed, the office's own words and bodies taken for theirs."""
        written = self.names.written_out(text)
        question = understand(written, self._statistics, self._local)
        bodies = self.names.known_before(question.bodies, date.today())
        if written == text:
            return replace(question, bodies=bodies)
        restored = replace(question.restored, changed=True)
        return replace(question, typed=squash(text), restored=restored, bodies=bodies)

    def reply(self, question: Question) -> Answer:
        """The answer to an understood question that leans on nothing."""
        return self.hear(question, Talk()).answer

    def hear(self, question: Question, talk: Talk, *, may_hurry: bool = False) -> Heard:
        """The answer to an understood question in a conversation, in the question's language.

        Args:
            question: The question.
            talk: What it may lean on.
            may_hurry: Somebody waits for it; while many do, words alone answer.
        """
        hurries = may_hurry and self._rush is not None and self._rush.hurries()
        heard = (self._by_words if hurries else self)._heard(question, talk)
        told = _TOLD_IN[language_of(question)](heard.answer)
        told = replace(told, is_partial=told.is_partial or hurries)
        return replace(heard, answer=with_notices(told, self.library))

    def _heard(self, question: Question, talk: Talk) -> Heard:
        """The answer to an understood question, in Vietnamese."""
        chat = small_talk(question)
        if chat is not None:
            return Heard(answer=chat, question=question, leans=False)
        leaning = talk.previous is not None
        places = self._places.named(question.typed, talk.documents, leaning=leaning)
        if places:
            scope = Scope(groups=(tuple(dict.fromkeys(d for d, _ in places)),), in_view=True)
            answer = tell_place(Inquiry(question, scope, self._searcher), places)
            return Heard(answer=answer, question=question, leans=False)
        listed = self._listed(question, talk)
        if listed is not None:
            return Heard(answer=listed, question=question, leans=False)
        return hear(self, question, talk)

    def find(self, question: Question) -> Scope:
        """The documents that a question names."""
        return find_scope(question, self.library)

    def cites(self, question: Question, scope: Scope, documents: Collection[str]) -> bool:
        """Whether any of some documents prints the number of a document that a question names."""
        citing = citing_documents(Inquiry(question, scope, self._searcher))
        return not set(documents).isdisjoint(citing)

    def inquire(self, question: Question, scope: Scope | None = None) -> Inquiry:
        """What is asked, of the documents that it names or of those given."""
        scope = scope or find_scope(question, self.library)
        question = self._without_places(self._without_unknown(question, bool(scope.groups)), scope)
        return Inquiry(question, scope, self._searcher)

    def answer_over(self, question: Question, scope: Scope) -> Answer:
        """The answer to an understood question over the documents of a scope."""
        inquiry = self.inquire(question, scope)
        if scope.in_view and question.topic and not self._without_unknown(question, True).topic:
            return not_found(inquiry)  # What is asked is a word that no document has.
        question = inquiry.question
        if question.comparison and len(scope.groups) > 1:
            return self._compare(question, scope, inquiry)
        if scope.missing and not scope.groups:
            return _missing(inquiry, list(scope.missing))
        if scope.by_number and len(scope.groups) == 1 and len(scope.groups[0]) > 1:
            return self._choose_same(question, scope, inquiry)
        unknown = [r.printed for r in scope.cited if not is_cited(inquiry, r)]
        if unknown and not scope.by_number:
            return _missing(inquiry, unknown)
        if scope.cited and not scope.groups:
            scope = replace(scope, groups=(tuple(citing_documents(inquiry)),))
            inquiry = Inquiry(inquiry.question, scope, self._searcher)
        if scope.documents is None and asks_any_document(question):
            return self._choose_plan(question, inquiry)
        # What a list of plans tells of one is what that one tells.
        answer = _of_any_plan(inquiry) or self._judge(inquiry)
        if scope.cited and not scope.by_number and answer.claims:
            if not is_about_cited(inquiry, answer):
                return show_cited(inquiry) or _missing(inquiry, [r.printed for r in scope.cited])
        return answer

    def _judge(self, inquiry: Inquiry) -> Answer:
        """The answer that the evidence gives."""
        pool = self._gathered(inquiry)
        ranking = (self._scorer or shipped_scorer()).rank(inquiry, pool)
        newer = newer_version(self.library, ranking)
        if newer is not None:
            answer = self.answer_over(inquiry.question, _only(newer))
            if answer.claims:
                return answer
        if self._chooser is not None and ranking.ranked:
            ranking = choose(self._chooser, inquiry, ranking)
        return decide(inquiry, pool, ranking)

    def _gathered(self, inquiry: Inquiry) -> Pool:
        """The evidence for a message by itself, with how near it is to all that was asked."""
        if not inquiry.question.before:
            return gather(inquiry, RECORDS)
        alone = Inquiry(replace(inquiry.question, before=""), inquiry.scope, self._searcher)
        return with_nearness(inquiry, gather(alone, RECORDS))

    def _plans(self, whole: Inquiry) -> Fitting:
        """What each plan says that a question fits which names none."""
        question = whole.question

        def within(document_id: str) -> Inquiry:
            return self.inquire(question, _only(document_id))

        return fitting_plans(whole, within, (self._scorer or shipped_scorer()).rank)

    def _choose_plan(self, question: Question, whole: Inquiry) -> Answer:
        """What any document has, told of each, or of the only one that has it."""
        cards = self.library.documents
        if len(cards) == 1:
            return self.answer_over(question, _only(cards[0].id))
        found = self._plans(whole)
        if len(found.lines) == 1:
            return self.answer_over(question, _only(found.lines[0].document))
        return tell_choice(whole, found) if found.lines else not_found(whole)

    def _choose_same(self, question: Question, scope: Scope, whole: Inquiry) -> Answer:
        """What each of the documents says that have the number which is named.

        A plan and its annexes are one: what answers surest of them.
        """
        ids = by_date(self.library, scope.groups[0])
        answers = {each: self.answer_over(question, _only(each)) for each in ids}
        found = [answer for answer in answers.values() if answer.status is Status.FOUND]
        if found and are_one_plan([self.library.card(each) for each in ids]):
            return max(found, key=lambda answer: answer.certainty or 0.0)
        lines = [line_of(self.inquire(question, _only(each)), answers[each]) for each in ids]
        return tell_choice(whole, Fitting(lines=tuple(lines)))

    def _listed(self, question: Question, talk: Talk) -> Answer | None:
        """The plans to choose from, where nothing says which is meant; None for one at most."""
        leans = talk.previous is not None and follow_up(question, talk.previous) is not question
        view = self.library.documents if talk.documents is None else talk.documents
        if leans or len(view) < 2:
            return None
        if not is_without_matter(question) or self.find(question).groups:
            return None
        several = Scope(groups=(talk.documents,), in_view=True) if talk.documents else None
        whole = self.inquire(question, several)
        found = self._plans(whole)
        return tell_choice(whole, found) if len(found.lines) > 1 else None

    def _without_unknown(self, question: Question, scoped: bool) -> Question:
        """The question without abbreviations that neither the library nor the language knows."""
        odd = [
            w for w in question.topic if len(w) <= 5 and w.isalpha() and not is_folded_syllable(w)
        ]
        explained = {w for a in question.alternatives for w in a.words}
        unknown = {w for w in odd if w not in explained} - set(self.library.df(odd))
        if not unknown or is_english_word(odd[0]) or is_strict(question):
            return question
        known = tuple(w for w in question.topic if w not in unknown)
        return replace(question, topic=known) if len(known) > 1 or scoped else question

    def _without_places(self, question: Question, scope: Scope) -> Question:
        """The question without the places, or their initials, that tell its documents apart."""
        if not scope.groups:
            return question
        cards = {card.id: card for card in self.library.documents}
        held = [cards[d].identity.place for group in scope.groups for d in group]
        printed = {fold(bare_place(place.value)) for place in held if place is not None}
        names = {"".join(w[0] for w in place.split()) for place in printed if place}
        ours = [fold(place) for place in question.places]
        if any(place in printed for place in ours):
            names |= {word for place in ours if place in printed for word in place.split()}
        kept = [
            word
            for word, *behind in zip(question.topic, *_behind(question.topic), strict=True)
            if word not in names and not (word in _KINDS and names & set(behind))
        ]
        return replace(question, topic=tuple(kept))

    def _compare(self, question: Question, scope: Scope, whole: Inquiry) -> Answer:
        """The same question put to each of the documents named, side by side."""
        lines: list[str] = []
        citations: list[Citation] = []
        told = 0
        for group in scope.groups[:4]:
            part = self.answer_over(
                replace(question, comparison=False),
                Scope(groups=(group,), in_view=True, cited=scope.cited),
            )
            said = part.statement
            if part.status is Status.RELATED:
                said = statements.NO_CERTAIN_ANSWER
            line = f"{whole.short(group[0])}: {said}"
            if not part.claims or not part.citations:
                lines.append(line)
            elif _names_body(question, part):
                lines.insert(told, line)
                citations.insert(told, part.citations[0])
                told += 1
            else:
                lines.append(line)
                citations.append(part.citations[0])
        status = Status.FOUND if citations else Status.NOT_STATED
        told_lines = "\n".join(lines)
        return whole.answer(status, told_lines, citations, quotes=True, shown=len(citations))


def _behind(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """For each word the next one, and the one behind that, "" where there is none."""
    return [*words[1:], ""][: len(words)], [*words[2:], "", ""][: len(words)]


def _of_any_plan(inquiry: Inquiry) -> Answer | None:
    """What the records of one document hold of that which any has; None for another question."""
    question = inquiry.question
    of_any = asks_any_document(question) or is_without_matter(replace(question, documents=()))
    if not of_any or question.annex or question.before or len(inquiry.scope.documents or ()) != 1:
        return None
    return told_by_records(inquiry)


def _only(document_id: str) -> Scope:
    """One document, and no other."""
    return Scope(groups=((document_id,),), in_view=True)


def _names_body(question: Question, answer: Answer) -> bool:
    """Whether an answer speaks of the body that the question names, if it names one."""
    told = fold(answer.statement)
    names = [name for body in question.bodies for name in (*body.names, body.printed)]
    return not names or any(fold(name) in told for name in names)


def _missing(inquiry: Inquiry, names: list[str]) -> Answer:
    near = [inquiry.name(document_id) for document_id in inquiry.scope.near[:_MOST_NEAR]]
    statement = statements.missing_documents(
        names, *library_extent(inquiry), near or near_titles(inquiry), same=bool(near)
    )
    return inquiry.answer(Status.NOT_FOUND, statement)

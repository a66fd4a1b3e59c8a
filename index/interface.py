"""Answers and documents as JSON-able dicts, in the form that judges and scripts read."""

from index.answer.answer import Answer, Citation
from index.library.store import Library
from index.search.search import Hit
from knowledge.document import Assignment, Document, Field, Header, Mention, Reporting, Section
from knowledge.text import clean


def answer_row(question: str, answer: Answer, library: Library) -> dict[str, object]:
    """One line of `index answer`."""
    files = {card.id: card.source_file for card in library.documents}
    return {
        "question": question,
        "status": answer.status.value,
        "statement": answer.statement,
        "understood_as": answer.understood_as,
        "notices": [
            {"text": n.text, "citations": [_citation(each) for each in n.citations]}
            for n in answer.notices
        ],
        "citations": [_citation(citation) for citation in answer.citations],
        "choices": [{"label": c.label, "question": c.question} for c in answer.choices],
        "hits": [_hit(hit, files, library) for hit in answer.hits[:10]],
    }


def _citation(citation: Citation) -> dict[str, object]:
    return {
        "source_file": citation.source_file,
        "document_number": citation.document_number,
        "document": citation.document_name,
        "path": citation.path,
        "place": citation.place,
        "page": citation.page,
        "excerpt": citation.excerpt,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quoted,
        "code": citation.code,
        "remark": citation.remark,
        "also": [other.line for other in citation.also],
    }


def _hit(hit: Hit, files: dict[str, str], library: Library) -> dict[str, object]:
    passage = hit.passage
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "source_file": files[passage.document_id],
        "path": passage.path,
        "excerpt": library.slice(passage.document_id, passage.span),
    }


def document_row(document: Document) -> dict[str, object]:
    """What `index inspect` prints of one file."""
    text = document.text
    return {
        "source_file": document.source_file,
        "kind_of_source": document.source.value,
        "family": document.family.value,
        "recognised": document.recognised,
        "header": _header(document.header, text),
        "describes": _header(document.describes, text) if document.describes else None,
        "outline": [_section(section) for section in document.sections],
        "assignments": [_assignment(assignment, text) for assignment in document.assignments],
        "reporting": [_reporting(clause, text) for clause in document.reporting],
        "cites": [
            {
                "number": c.number,
                "type": c.type,
                "date": c.date,
                "by": c.issuer,
                "verbatim": clean(c.span.of(text)),
            }
            for c in document.cites
        ],
        "abbreviations": {a.short: a.long for a in document.abbreviations},
        "warnings": list(document.warnings),
        "method": document.method.value,
        "pages": [{"start": page.start, "end": page.end} for page in document.pages],
        "doubtful": [word.of(text) for word in document.doubtful],
        "text": text,
    }


def _header(header: Header, text: str) -> dict[str, object]:
    def shown(field: Field | None) -> dict[str, object]:
        evidence = (
            clean(field.span.of(text)) if field is not None and field.span is not None else None
        )
        return {
            "value": field.value if field else None,
            "evidence": evidence,
            "known": field.known.value if field else None,
        }

    return {
        "type": shown(header.type),
        "number": shown(header.number),
        "date": shown(header.date),
        "issuer": shown(header.issuer),
        "place": shown(header.place),
        "signer": {
            "name": shown(header.signer),
            "title": shown(header.signer_title),
            "authority": shown(header.authority),
        },
        "title": shown(header.title),
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "path": section.path,
        "kind": section.kind.value,
        "label": section.label,
        "heading": section.heading,
        "level": section.level,
        "start": section.span.start,
        "end": section.span.end,
        "repaired": section.repaired,
    }


def _names(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.text for mention in mentions]


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention is not None else None


def _assignment(assignment: Assignment, text: str) -> dict[str, object]:
    return {
        "path": assignment.path,
        "basis": assignment.basis.value,
        "lead": _names(assignment.leads),
        "implement": _names(assignment.implementers),
        "cooperate": _text(assignment.partners),
        "cooperate_names": _names(assignment.partner_names),
        "guided_by": _names(assignment.guided_by),
        "timing": _text(assignment.timing),
        "output": _text(assignment.output),
        "supervisor": _text(assignment.supervisor),
        "generic": assignment.generic,
        "verbatim": clean(assignment.span.of(text)),
    }


def _reporting(clause: Reporting, text: str) -> dict[str, object]:
    return {
        "path": clause.path,
        "verbatim": clean(clause.span.of(text)),
        "cadence": _text(clause.cadence),
        "by": _text(clause.reporter),
        "to_whom": _text(clause.recipient),
        "via": _text(clause.via),
        "trigger": clause.trigger.value,
    }

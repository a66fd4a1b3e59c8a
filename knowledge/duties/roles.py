"""Who leads, carries out, helps and guides, read from one paragraph of prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from knowledge.document import Basis, Mention
from knowledge.duties.open_names import VERB, goes_on
from knowledge.duties.partners import (
    JOINED,
    guided_by,
    helpers_of,
    list_at,
    opening_partners,
    partners_after,
)
from knowledge.duties.sentences import DONE, MAY, NOT_ACTING, is_told_of, sentences
from knowledge.names.agencies import starts_with_body
from knowledge.names.mentions import listed_names, partner_names
from knowledge.names.people import is_person, starts_with_person
from knowledge.text import LOWER, Span, View, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The roles one clause gives; `start` to `end` are cleaned characters of its paragraph.

    Attributes:
        subjectless: "Chủ trì …" without a body: the body stands in the heading above.
    """

    basis: Basis
    leads: tuple[Mention, ...] = ()
    implementers: tuple[Mention, ...] = ()
    partners: Mention | None = None
    guided_by: tuple[Mention, ...] = ()
    generic: bool = False
    subjectless: bool = False
    start: int
    end: int


ASK = re.compile(
    r"\b(?P<word>[Gg]iao(?: trách nhiệm)?(?: cho)?|[ĐĐđ]ề nghị|[Yy]êu cầu|[Pp]hân công)\s*:?\s+"
    r"(?P<who>đồng chí\s+|các đồng chí\s+)?(?=\S)"
)
LEADS = re.compile(
    r"\b(?:[Cc]hủ trì|[Ll]à(?:m)? đầu mối|[Ll]à (?:cơ quan|đơn vị) (?:đầu mối|thường trực))\b"
)
# "phiên họp do X chủ trì", "các sở chủ trì dự án thành phần": said of bodies, not to them.
_NO_LEAD = re.compile(
    r"^[Cc]hủ trì,? (?:hoặc|phiên|cuộc|hội nghị|buổi|của|họp|quản lý|Chương trình|chương trình|"
    r"(?:các )?(?:tiểu )?dự án|nội dung thành phần)\b"
)
_BODY_STARTS = re.compile(
    r"[;:,]\s+|\(|\b(?:do|và|giúp|[Cc]hỉ đạo|"
    r"chuyển\b[^.;,]{0,80}?\b(?:đến|tới|cho)(?=[^.;,]{3,80} để$))\s+"
)
_BETWEEN = re.compile(
    r"(?:\s+(?:để|tiếp tục|trực tiếp|chủ động|khẩn trương|nghiêm túc|tích cực|kịp thời|tập trung|"
    r"sớm|phải|có trách nhiệm|chịu trách nhiệm|được giao|là cơ quan|là đơn vị),?)+\s*"
)
_LONGEST_REST = 3  # words
# "do dự án được giao nghiên cứu chủ trì"; "Sở Y tế được giao chủ trì" leads, while "các sở được
# giao chủ trì" are those of them to whom that is given elsewhere.
_PASSIVE = re.compile(r"\bđược\b(?! giao\s*$)[^,;]{0,40}$")
_GENERIC = re.compile(
    r"(?:(?:các\s+)?(?:cơ quan|đơn vị)(?:,\s*(?:cơ quan|đơn vị))*\s+(?:đã\s+)?được\s+(?:giao|"
    r"phân công)"
    r"(?:\s+nhiệm vụ)?)\s+$",
    re.IGNORECASE,
)
_CLAUSE_OPENS = re.compile(r"(?:[;,:]|tiếp tục)\s*$")
_SUBJECT_OF_ISSUER = re.compile(
    r"^\W*(?:UBND|Ủy ban|Uỷ ban|Thủ tướng|Chính phủ|Tỉnh ủy|Ban Thường vụ|Đảng ủy|Chủ tịch)\b"
)
# "các trường: tổ chức …" is no list of kinds.
_VERB_AFTER_COLON = re.compile(r": tổ chức$", re.IGNORECASE)
_CONCERNS = re.compile(r"(?:Đối với|Về phía)\s+")
# Behind a name in a form stand dots, in a model heading more capitals.
_IN_PROSE = re.compile(rf"[{LOWER}]")
_OPENING_PHRASE = re.compile(
    r"(?P<word>[Tt]rong đó|[Rr]iêng|[Tt]rên cơ sở|[Cc]ăn cứ|[Tt]heo|[Đđ]ể|[Nn]goài|[Cc]hậm nhất|"
    r"[Hh]ằng (?:năm|quý|tháng|tuần)|[Hh]àng (?:năm|quý|tháng|tuần)|[Đđ]ịnh kỳ|"
    r"[Tt]rong (?:thời hạn|thời gian|trường hợp)|[Tt]rước ngày|[Tt]rường hợp|[Kk]hi)\b[,:]?\s*"
)
_LONGEST_OPENING = 450  # characters before the subject of a sentence
# Places in a sentence where a lead or an order may stand: more are no prose.
_MOST_TRIED = 20
# Characters before "chủ trì" in which those may stand who are to lead.
_LONGEST_NAMED = 2_000
_IS_RHYTHM = re.compile(r"[Hh][ằà]ng|[Đđ]ịnh kỳ")
_LONGEST_RHYTHM = 70
# The last sentence of a decision: "… chịu trách nhiệm thi hành Quyết định này".
_ENACTING = re.compile(
    r"\s+(?:chịu trách nhiệm|có trách nhiệm|căn cứ)(?: tổ chức)? (?:thi hành|thực hiện) "
    r"(?:[A-ZĐ]\w+ \w+) này\b"
)
BASES = {
    "giao": Basis.ASSIGNED,
    "de nghi": Basis.REQUESTED,
    "yeu cau": Basis.DEMANDED,
    "phan cong": Basis.ASSIGNED,
}


def find_roles(looked: View, begin: int = 0) -> tuple[Roles, ...]:
    """The roles that a paragraph gives, clause by clause, from its character `begin` on."""
    clauses = (_in_sentence(looked, start, end) for start, end in sentences(looked.text, begin))
    return tuple(clause for clause in clauses if clause is not None)


def _in_sentence(looked: View, start: int, end: int) -> Roles | None:
    """The main role of a sentence: a lead if one is named, else who was told, else its subject."""
    text = looked.text
    subject = _subject(looked, start, end)
    for match in islice(LEADS.finditer(text, start, end), _MOST_TRIED):
        if _NO_LEAD.match(text[match.start() :]) or is_told_of(text, start, match.start()):
            continue
        roles = _lead(looked, start, end, match, subject)
        if roles is not None:
            return roles
    for match in islice(ASK.finditer(text, start, end), _MOST_TRIED):
        if is_told_of(text, start, match.end()):
            continue
        told = _told(looked, match, end)
        if told is not None:
            return told
    for begin in _openings(text, start, end):
        listed = opening_partners(looked, begin, end)
        if listed is not None:
            return Roles(basis=Basis.NONE, partners=listed, subjectless=True, start=start, end=end)
    if subject is not None:
        enacting = _ENACTING.search(text, subject[1], end)
        if enacting is not None:
            # All who stand before it, whatever they are: no list of bodies knows every office.
            subject = subject[0], enacting.start()
        names = listed_names(looked, *subject) + _later_subjects(looked, subject[1], end)
        noted = _noted(names, start, end)
        if noted is not None:
            return noted
        guided = guided_by(looked, start, subject[0])
        return Roles(
            basis=Basis.SUBJECT,
            implementers=names,
            partners=helpers_of(looked, subject[1], end),
            guided_by=guided,
            start=start,
            end=end,
        )
    return None


def _noted(names: Sequence[Mention], start: int, end: int) -> Roles | None:
    """The roles of a list that notes them: "Sở Y tế (chủ trì), Sở Tài chính (phối hợp) …"."""
    leads = tuple(m for m in names if m.text.endswith("(chủ trì)"))
    if not leads:
        return None
    helpers = tuple(m for m in names if m not in leads)
    return Roles(
        basis=Basis.LEADS,
        leads=tuple(_without_note(m) for m in leads),
        partners=_without_note(helpers[0]) if len(helpers) == 1 else None,
        start=start,
        end=end,
    )


def _without_note(name: Mention) -> Mention:
    bare = _NOTE.sub("", name.text)
    cut = len(name.text) - len(bare)
    return Mention(text=bare, span=Span(start=name.span.start, end=name.span.end - cut))


_NOTE = re.compile(r"\s*\((?:chủ trì|phối hợp)\)$")


def _later_subjects(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """The bodies that open further clauses after semicolons: "X làm …; Y làm …"."""
    found: list[Mention] = []
    behind = begin
    for match in re.compile(r";\s+").finditer(looked.text, begin + 1, end):
        if match.start() < behind:
            continue  # Within the list that an earlier one opened.
        length = starts_with_body(looked.text[match.end() : end])
        rest = looked.text[match.end() + length : end].lstrip()
        if length and not NOT_ACTING.match(rest) and not MAY.match(rest):
            found += listed_names(looked, match.end(), match.end() + length)
        behind = match.end() + length
    return tuple(found)


def _subject(looked: View, start: int, end: int) -> tuple[int, int] | None:
    """The body that opens a sentence, with "Trong đó," and the like before it passed over."""
    text = looked.text
    for begin in _openings(text, start, end):
        concerns = _CONCERNS.match(text, begin, end)
        if concerns is not None:
            begin = concerns.end()
        length = len(
            _VERB_AFTER_COLON.sub("", text[begin : begin + starts_with_body(text[begin:end])])
        )
        behind = text.find(":", begin + length, end)
        rest = text[begin + length : behind] if length and behind > 0 else ""
        # Many words before what is told in small letters are a duty: "Phòng Y tế khám …: trước …".
        short = len(rest.split()) <= _LONGEST_REST or text[behind + 1 : end].lstrip()[:1].isupper()
        if short and goes_on(text[begin : begin + length], rest):
            length = behind - begin
        after = text[begin + length : end].lstrip()
        if concerns is not None and not after.startswith(":"):
            continue
        if length and MAY.match(after):
            return None
        if (
            length
            and _IN_PROSE.search(after)
            and not NOT_ACTING.match(after)
            and not text.startswith("Tổ chức ", begin)
        ):
            return begin, begin + length
    return None


def _openings(text: str, start: int, end: int) -> Iterator[int]:
    """Where the main clause of a sentence may begin: at its start, or after an opening phrase."""
    opening = _OPENING_PHRASE.match(text, start, end)
    if opening is None:
        yield start
        return
    if opening["word"].lower() in ("trong đó", "riêng"):
        yield opening.end()
    longest = _LONGEST_RHYTHM if _IS_RHYTHM.match(opening["word"]) else _LONGEST_OPENING
    limit = min(end, start + longest)
    yield from (m.end() for m in re.finditer(r",\s+", text[:limit]) if m.start() > start)


def _lead(
    looked: View, start: int, end: int, match: re.Match[str], subject: tuple[int, int] | None
) -> Roles | None:
    """The lead that the words `match` ("chủ trì") of a sentence give to somebody."""
    text = looked.text
    before = text[start : match.start()]
    partners = partners_after(looked, match.end(), end)
    generic = _GENERIC.search(before)
    if generic:
        begin = start + generic.start()
        name = Mention(text=text[begin : match.end()], span=looked.span(begin, match.end()))
        return Roles(
            basis=Basis.LEADS, leads=(name,), generic=True, partners=partners, start=begin, end=end
        )
    if _PASSIVE.search(before) or _is_aside(text[start:end], match.start() - start):
        return None
    behind = match.end() if partners is None else looked.offsets.index(partners.span.end - 1) + 1
    if DONE.match(text, behind, end):
        return None
    opens_clause = not before.strip() or bool(_CLAUSE_OPENS.search(before))
    named = _body_before(looked, start, match.start())
    if before.rstrip().endswith("được giao") and (named is None or not text[named[0]].isupper()):
        return None
    if named is None and opens_clause and subject is not None:
        named = None if _SUBJECT_OF_ISSUER.match(text[slice(*subject)]) else subject
    if named is not None:
        leads = listed_names(looked, *named)
        return Roles(basis=Basis.LEADS, leads=leads, partners=partners, start=named[0], end=end)
    if opens_clause and not re.search(r"\bvai trò\b", before):
        return Roles(
            basis=Basis.LEADS, partners=partners, subjectless=True, start=match.start(), end=end
        )
    return None


def _is_aside(sentence: str, lead: int) -> bool:
    """Whether "chủ trì" stands in parentheses; those that end a task give it: "(Sở X chủ trì)"."""
    before = sentence[:lead]
    if before.count("(") <= before.count(")"):
        return False
    opened, closed = before.rindex("("), sentence.find(")", lead)
    ends = closed >= 0 and not sentence[closed + 1 :].strip(" .;,")
    return not (ends and before[:opened].strip() and starts_with_body(sentence[opened + 1 : lead]))


def _body_before(looked: View, start: int, end: int) -> tuple[int, int] | None:
    """The body or list of bodies that ends right before `end`."""
    text = looked.text
    start = max(start, end - _LONGEST_NAMED)
    stop = len(text[:end].rstrip())
    for asked in ASK.finditer(text, start, stop):
        if is_person(text[_who(asked) : stop]) and not VERB.search(text, _who(asked), stop):
            return _who(asked), stop
    starts = {
        start,
        *(m.end() for p in (ASK, _BODY_STARTS) for m in p.finditer(text, start, stop)),
    }
    known: list[tuple[int, int]] = []
    for begin in sorted(starts):
        length = starts_with_body(text[begin:end])
        if length and (begin + length >= stop or _BETWEEN.fullmatch(text[begin + length : end])):
            return begin, min(begin + length, stop)
        known.append((begin, begin + length))
    # No table knows every name: a body and a few words that are no verbs are one up to "chủ trì".
    for begin, behind in known:
        rest = text[behind:stop]
        if behind > begin and goes_on(text[begin:behind], rest):
            return begin, stop
    return None


def _who(match: re.Match[str]) -> int:
    """Where the one begins who is told, "đồng chí" before a name included."""
    return match.start("who") if match["who"] else match.end()


def _told(looked: View, match: re.Match[str], end: int) -> Roles | None:
    """The one told by "Giao X …", "Đề nghị X …": a lead where partners follow "Giao X"."""
    text = looked.text
    person = starts_with_person(text[_who(match) : end])
    if person:
        begin, length = _who(match), person
    else:
        for begin in _openings(text, match.end(), end):
            length = starts_with_body(text[begin:end])
            if length:
                break
        else:
            return None
    basis = BASES[re.sub(r" (trach nhiem|cho)", "", fold(match["word"])).strip()]
    names = listed_names(looked, begin, begin + length)
    joined = JOINED.match(text[begin + length : end])
    if joined and basis is Basis.ASSIGNED:
        partners = list_at(looked, begin + length + joined.end(), end)
        return Roles(basis=basis, leads=names, partners=partners, start=match.start(), end=end)
    behind = begin + length
    return Roles(
        basis=basis,
        implementers=names + _later_subjects(looked, behind, end),
        partners=helpers_of(looked, behind, end),
        start=match.start(),
        end=end,
    )


def named_partners(looked: View, roles: Roles) -> tuple[Mention, ...]:
    """The parts of the partner list that `find_roles` read from `looked`."""
    if roles.partners is None:
        return ()
    start = looked.text.find(roles.partners.text, roles.start)
    return partner_names(looked, start, start + len(roles.partners.text)) if start >= 0 else ()

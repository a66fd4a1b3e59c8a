"""Who leads, carries out, helps and guides, read from one paragraph of prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from knowledge.document import Basis, Mention
from knowledge.names.agencies import holds_stop, is_body, starts_with_body
from knowledge.names.agency_table import agency_words
from knowledge.names.mentions import as_mention, listed_names, partner_names
from knowledge.names.words import split_words
from knowledge.text import UPPER, View, fold


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


_SENTENCE = re.compile(rf"(?:(?<=[.!?])|(?<=\./\.))\s+(?=[{UPPER}“\"(])")
_ASK = re.compile(
    r"\b(?P<word>[Gg]iao(?: trách nhiệm)?(?: cho)?|[ĐĐđ]ề nghị|[Yy]êu cầu|[Pp]hân công)\s*:?\s+"
    r"(?:đồng chí\s+|các đồng chí\s+)?(?=\S)"
)
_LEADS = re.compile(
    r"\b(?:[Cc]hủ trì|[Ll]à(?:m)? đầu mối|[Ll]à (?:cơ quan|đơn vị) (?:đầu mối|thường trực))\b"
)
# "phiên họp do X chủ trì", "các sở chủ trì dự án thành phần": said of bodies, not to them.
_NO_LEAD = re.compile(
    r"^[Cc]hủ trì,? (?:hoặc|phiên|cuộc|hội nghị|buổi|của|họp|quản lý|Chương trình|chương trình|"
    r"(?:các )?(?:tiểu )?dự án|nội dung thành phần)\b"
)
_BODY_STARTS = re.compile(r"[;:,]\s+|\b(?:do|và|giúp)\s+")
_BETWEEN = re.compile(r"\s+(?:tiếp tục|trực tiếp|có trách nhiệm|chịu trách nhiệm)\s*")
_NAME_GOES_ON = re.compile(r"(?:,? [^\W\d_]+){1,8}")
_LONGEST_REST = 3  # words
_CAPITALS_GO_ON = re.compile(rf"(?:,? [{UPPER}][^\W\d_]*){{1,8}}")
# Small units have names that no table holds whole; those of all others end where a table says.
_SMALL_UNIT = re.compile(r"(?:phòng|ban|tổ|đội|bộ phận|trung tâm)\b", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:(?:các\s+)?(?:cơ quan|đơn vị)(?:,\s*(?:cơ quan|đơn vị))*\s+(?:đã\s+)?được\s+(?:giao|"
    r"phân công)"
    r"(?:\s+nhiệm vụ)?)\s+$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s*,?\s*(?:và\s+)?[Pp]hối hợp\s+(?:chặt chẽ\s+)?(?:với|cùng)\s+")
# "X chủ động phối hợp với Y …": Y helps.
_HELPED = re.compile(
    r":?(?:\s*,?\s*(?:tiếp tục|chủ động|tích cực|tăng cường|thường xuyên|có trách nhiệm|"
    r"chịu trách nhiệm(?: chính)?|và))*\s*,?\s*[Pp]hối hợp\s+(?:chặt chẽ\s+)?"
    r"(?:với\s+|cùng\s+(?:với\s+)?)?"
)
_PARTNER_START = re.compile(r"^[Pp]hối hợp\s+(?:chặt chẽ\s+)?(?P<with>với\s+|cùng\s+)?")
_GUIDED = re.compile(r"\b[Cc]ăn cứ (?:vào )?(?:sự )?hướng dẫn của\s+")
_CLAUSE_OPENS = re.compile(r"(?:[;,:]|tiếp tục)\s*$")
_SUBJECT_OF_ISSUER = re.compile(
    r"^\W*(?:UBND|Ủy ban|Uỷ ban|Thủ tướng|Chính phủ|Tỉnh ủy|Ban Thường vụ|Đảng ủy|Chủ tịch)\b"
)
# "các trường: tổ chức …" is no list of kinds.
_VERB_AFTER_COLON = re.compile(r": tổ chức$", re.IGNORECASE)
_CONCERNS = re.compile(r"(?:Đối với|Về phía)\s+")
_OPENING_PHRASE = re.compile(
    r"(?P<word>[Tt]rong đó|[Rr]iêng|[Tt]rên cơ sở|[Cc]ăn cứ|[Tt]heo|[Đđ]ể|[Nn]goài|[Cc]hậm nhất|"
    r"[Hh]ằng (?:năm|quý|tháng|tuần)|[Hh]àng (?:năm|quý|tháng|tuần)|[Đđ]ịnh kỳ|"
    r"[Tt]rong (?:thời hạn|thời gian|trường hợp)|[Tt]rước ngày|[Tt]rường hợp|[Kk]hi)\b[,:]?\s*"
)
_LONGEST_OPENING = 450  # characters before the subject of a sentence
# Characters of a sentence, and places in it where a lead or an order may stand: more are no prose.
_LONGEST_SENTENCE, _MOST_TRIED = 6_000, 20
# Characters before "chủ trì" in which those may stand who are to lead.
_LONGEST_NAMED = 2_000
_IS_RHYTHM = re.compile(r"[Hh][ằà]ng|[Đđ]ịnh kỳ")
_LONGEST_RHYTHM = 70
# What follows a list of bodies that is defined or counted, not told to do anything.
_NOT_ACTING = re.compile(
    r":\s*(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)\b|"
    r"[;.,:)]?\s*(?:$|bao gồm|gồm|là\b|có tên|sau đây|đã\b|nhận được|"
    r"có (?:ý kiến|công văn|văn bản)|"
    r"(?:xin |trân trọng |kính )*(?:thông báo|mong|cảm ơn|đề nghị|yêu cầu|giao\b))|[;.)]"
)
# The last sentence of a decision: "… chịu trách nhiệm thi hành Quyết định này".
_ENACTING = re.compile(
    r"\s+(?:chịu trách nhiệm|có trách nhiệm|căn cứ)(?: tổ chức)? (?:thi hành|thực hiện) "
    r"(?:[A-ZĐ]\w+ \w+) này\b"
)
_BASES = {
    "giao": Basis.ASSIGNED,
    "de nghi": Basis.REQUESTED,
    "yeu cau": Basis.DEMANDED,
    "phan cong": Basis.ASSIGNED,
}


def find_roles(looked: View, begin: int = 0) -> tuple[Roles, ...]:
    """The roles that a paragraph gives, clause by clause, from its character `begin` on."""
    found: list[Roles] = []
    for start, end in sentences(looked.text, begin):
        clause = _in_sentence(looked, start, end)
        if clause is not None:
            found.append(clause)
    return tuple(found)


def sentences(text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
    """The sentences of a cleaned paragraph as (start, end), half open."""
    position = begin
    for match in _SENTENCE.finditer(text, begin):
        yield from _shortened(position, match.start())
        position = match.end()
    if position < len(text):
        yield from _shortened(position, len(text))


def _shortened(start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the parts of one that never ends."""
    yield start, min(end, start + _LONGEST_SENTENCE)
    for begin in range(start + _LONGEST_SENTENCE, end, _LONGEST_SENTENCE):
        yield begin, min(end, begin + _LONGEST_SENTENCE)


def _in_sentence(looked: View, start: int, end: int) -> Roles | None:
    """The main role of a sentence: a lead if one is named, else who was told, else its subject."""
    text = looked.text
    subject = _subject(looked, start, end)
    for match in islice(_LEADS.finditer(text, start, end), _MOST_TRIED):
        if _NO_LEAD.match(text[match.start() :]):
            continue
        roles = _lead(looked, start, end, match, subject)
        if roles is not None:
            return roles
    for match in islice(_ASK.finditer(text, start, end), _MOST_TRIED):
        told = _told(looked, match, end)
        if told is not None:
            return told
    for begin in _openings(text, start, end):
        partnering = _PARTNER_START.match(text[begin:end])
        if partnering is not None:
            after = begin + partnering.end()
            known = partnering["with"] or starts_with_body(text[after:end])
            listed = _list_at(looked, after, end) if known else None
            if listed is not None:
                return Roles(
                    basis=Basis.NONE, partners=listed, subjectless=True, start=start, end=end
                )
    if subject is not None:
        enacting = _ENACTING.search(text, subject[1], end)
        if enacting is not None:
            # All who stand before it, whatever they are: no list of bodies knows every office.
            subject = subject[0], enacting.start()
        names = listed_names(looked, *subject) + _later_subjects(looked, subject[1], end)
        guided = _guided(looked, start, subject[0])
        return Roles(
            basis=Basis.SUBJECT,
            implementers=names,
            partners=_helpers(looked, subject[1], end),
            guided_by=guided,
            start=start,
            end=end,
        )
    return None


def _helpers(looked: View, begin: int, end: int) -> Mention | None:
    """The known bodies with which the one named up to `begin` is to work."""
    match = _HELPED.match(looked.text, begin, end)
    if match is None or not starts_with_body(looked.text[match.end() : end]):
        return None
    return _list_at(looked, match.end(), end)


def _later_subjects(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """The bodies that open further clauses after semicolons: "X làm …; Y làm …"."""
    found: list[Mention] = []
    behind = begin
    for match in re.compile(r";\s+").finditer(looked.text, begin + 1, end):
        if match.start() < behind:
            continue  # Within the list that an earlier one opened.
        length = starts_with_body(looked.text[match.end() : end])
        if length and not _NOT_ACTING.match(looked.text[match.end() + length : end].lstrip()):
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
        if short and _goes_on(text[begin : begin + length], rest):
            length = behind - begin
        after = text[begin + length : end].lstrip()
        if concerns is not None and not after.startswith(":"):
            continue
        if (
            length
            and after
            and not _NOT_ACTING.match(after)
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
    partners = _partners_after(looked, match.end(), end)
    generic = _GENERIC.search(before)
    if generic:
        begin = start + generic.start()
        name = Mention(text=text[begin : match.end()], span=looked.span(begin, match.end()))
        return Roles(
            basis=Basis.LEADS, leads=(name,), generic=True, partners=partners, start=begin, end=end
        )
    if re.search(r"\bđược\b[^,;]{0,40}$", before) or before.count("(") > before.count(")"):
        return None
    opens_clause = not before.strip() or bool(_CLAUSE_OPENS.search(before))
    named = _body_before(looked, start, match.start())
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


def _body_before(looked: View, start: int, end: int) -> tuple[int, int] | None:
    """The body or list of bodies that ends right before `end`."""
    text = looked.text
    start = max(start, end - _LONGEST_NAMED)
    stop = len(text[:end].rstrip())
    starts = {
        start,
        *(m.end() for p in (_ASK, _BODY_STARTS) for m in p.finditer(text, start, stop)),
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
        if behind > begin and _goes_on(text[begin:behind], rest):
            return begin, stop
    return None


def _goes_on(name: str, rest: str) -> bool:
    """Whether `rest` goes on with a name of which the tables know a part: "Tổ Quy hoạch"."""
    if holds_stop(rest) or _VERB.search(rest):
        return False
    in_table = agency_words().bodies.longest(split_words(name), 0) is not None
    open_ended = _SMALL_UNIT.match(name) and not in_table
    return bool((_NAME_GOES_ON if open_ended else _CAPITALS_GO_ON).fullmatch(rest))


def _told(looked: View, match: re.Match[str], end: int) -> Roles | None:
    """The one told by "Giao X …", "Đề nghị X …": a lead where partners follow "Giao X"."""
    text = looked.text
    for begin in _openings(text, match.end(), end):
        length = starts_with_body(text[begin:end])
        if length:
            break
    else:
        return None
    basis = _BASES[re.sub(r" (trach nhiem|cho)", "", fold(match["word"])).strip()]
    names = listed_names(looked, begin, begin + length)
    joined = _WITH.match(text[begin + length : end])
    if joined and basis is Basis.ASSIGNED:
        partners = _list_at(looked, begin + length + joined.end(), end)
        return Roles(basis=basis, leads=names, partners=partners, start=match.start(), end=end)
    behind = begin + length
    return Roles(
        basis=basis,
        implementers=names + _later_subjects(looked, behind, end),
        partners=_helpers(looked, behind, end),
        start=match.start(),
        end=end,
    )


def _partners_after(looked: View, begin: int, end: int) -> Mention | None:
    match = _WITH.match(looked.text[begin:end]) or re.match(
        r"\s*,\s*[Pp]hối hợp\s+(?=[A-ZĐcCnN])", looked.text[begin:end]
    )
    return _list_at(looked, begin + match.end(), end) if match else None


def _list_at(looked: View, begin: int, end: int) -> Mention | None:
    """The list of bodies at `begin`, whole; up to the next verb where a part is unknown."""
    text = looked.text
    length = starts_with_body(text[begin:end])
    stop = begin + length if length else _to_verb(text, begin, end)
    begin, stop = looked.strip(begin, stop)
    return Mention(text=text[begin:stop], span=looked.span(begin, stop)) if stop > begin else None


_VERB = re.compile(
    r"\s(?:tham mưu|tổ chức|triển khai|thực hiện|xây dựng|hướng dẫn|theo dõi|đánh giá|rà soát|"
    r"xem xét|bố trí|thống nhất|tổng hợp|kiểm tra|đôn đốc|để|nghiên cứu|cung cấp|tuyên truyền|"
    r"trong việc|giúp)\b"
)


def _to_verb(text: str, begin: int, end: int) -> int:
    match = _VERB.search(text, begin, end)
    return match.start() if match else end


def _guided(looked: View, start: int, end: int) -> tuple[Mention, ...]:
    match = _GUIDED.search(looked.text, start, end)
    if match is None:
        return ()
    length = starts_with_body(looked.text[match.end() : end])
    length = len(looked.text[match.end() : end].split(",")[0]) if not length else length
    return (as_mention(looked, match.end(), match.end() + length),)


def named_partners(looked: View, roles: Roles) -> tuple[Mention, ...]:
    """The parts of the partner list that `find_roles` read from `looked`."""
    if roles.partners is None:
        return ()
    start = looked.text.find(roles.partners.text, roles.start)
    return partner_names(looked, start, start + len(roles.partners.text)) if start >= 0 else ()


_HAS_DUTIES = re.compile(
    r"\s+(?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ)|có các nhiệm vụ)(?: sau(?: đây)?)?$|\s+trên$"
)

# Those below are listed, not told anything.
_MEMBERS = re.compile(r"(cac |uy )?(thanh vien|uy vien)( ban chi dao| to cong tac)?( gom)?")


def heading_bodies(looked: View, begin: int = 0) -> tuple[Basis, tuple[Mention, ...]] | None:
    """The bodies a heading consists of, "Giao", "Đề nghị" and the like before them; else None."""
    begin, end = looked.strip(begin, len(looked.text), " .,;:-")
    told = _HAS_DUTIES.search(looked.text, begin, end)
    if told is not None:
        end = told.start()
    asked = _ASK.match(looked.text, begin, end)
    if end <= begin:
        return None
    if asked is not None:
        basis = _BASES[re.sub(r" (trach nhiem|cho)", "", fold(asked["word"])).strip()]
        named = _told_in_heading(looked, asked.end(), end)
        return (basis, named) if named else None
    if _MEMBERS.fullmatch(fold(looked.text[begin:end])):
        return None
    if not is_body(looked.text[begin:end]):
        # "Ban xây dựng Đảng các đảng ủy trực thuộc Tỉnh ủy": a body of other bodies.
        length = starts_with_body(looked.text[begin:end])
        whose = looked.text[begin + length : end]
        if not length or not is_body(whose.strip()) or whose.strip()[0] in ",;":
            return None
        return Basis.HEADING, (as_mention(looked, begin, end),)
    other = re.match(r"(?:Trách nhiệm|Nhiệm vụ)(?: của)?\s+|Đối với\s+", looked.text[begin:end])
    return Basis.HEADING, listed_names(looked, begin + (other.end() if other else 0), end)


def _told_in_heading(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """Those a heading tells: a known list of bodies, or the rest of it where no verb follows."""
    text = looked.text[begin:end]
    if is_body(text):
        return listed_names(looked, begin, end)
    length = starts_with_body(text)
    if length and not _VERB.search(text, length) and not _LEADS.search(text):
        return (as_mention(looked, begin, end),)
    return ()

"""The fixed wording of what has become of a document, and of what admins corrected."""

from collections.abc import Mapping

from index.force.fates import Fate
from index.question.language import Language
from knowledge.dates import spoken
from knowledge.document import Change, Slot

# With the document that did it, without, and what stands behind the name of that document.
_FATES: Mapping[Language, Mapping[Change, tuple[str, str]]] = {
    Language.VIETNAMESE: {
        Change.REPLACED: ("{name} đã được thay thế bởi {by}", "{name} đã được thay thế"),
        Change.REPEALED: ("{name} đã bị bãi bỏ bởi {by}", "{name} đã bị bãi bỏ"),
        Change.AMENDED: (
            "{name} đã được sửa đổi, bổ sung bởi {by}",
            "{name} đã được sửa đổi, bổ sung",
        ),
        Change.RECTIFIED: ("{name} đã được đính chính bởi {by}", "{name} đã được đính chính"),
        Change.EXPIRED: ("{name} đã hết hiệu lực theo {by}", "{name} đã hết hiệu lực"),
    },
    Language.ENGLISH: {
        Change.REPLACED: ("{name} was replaced by {by}", "{name} was replaced"),
        Change.REPEALED: ("{name} was repealed by {by}", "{name} was repealed"),
        Change.AMENDED: ("{name} was amended by {by}", "{name} was amended"),
        Change.RECTIFIED: ("{name} was rectified by {by}", "{name} was rectified"),
        Change.EXPIRED: ("{name} is no longer in force by {by}", "{name} is no longer in force"),
    },
}
_FROM = {Language.VIETNAMESE: " từ ngày {day}", Language.ENGLISH: " from {day}"}
_UNTIL = {
    Language.VIETNAMESE: "{name} chỉ có hiệu lực đến hết ngày {day}",
    Language.ENGLISH: "{name} was in force only until {day}",
}
_UNCONFIRMED = {
    Language.VIETNAMESE: " (theo lời văn của văn bản đó; quản trị viên chưa xác nhận)",
    Language.ENGLISH: " (as that document says; no administrator has confirmed it)",
}
_HEAD = {Language.VIETNAMESE: "Lưu ý: {told}.", Language.ENGLISH: "Note: {told}."}
# Of a part that was changed, in front of the words that change it.
CHANGED_HERE = {
    Language.VIETNAMESE: "{name} ghi về {place}:",
    Language.ENGLISH: "{name} says of {place}:",
}

SLOTS = {
    Slot.TYPE: "Loại", Slot.NUMBER: "Số, ký hiệu", Slot.DATE: "Ngày",
    Slot.ISSUER: "Cơ quan ban hành", Slot.PLACE: "Địa phương", Slot.TITLE: "Trích yếu",
    Slot.SIGNER: "Người ký", Slot.LEADS: "Chủ trì", Slot.PARTNERS: "Phối hợp",
    Slot.TIMING: "Thời gian",
}  # fmt: skip
_SLOTS_IN_ENGLISH = {
    Slot.LEADS: "Lead", Slot.PARTNERS: "With", Slot.TIMING: "Time",
}  # fmt: skip
_BY_ADMIN = {
    Language.VIETNAMESE: (
        "{slot} theo quản trị viên: {value}; văn bản ghi: {read}",
        "{slot} theo quản trị viên: {value}; văn bản không ghi",
    ),
    Language.ENGLISH: (
        "{slot} by an administrator: {value}; the document says: {read}",
        "{slot} by an administrator: {value}; the document says nothing",
    ),
}
_AT = {Language.VIETNAMESE: "Lưu ý ({place}): {told}.", Language.ENGLISH: "Note ({place}): {told}."}
NOTHING = "không có"


def fate(found: Fate, name: str, by: str | None, language: Language) -> str:
    """What has become of a document.

    Args:
        found: What.
        name: The document, by its short name.
        by: What the document that changed it is called in full; None where none is named.
        language: Of the sentence.
    """
    own = found.change is Change.EXPIRED and not found.confirmed
    if own and found.since is not None:
        return _HEAD[language].format(
            told=_UNTIL[language].format(name=name, day=spoken(found.since))
        )
    with_name, alone = _FATES[language][found.change]
    told = with_name.format(name=name, by=by) if by else alone.format(name=name)
    if found.since is not None and (found.confirmed or by):
        told += _FROM[language].format(day=spoken(found.since))
    if not found.confirmed:
        told += _UNCONFIRMED[language]
    return _HEAD[language].format(told=told)


def by_admin(
    slot: Slot,
    value: str | None,
    read: str | None,
    language: Language = Language.VIETNAMESE,
) -> str:
    """That an admin says another thing than the text; both are told."""
    told, alone = _BY_ADMIN[language]
    name = SLOTS[slot]
    if language is Language.ENGLISH:
        name = _SLOTS_IN_ENGLISH.get(slot, name)
    shown = _shown(slot, value) or NOTHING
    return (told if read is not None else alone).format(
        slot=name, value=shown, read=_shown(slot, read)
    )


def of_task(told: str, place: str, language: Language) -> str:
    """What an admin says of a task, with where it stands."""
    return _AT[language].format(place=place, told=told)


def _shown(slot: Slot, value: str | None) -> str | None:
    return spoken(value) if slot is Slot.DATE and value is not None else value

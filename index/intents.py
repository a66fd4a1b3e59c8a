"""What a question asks for: patterns over its folded, restored words."""

import re
from enum import StrEnum


class Intent(StrEnum):
    """The kinds of questions that are answered from records."""

    LEAD = "lead"
    PARTNER = "partner"
    BODY_DUTY = "body_duty"
    TIMING = "timing"
    REPORTING = "reporting"
    MONITORING = "monitoring"
    FUNDING = "funding"
    PURPOSE = "purpose"
    RECIPIENTS = "recipients"
    ADDRESSEES = "addressees"
    SIGNER = "signer"
    NUMBER = "number"
    DATE = "date"
    COUNT = "count"
    SECTION = "section"
    DEFINE = "define"
    OUTPUT = "output"
    FREE = "free"


class Wanted(StrEnum):
    """The sort of value an answer must hold."""

    BODY = "body"
    PERSON = "person"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    PLACE = "place"
    PHONE = "phone"


# More telling patterns first; all that match are kept, the first one leads.
_INTENTS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        Intent.SIGNER,
        re.compile(
            r"\b(ai|nguoi|vi nao|lanh dao nao|dong chi nao)\b.{0,25}\bk[yi]\b(?! "
            r"ket(?! luan))|\bk[yi] (boi|la ai)|\bnguoi k[yi]\b|"
            r"\bchu ky\b"
        ),
    ),
    (
        Intent.ADDRESSEES,
        re.compile(
            r"\bkinh gui\b|\b(gui|dien) cho (nhung )?(ai|dau)\b(?=.*\b(cong "
            r"dien|cong van)\b)|\b(cong dien|cong van)\b.{0,40}\b(dien|"
            r"gui) (cho|toi|den)? ?(nhung )?(ai|dau|co quan nao|"
            r"don vi nao)"
        ),
    ),
    (
        Intent.RECIPIENTS,
        re.compile(
            r"\bnoi nhan\b|\bnhung ai nhan\b|\bai (duoc )?nhan (duoc "
            r")?(van ban|ke hoach|cong van)"
        ),
    ),
    (
        Intent.NUMBER,
        re.compile(
            r"\bso hieu\b|\bso (van ban|ky hieu|ke hoach|cong van|"
            r"quyet dinh)\b.{0,40}\b(la|so may|bao nhieu|gi)\b|\bky "
            r"hieu\b|\bso may\b$|\bla so may\b"
        ),
    ),
    (
        Intent.FUNDING,
        re.compile(
            r"\bkinh phi\b|\btien\b(?! (do|trinh|hanh|si|te|luong))|"
            r"\bngan sach\b|\bdu toan\b|\bnguon von\b|\btai chinh\b.{0,20}\b(lay|"
            r"nguon)"
        ),
    ),
    (
        Intent.MONITORING,
        re.compile(
            r"\btheo doi\b|\bdon doc\b|\bgiam sat\b(?!.{0,12}(giam "
            r"ngheo|danh gia))|\bkiem tra\b(?=.{0,40}\b(thuc hien|"
            r"don doc|giam sat)\b)"
        ),
    ),
    (
        Intent.REPORTING,
        re.compile(
            r"\bbao cao\b(?! vien)|\bbao ai\b|\bvuong mac\b|\bkho "
            r"khan\b|\b(phan anh|keu|bao|thong tin) (ve|cho|len|"
            r"toi)? ?(dau|ai)\b|\bgui (ket qua|bao cao|ve dau)|\bgom "
            r"ket qua|\bb/c\b|\bgap kho\b|\bbao cao ve\b|\bgap (rac "
            r"roi|vuong|truc trac)"
        ),
    ),
    (
        Intent.PARTNER,
        re.compile(
            r"\bphoi hop\b|\bcung (voi )?(ai|don vi nao|co quan "
            r"nao)\b|\bhop tac voi (ai|nhung)"
        ),
    ),
    (
        Intent.COUNT,
        re.compile(
            r"\b(may|bao nhieu|tat ca bao nhieu|tong cong bao nhieu|"
            r"liet ke|dem)\b (?:\w+ )?(nhiem vu|nv|nhom|viec|muc "
            r"tieu|noi dung|giai phap|cong viec|chi tieu|dieu|chuong|"
            r"phan|du an|de an|buoc|hinh thuc)\b"
        ),
    ),
    (
        Intent.OUTPUT,
        re.compile(
            r"\bsan pham\b|\bket qua (dau ra|du kien|phai|can|la "
            r"gi)|\bdau ra\b|\bra (cai )?gi\b"
        ),
    ),
    (
        Intent.PURPOSE,
        re.compile(
            r"\bmuc dich\b|\bmuc tieu\b|\bnham (muc dich )?gi\b|"
            r"\bde lam gi\b|\by nghia gi\b"
        ),
    ),
    (
        Intent.LEAD,
        re.compile(
            r"\bchu tri\b|\bdau moi\b|\b(ai|don vi nao|co quan nao|"
            r"so nao|bo nao|ban nao|ben nao|phong nao|don vi|co "
            r"quan)\b.{0,45}\b(lo|lam|thuc hien|phu trach|chiu trach "
            r"nhiem|dam nhan|dung ra|trien khai|duoc giao|giao)\b|"
            r"\b(giao|thuoc trach nhiem|trach nhiem cua) (cho )?(so|"
            r"bo|ban|don vi|co quan)? ?(nao|ai)\b|\bai lo\b|\bdon "
            r"vi thuc hien\b|\bco quan thuc hien\b"
        ),
    ),
    (
        Intent.TIMING,
        re.compile(
            r"\b(khi nao|bao gio|luc nao|thoi han|thoi gian|deadline|bao lau|han chot|"
            r"han nao|han may|han la|han cuoi|truoc ngay nao|truoc ngay may|ngay nao|ngay "
            r"may|hom nao|thang may|thang nao|nam nao|quy may|quy nao|chu ky bao|may thang "
            r"mot lan|may (thang|ngay|nam)|tien do|den bao gio|ra sao ve thoi gian|han "
            r"cap nhat|han)\b"
        ),
    ),
)
_DATE_OF_DOCUMENT = re.compile(
    r"\b(ban hanh|ky|ra) (vao )?(ngay|hom|khi|nam|thang) (nao|may)|\bngay ban hanh|\bngay "
    r"(nao|may)\b"
)
_DUTY = re.compile(
    r"\b(phai |can |duoc |co )?(lam (nhung )?gi|nhiem vu (gi|nao)|giao (nhiem vu )?(gi|"
    r"nhung gi|viec gi)|"
    r"trach nhiem (gi|nhu the nao|ra sao|the nao)|chu tri (nhiem vu|nv|viec|cong viec|"
    r"noi dung) (nao|gi)|nhung nhiem vu (nao|gi)|"
    r"viec gi|lam nhung viec|chu tri (nhung )?(gi|viec gi)|yeu cau gi)\b"
)
_SECTION = re.compile(
    r"\b(noi (gi|nhu the nao)|quy dinh (gi|the nao|nhu the nao)|noi dung (gi|la gi|cua)"
    r"|toan van|viet gi|ghi gi|neu gi)\b"
)
_DEFINE = re.compile(
    r"\b(la (gi|cai gi|van ban (gi|nao))|ve (cai gi|viec gi|gi|noi dung gi)|la (qd|kh|"
    r"de an|quyet dinh|ke hoach|nghi quyet) gi|nghia la gi|viet tat)\b"
)
_COMPARE = re.compile(
    r"\bso sanh\b|\bkhac nhau\b|\bgiong nhau\b|\bkhac gi\b|\bgiua .{3,60}\bva\b|\bcompare\b|"
    r"\bdifferen"
)

_WANTED: tuple[tuple[Wanted, re.Pattern[str]], ...] = (
    (
        Wanted.PHONE,
        re.compile(r"\b(so (dt|dien thoai|may)|dien thoai|hotline|lien he so|so di dong)\b"),
    ),
    (
        Wanted.MONEY,
        re.compile(
            r"\b(bao nhieu|may) (tien|ty|trieu|dong|kinh phi)\b|\b(muc|tong|so) (tien|"
            r"phu cap|phat|xu phat|dau tu|kinh phi|ho tro|von|chi|thu lao|muc dau tu)\b.{0,120}\b(bao "
            r"nhieu|la may|may)|\b(kinh phi|du toan|von|muc dau tu|muc phat|phu cap|thu "
            r"lao|gia)\b.{0,50}\b(bao nhieu|la may)\b"
        ),
    ),
    (Wanted.PERCENT, re.compile(r"%|\b(bao nhieu|may) phan tram\b|\bty le\b.{0,20}bao nhieu")),
    (Wanted.TIME, _INTENTS[-1][1]),
    (
        Wanted.PLACE,
        re.compile(
            r"\b(o dau|tinh nao|dia diem nao|noi nao|thanh pho nao|cho nao|huyen nao|xa nao)\b"
        ),
    ),
    (
        Wanted.PERSON,
        re.compile(
            r"\b(dong chi nao|ong nao|ba nao|pttg nao|pho thu tuong nao|lanh dao nao|nguoi nao)\b"
        ),
    ),
    (
        Wanted.BODY,
        re.compile(
            r"\b(ai|co quan nao|don vi nao|so nao|bo nao|ban nao|ben nao|nhung so|nhung "
            r"ai|phong nao|nganh nao|gui ve dau|ve dau|den dau|gui dau)\b"
        ),
    ),
    (Wanted.QUANTITY, re.compile(r"\bbao nhieu\b|\bmay\b")),
)


def find_intents(
    folded: str, *, has_body: bool, has_document: bool, has_label: bool
) -> tuple[Intent, ...]:
    """The intents of a folded question, the leading one first; never empty.

    Args:
        folded: The folded words of the restored question.
        has_body: It names a body.
        has_document: It names a document by number.
        has_label: It names a numbered part.
    """
    found = [intent for intent, pattern in _INTENTS if pattern.search(folded)]
    if has_body and _DUTY.search(folded):
        found.insert(0, Intent.BODY_DUTY)
    if Intent.COUNT in found and not {Intent.FUNDING, Intent.SIGNER} & set(found):
        found.remove(Intent.COUNT)
        found.insert(0, Intent.COUNT)
    if (
        has_document
        and set(found) <= {Intent.TIMING, Intent.SIGNER}
        and _DATE_OF_DOCUMENT.search(folded)
    ):
        found.append(Intent.DATE)
    if has_label and _SECTION.search(folded):
        found.insert(0, Intent.SECTION)
    if has_document and _DEFINE.search(folded) and not found:
        found.append(Intent.DEFINE)
    return tuple(found) or (Intent.FREE,)


def find_wanted(folded: str) -> Wanted | None:
    """The sort of value that is asked for, or None."""
    return next((wanted for wanted, pattern in _WANTED if pattern.search(folded)), None)


def is_comparison(folded: str) -> bool:
    """Whether two documents or places are to be set side by side."""
    return bool(_COMPARE.search(folded))

"""Reporting clauses."""

import pytest

from knowledge.document import Reporting, Trigger
from knowledge.reader import parse_document


def read(sentence: str) -> tuple[Reporting, ...]:
    """The reporting clauses of a plan whose only item is `sentence`."""
    text = f"KẾ HOẠCH\nCông tác năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n1. {sentence}\n2. Rà soát.\n"
    return parse_document(text.encode(), "a.txt").reporting


@pytest.mark.parametrize(
    ("sentence", "reporter", "recipient", "via", "cadence", "trigger"),
    [
        ("Sở Nội vụ theo dõi, định kỳ báo cáo Ủy ban nhân dân tỉnh.",
         "Sở Nội vụ", "Ủy ban nhân dân tỉnh", None, "định kỳ", Trigger.PERIODIC),
        ("Các sở, ban, ngành báo cáo kết quả về Sở Nội vụ trước ngày 15/12 hằng năm.",
         "Các sở, ban, ngành", "Sở Nội vụ", None, "trước ngày 15/12 hằng năm", Trigger.PERIODIC),
        ("Công an tỉnh báo cáo Ủy ban nhân dân tỉnh trước ngày 30/6/2026.",
         "Công an tỉnh", "Ủy ban nhân dân tỉnh", None, "trước ngày 30/6/2026", Trigger.ONE_OFF),
        ("Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị kịp thời phản ánh về Ủy "
         "ban nhân dân tỉnh (qua Sở Nội vụ).",
         "các cơ quan, đơn vị", "Ủy ban nhân dân tỉnh (qua Sở Nội vụ)", "Sở Nội vụ", "kịp thời",
         Trigger.EVENT),
        ("Chế độ báo cáo: định kỳ 6 tháng và hằng năm, các sở, ngành báo cáo về Sở Nội vụ.",
         "các sở, ngành", "Sở Nội vụ", None, "định kỳ 6 tháng và hằng năm", Trigger.PERIODIC),
        ("Hằng năm, trước ngày 15 tháng 11, các sở, ngành gửi kết quả thực hiện về Sở Nội vụ.",
         "các sở, ngành", "Sở Nội vụ", None, "Hằng năm, trước ngày 15 tháng 11", Trigger.PERIODIC),
        ("Định kỳ hằng quý (trước ngày 05 của tháng cuối quý), các sở, ngành báo cáo về Sở Nội vụ.",
         "các sở, ngành", "Sở Nội vụ", None, "Định kỳ hằng quý (trước ngày 05 của tháng cuối quý)",
         Trigger.PERIODIC),
        ("Các đơn vị báo cáo kết quả về Tổng công ty (qua Ban An toàn) trước ngày 20/9/2026.",
         "Các đơn vị", "Tổng công ty", "Ban An toàn", "trước ngày 20/9/2026", Trigger.ONE_OFF),
        ("Sở Nội vụ báo cáo đề xuất Ủy ban nhân dân tỉnh trước ngày 20/3/2026.",
         "Sở Nội vụ", "Ủy ban nhân dân tỉnh", None, "trước ngày 20/3/2026", Trigger.ONE_OFF),
        ("Trước ngày 20/3/2026, các sở, ngành báo cáo kết quả về Sở Nội vụ.",
         "các sở, ngành", "Sở Nội vụ", None, "Trước ngày 20/3/2026", Trigger.ONE_OFF),
        ("Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh.",
         "Sở Nội vụ", "Ủy ban nhân dân tỉnh", None, None, Trigger.UNSPECIFIED),
    ],
)  # fmt: skip
def test_one_clause(sentence, reporter, recipient, via, cadence, trigger):
    """Who reports to whom by way of whom, when, and what sets it off."""
    (report,) = read(sentence)

    fields = (report.reporter, report.recipient, report.via, report.cadence)
    assert tuple(f.text if f else None for f in fields) == (reporter, recipient, via, cadence)
    assert report.trigger is trigger


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổ chức hội nghị báo cáo viên hằng tháng.",
        "Sở Nội vụ thực hiện chế độ báo cáo theo quy định.",
        "Cơ quan báo chí tuyên truyền về kế hoạch.",
        "Ủy ban nhân dân tỉnh xem báo cáo của Sở Nội vụ.",
        "Hoàn thiện Báo cáo nghiên cứu tiền khả thi gửi Sở Tài chính.",
    ],
)
def test_no_clause(sentence):
    """Rapporteurs, papers and the press are no reporting."""
    assert read(sentence) == ()


def test_two_clauses_of_a_sentence():
    """Who receives a report to sum it up reports on."""
    first, second = read(
        "Các xã báo cáo kết quả về Sở Nội vụ trước ngày 05/12 hằng năm; Sở Nội vụ tổng hợp, báo "
        "cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm."
    )

    assert first.recipient is not None and first.recipient.text == "Sở Nội vụ"
    assert second.reporter is not None and second.reporter.text == "Sở Nội vụ"
    assert second.recipient is not None and second.recipient.text == "Ủy ban nhân dân tỉnh"


def test_a_bullet_reports_for_the_body_it_stands_under():
    """The reporter may stand in the heading."""
    text = (
        "KẾ HOẠCH\nNăm 2026\n\nI. THỰC HIỆN\n1. Sở Nội vụ\n"
        "- Hằng quý báo cáo Ủy ban nhân dân tỉnh.\n"
    )
    (report,) = parse_document(text.encode(), "a.txt").reporting

    assert report.path == "I.1/b1"
    assert report.reporter is not None and report.reporter.text == "Sở Nội vụ"


def test_words_of_frequency_cost_no_time():
    """The words «hằng năm» over and over are read once, not in every way in which they part."""
    sentence = f"Sở Nội vụ {'hằng năm ' * 400} x báo cáo Ủy ban nhân dân tỉnh."

    assert [found.recipient.text for found in read(sentence)] == ["Ủy ban nhân dân tỉnh"]


def test_a_draft_report_is_a_paper():
    """Who hears the draft of a report is told nothing."""
    assert not read("Sở Nội vụ trình bày dự thảo báo cáo về kết quả rà soát văn bản.")


@pytest.mark.parametrize(
    ("clause", "cadence"),
    [
        ("báo cáo UBND huyện trước 15 giờ 30 phút hằng ngày", "trước 15 giờ 30 phút hằng ngày"),
        ("báo cáo UBND huyện vào thứ Năm hằng tuần", "vào thứ Năm hằng tuần"),
        (
            "báo cáo UBND huyện vào ngày 10 và ngày 25 hằng tháng",
            "vào ngày 10 và ngày 25 hằng tháng",
        ),
        (
            "báo cáo UBND huyện trước ngày 08 của tháng đầu quý sau",
            "trước ngày 08 của tháng đầu quý sau",
        ),
        (
            "báo cáo UBND huyện trước 9 giờ hằng ngày và báo cáo Huyện ủy vào thứ Hai hằng tuần",
            "trước 9 giờ hằng ngày",
        ),
    ],
)
def test_hours_weekdays_and_days_of_a_month_are_a_rhythm(clause, cadence):
    """Telegrams ask for reports by the hour; a time behind another report is not this one's."""
    text = f"KẾ HOẠCH\nTrực đê\n\nI. THỰC HIỆN\n1. UBND các xã tổng hợp, {clause}.\n"
    report = parse_document(text.encode(), "a.txt").reporting[0]

    assert report.cadence is not None and report.cadence.text == cadence


def test_what_another_letter_asked_for_is_no_report():
    """A letter tells the story before it; its time has gone by."""
    assert not read(
        "Ngày 19 tháng 12 năm 2025, Sở Nội vụ có Văn bản số 3169/SNV-CC gửi các xã báo cáo kết quả "
        "rà soát trước ngày 05/02/2026."
    )


@pytest.mark.parametrize(
    "order",
    [
        ", Ủy ban nhân dân tỉnh yêu cầu các sở, ngành",
        ", Chủ tịch UBND tỉnh giao các sở, ngành chủ trì rà soát,",
        "; các sở, ngành",
    ],
)
def test_an_order_behind_the_story_of_a_letter_is_one(order):
    """What is asked for now is a report, whichever letter it follows."""
    (report,) = read(
        f"Ngày 10/5/2026, Bộ Y tế có Công văn số 12/BYT-DP về phòng, chống dịch{order} báo cáo "
        "kết quả về Sở Y tế trước ngày 20/5/2026."
    )

    assert report.reporter is not None and report.reporter.text == "các sở, ngành"
    assert report.cadence is not None and report.cadence.text == "trước ngày 20/5/2026"

"""Tests of correcting a plan with very many tasks: no value is out of reach of the forms."""

from urllib.parse import urlencode

import pytest
from admin_browser import AdminBrowser
from page_site import plan

from bot.files.pending import noted_document, pending_file
from bot.library.corrections import correctables
from bot.page.admin.door import LARGEST_FORM
from bot.page.admin.forms import MOST_FIELDS
from bot.wording import admin_page as wording_admin
from bot.wording import office as wording_office

COUNT = 1_150
PARTNERS = ", ".join(f"Phòng Nội vụ huyện số {number}" for number in range(1, 10))


def large():
    """A plan whose values do not fit into one form, by their number and their length.

    Of every eighth task nobody is named as its lead.
    """
    tasks = "".join(
        f"{number}. Nhiệm vụ thứ {number}\nĐơn vị thực hiện: "
        f"{'Sở Nội vụ chủ trì, phối hợp với' if number % 8 else 'Phối hợp với'} "
        f"{PARTNERS}. Thời gian: quý II/2024.\n"
        for number in range(3, COUNT + 3)
    )
    head, _, tail = plan(90, "Việc rất nhiều", "Việc đầu").decode().partition("II. KINH PHÍ")
    return f"{head}{tasks}II. KINH PHÍ{tail}".encode()


@pytest.fixture(scope="module")
def site(make_site):
    """An office with one plan, on loopback."""
    return make_site(files={"71.txt": plan(71, "Tuyên truyền", "Tổ chức hội nghị")})


def sheet_form(admin):
    """The form with the values, which must be one that is taken when it is sent back."""
    form = admin.forms()[1]
    assert len(urlencode(form["values"])) < LARGEST_FORM // 2
    assert len(form["values"]) < MOST_FIELDS // 2
    return form


def test_every_value_of_a_large_plan_is_corrected(site):
    """Part by part; what is corrected moves no task to a part that was seen or to no part.

    Who goes on to another part loses nothing of what they typed.
    """
    admin = AdminBrowser(site)
    admin.upload(("90.txt", large()))
    key = admin.path.rpartition("/")[2]
    parts = [name for name, value, _ in sheet_form(admin)["buttons"] if name == "sang"]
    seen, last = set(), len(parts) + 1
    typed = {}
    for part in range(1, last + 1):
        form = sheet_form(admin)
        values = [name for name in form["values"] if name.startswith("v.")]
        seen |= {*values}
        leads = [name for name in values if name.startswith("v.leads")]
        named = {each for each in leads if not form["values"][each]} | {leads[-1]}
        typed |= {each.removeprefix("v."): f"Sở Y tế {part}" for each in named}
        sent = {**form["values"], **dict.fromkeys(named, f"Sở Y tế {part}")}
        assert f"&amp;phan={part}#trang" in admin.page.text
        go_on = {"sang": str(part + 1)} if part < last else {"lam": ""}
        admin.send(form["action"], {**sent, **go_on})
    assert wording_admin.SAVED in admin.words
    form = sheet_form(admin)
    wrong = next(name for name in form["values"] if name.startswith("v.leads"))
    back = admin.send(form["action"], {**form["values"], wrong: "", "phan": "99"})

    documents = site.bot.settings.documents
    document = admin_document(site, documents, key)
    fields = {each.key: each.value for each in correctables(document)}
    assert seen == {f"v.{each}" for each in fields} and len(fields) > MOST_FIELDS / 2
    assert {each: fields[each] for each in typed} == typed and last > 5 and len(typed) > COUNT / 10
    assert back.status_code == 200
    admin.press(wording_office.DISCARD)


def admin_document(site, documents, key):
    """The file that waits, as it is corrected."""
    said = site.state(lambda state: state.declared.everything())
    return said.applied(noted_document(pending_file(documents, key)))

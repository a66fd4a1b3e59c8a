"""Sections that admins have named for questions, put to the test before a library is in force."""

import hashlib
import shutil

import pytest

from bot.files.pending import keep_file, pending_file
from bot.files.reading import read_pending
from bot.gaps.verdicts import RegressionError, is_within, place_of
from bot.library.publishing import Admitted, publish_files
from bot.library.reload import reload_library
from bot.settings import Settings
from bot.state.gaps import Verdict
from bot.state.state import State
from index.library.sameness import Identity
from index.library.store import Library
from index.question.alike import question_key
from knowledge.shipped import shipped_documents

ASKED = "ai chủ trì nhiệm vụ 3.2 KH 61"
PLAN = "KH 61.txt"


@pytest.fixture
def settings(tmp_path):
    """A library of the shipped plans, with a verdict on a question of KH 61."""
    (tmp_path / "plans").mkdir()
    for shipped in shipped_documents():
        name = PLAN if shipped.path.stem == "lang-son-ke-hoach-61" else shipped.source_file
        shutil.copy(shipped.path, tmp_path / "plans" / name)
    named = {"DOCUMENTS": str(tmp_path / "plans"), "DATA": str(tmp_path / "data")}
    settings = Settings.from_env(named)
    reload_library(settings)
    with Library.open(settings.data / "library") as library:
        card = next(card for card in library.documents if card.source_file == PLAN)
    state = State(settings.data / "state.db")
    state.gaps.judge(
        Verdict(
            key=question_key(ASKED),
            text=ASKED,
            identity=Identity.of(card.identity),
            sha256=card.sha256,
            path="II.3.2",
        ),
        1.0,
    )
    state.close()
    return settings


def changed(settings, old, new):
    """A new version of the plan, waiting to be published."""
    text = (settings.documents / PLAN).read_text(encoding="utf-8")
    assert old in text
    key = keep_file(settings.documents, PLAN, text.replace(old, new).encode())
    file = pending_file(settings.documents, key)
    read_pending(settings.documents, key, print)
    return file


def publish(settings, file, before, **more):
    """Put a version in force in the place of another."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    admitted = Admitted(file=file, name=PLAN, sha256=digest, replaced=(before,))
    return publish_files(settings, [admitted], **more)


def held(settings):
    """The card of the plan in force."""
    with Library.open(settings.data / "library") as library:
        return next(card for card in library.documents if card.source_file == PLAN)


def test_a_version_without_the_section_is_not_put_in_force(settings):
    """Unless an admin insists; which question it is is said, and the file waits on."""
    file = changed(settings, "3.2. Đẩy mạnh", "Đẩy mạnh")
    before = held(settings)
    with pytest.raises(RegressionError, match=r"“ai chủ trì nhiệm vụ 3\.2 KH 61”.*II\.3\.2"):
        publish(settings, file, before)

    assert held(settings) == before and file.exists()
    publish(settings, file, before, insist=True)
    assert held(settings) != before


def test_a_version_with_the_section_is_put_in_force(settings):
    """The plan is known again by its head; other words elsewhere do no harm."""
    file = changed(settings, "IV. TỔ CHỨC THỰC HIỆN", "IV. TỔ CHỨC THỰC HIỆN KẾ HOẠCH")
    before = held(settings)
    publish(settings, file, before)

    with Library.open(settings.data / "library") as library:
        state = State(settings.data / "state.db")
        (verdict,) = state.gaps.verdicts()
        state.close()
        place = place_of(library, verdict)
    assert place.document_id == held(settings).id != before.id


def test_a_reload_that_loses_the_plan_asks(settings):
    """As one that loses many plans does."""
    before = held(settings)
    (settings.documents / PLAN).unlink()
    report = reload_library(settings)

    assert report.needs_yes and not report.published and ASKED in report.told()
    assert held(settings) == before
    assert reload_library(settings, insist=True).published


def test_parts_of_a_section_are_within_it():
    """By their paths; one that begins alike is not."""
    assert is_within("II.3.2", "II.3.2") and is_within("II.3.2/b4", "II.3.2")
    assert not is_within("II.3.21", "II.3.2") and not is_within("II.3", "II.3.2")

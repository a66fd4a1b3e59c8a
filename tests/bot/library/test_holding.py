"""Files in the folder that may be versions of restricted plans: kept back until somebody says."""

import pytest
from tea_plan import tea_plan

from bot.admin.registry import restrict
from bot.library.reload import reload_library
from bot.rights.audience import Restriction
from bot.settings import Settings
from bot.state.state import State
from index.library.store import Library

UNREAD = tea_plan("7l/K-H", word="nhà").replace("chè Shan tuyết trên địa bàn tỉnh", "cây")
OTHER = tea_plan("8/KH-UBND").replace("chè Shan tuyết", "đường sá").split("II. NHIỆM VỤ")[0]


@pytest.fixture
def settings(tmp_path):
    """Those of a program over a folder with one plan, shown to one circle."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.txt").write_text(tea_plan())
    settings = Settings.from_env(
        {"DOCUMENTS": str(tmp_path / "plans"), "DATA": str(tmp_path / "data")}
    )
    reload_library(settings)
    with Library.open(settings.data / "library") as library:
        (card,) = library.documents
    state = State(settings.data / "state.db")
    state.audiences.restrict(Restriction.of(card, ["noi bo"]))
    state.close()
    return settings


def hidden(settings):
    """The files that strangers are not shown."""
    state = State(settings.data / "state.db")
    sight = state.audiences.sight(None)
    state.close()
    with Library.open(settings.data / "library") as library:
        ids = sight.hidden(library.documents)
        return {card.source_file for card in library.documents if card.id in ids}


@pytest.mark.parametrize("stays", [True, False], ids=["beside", "instead"])
def test_what_words_tell_is_restricted_until_an_admin_answers(settings, stays):
    """No number that can be read, another title, another file: the same circle sees it."""
    folder = settings.documents
    (folder / "b.txt").write_text(UNREAD)
    (folder / "c.txt").write_text(OTHER)
    if not stays:
        (folder / "a.txt").unlink()
    report = reload_library(settings, insist=True)
    assert report.held == ("b.txt",) and "tạm giới hạn như văn bản ấy: b.txt" in report.told()
    assert hidden(settings) == {"a.txt", "b.txt"} & {each.name for each in folder.iterdir()}

    state = State(settings.data / "state.db")
    with Library.open(settings.data / "library") as library:
        cards = {card.source_file: card for card in library.documents}
    assert state.audiences.restrictions()[-1].circles == ("noi bo",)
    restrict(state, cards["b.txt"], None, tuple(cards.values()))
    state.close()
    (folder / "c.txt").unlink()
    assert reload_library(settings, insist=True).held == ()
    assert "b.txt" not in hidden(settings)


def test_a_plan_without_number_in_the_place_of_a_restricted_one_is_restricted(settings):
    """Though no word of it is the same; where the other one is still there, it is another."""
    unnumbered = "\n".join(line for line in OTHER.split("\n") if "Số:" not in line)
    (settings.documents / "c.txt").write_text(unnumbered)
    assert reload_library(settings).held == ()
    (settings.documents / "c.txt").unlink()
    reload_library(settings, insist=True)
    (settings.documents / "a.txt").rename(settings.documents / "d.txt")
    (settings.documents / "d.txt").write_text(unnumbered)
    assert reload_library(settings, insist=True).held == ("d.txt",)
    assert hidden(settings) == {"d.txt"}

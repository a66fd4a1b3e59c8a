"""State files of earlier versions, from their bytes."""

import gzip
from pathlib import Path

from bot.state.state import State
from bot.talk.chat import Place
from index.library.sameness import Identity, Sameness, sameness

DATA = Path(__file__).parents[2] / "data"


def test_a_file_of_version_5_is_taken_over_whole(tmp_path):
    """People, circles, restrictions, chats, choices, waiting events and messages, remarks."""
    path = tmp_path / "state.db"
    path.write_bytes(gzip.decompress((DATA / "state-5.db.gz").read_bytes()))
    state = State(path)

    assert [person.shown for person in state.people.register()] == [
        "Quản trị (telegram:7)",
        "An (telegram:5)",
    ]
    (circle,) = state.audiences.circles()
    (restriction,) = state.audiences.restrictions()
    assert circle.members == ("telegram:5",) and restriction.circles == (circle.key,)
    new = Identity(number="077/KH.UBND", issuer="Ủy ban nhân dân tỉnh Hà Giang", date="2024-05-20")
    assert sameness(restriction.identity, new) is Sameness.SAME
    chat = state.threads.chat("telegram:5")
    assert chat.documents == ("d1",) and chat.place == Place(document_id="d1", path="II.1")
    assert state.chats_to_serve() == ("telegram:5", "telegram:7")
    assert state.next_task("telegram:5").incoming.text == "còn 4.1 thì sao"
    assert state.claim_message("telegram:7", 2e9).payload == '{"text": "hai"}'
    assert state.people.use_code("hash", 1_764_000_100.0) == "reader"
    assert state.people.remarks() == (("bad", "wrong", "kinh phí KH 61"),)
    assert state.people.tally("zalo_bot sent", "2026-11") == 12
    assert not state.people.may_tell("telegram:99", 1_764_000_401.0, 10.0)
    state.close()

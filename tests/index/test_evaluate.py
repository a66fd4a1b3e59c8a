"""`python -m index evaluate`: figures, intervals, files of every shape, chats, the report."""

import json
import sys
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from bench.chats import Chat, converse, read_chats
from bench.chats import main as chats_main
from index.__main__ import main
from index.answer.answer import Answer, Citation, Status
from index.answerer import Answerer
from index.errors import SearchError, WeightsError
from index.evaluate import Excerpt, Judged, figures, judge, read_judged, report, wilson
from index.training_report import training_report
from knowledge.text import Span

ASKED = Judged(
    id="q-1",
    question="ai chủ trì",
    style="chat",
    intent="lead_agency",
    accept=(Excerpt(doc="a.txt", must_contain=("Sở Nội vụ chủ trì",)),),
    answer_keys=("Sở Nội vụ",),
)
NONE = replace(ASKED, id="n-1", accept=(), answer_keys=())
RIGHT, OTHER = "Giao Sở Nội vụ chủ trì.", "Giao Sở Y tế chủ trì."


def citation(excerpt: str, doc: str = "a.txt") -> Citation:
    """A citation of these words."""
    span = Span(start=0, end=len(excerpt))
    return Citation(
        document_id="d",
        source_file=doc,
        document_number=None,
        document_name="Kế hoạch",
        short_name="KH 61",
        path="I",
        place="mục I",
        page=None,
        excerpt=excerpt,
        span=span,
        quote=span,
        code="KH-I",
        remark=None,
    )


def outcome(judged: Judged, status: Status, statement: str = "", *excerpts: str):
    """How a question went that got this reply."""
    reply = Answer(
        status=status, statement=statement, citations=tuple(citation(each) for each in excerpts)
    )
    return judge(judged, lambda _: reply)


WELL = outcome(ASKED, Status.FOUND, "Sở Nội vụ", RIGHT)
LATE = outcome(ASKED, Status.CHOOSE, "", OTHER, RIGHT)
SAID = outcome(ASKED, Status.FOUND, "so noi vu", OTHER)
UNSURE = outcome(ASKED, Status.RELATED, "Sở Nội vụ", RIGHT)
REFUSED = [outcome(ASKED, s) for s in (Status.NOT_FOUND, Status.NOT_STATED, Status.HELP)]
TALK = outcome(ASKED, Status.SMALL_TALK)
FALSE = outcome(NONE, Status.FOUND, "Sở Nội vụ", RIGHT)
SILENT = [
    outcome(NONE, s) for s in (Status.RELATED, Status.NOT_FOUND, Status.NOT_STATED, Status.HELP)
]


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [
        # By hand for 8 of 10: (0.8 + 0.19207) / 1.38415 = 0.71674, and
        # 1.959964 · √(0.016 + 0.0096036) / 1.38415 = 0.22657.
        (80.0, 10, 49.02, 94.33),
        # Of none right the lower end is 0 and the upper z² / (n + z²) = 3.84146 / 13.84146.
        (0.0, 10, 0.0, 27.75),
        (100.0, 10, 72.25, 100.0),
    ],
)
def test_intervals_are_wilsons(share, n, low, high):
    """The ends of the 95 % interval, against values computed by hand."""
    assert wilson(share, n) == pytest.approx((low, high), abs=0.01)


def test_each_figure_counts_what_it_says():
    """Ten questions with an answer and five without, one or more for each figure."""
    found = figures([WELL, WELL, LATE, SAID, UNSURE, *REFUSED, TALK, WELL, FALSE, *SILENT])

    assert (found.questions, found.answerable, found.unanswerable) == (15, 10, 5)
    assert (found.first, found.among_three, found.statement) == (40.0, 50.0, 50.0)
    assert (found.wrong, found.uncertain, found.refused) == (10.0, 10.0, 40.0)
    assert (found.unclaimed, found.abstained, found.silent) == (50.0, 4, 80.0)


def test_a_claim_is_wrong_where_neither_citation_nor_keys_are_right():
    """Without keys the first citation alone decides; a claim of nothing to find is false."""
    assert not WELL.is_wrong and not SAID.is_wrong and LATE.is_wrong
    keyless = replace(ASKED, answer_keys=())
    assert outcome(keyless, Status.FOUND, "Sở Nội vụ", OTHER).is_wrong
    assert not outcome(keyless, Status.FOUND, "", RIGHT).is_wrong
    assert FALSE.is_false and not FALSE.is_wrong and not UNSURE.is_wrong


def test_the_table_has_intervals_and_dashes_for_nothing():
    """Intervals stand below the whole; a share of no question is none."""
    lines = report([WELL, SAID]).splitlines()

    heads = "n first three stated wrong uncertain refused silent abstained"
    assert lines[0].split() == heads.split()
    assert lines[1].split() == "all 2 50.0% 50.0% 100.0% 0.0% 0.0% 0.0% – 0/0".split()
    low, high = wilson(50.0, 2)
    assert lines[2].split()[:4] == ["95", "%", "interval", f"{low:.1f}–{high:.1f}"]
    assert "–" == lines[2].split()[-1]
    assert sum("interval" in line for line in lines) == 1
    assert report([FALSE]).splitlines()[1].split() == "all 1 – – – – – – 0.0% 0/1".split()


def test_false_claims_are_the_first_misses():
    """Claims where there is no answer, then wrong ones, then all others."""
    printed = report([SAID, UNSURE, REFUSED[0], LATE, FALSE, *SILENT])
    misses = printed.partition("misses: ")[2].splitlines()

    assert misses[0] == "5"
    marks = [line.partition("[")[2].partition("]")[0] for line in misses[1::2]]
    assert marks == [
        "false",
        "wrong, first, statement",
        "first, three",
        "uncertain",
        "refused, first, three, statement",
    ]


def written(path, *rows):
    """The file with these rows, one a line."""
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    return path


JUDGED_ROW = {
    "id": "q-1",
    "question": "ai chủ trì nhiệm vụ 3.2 KH 61",
    "style": "chat",
    "intent": "lead_agency",
    "accept": [{"doc": "a.txt", "must_contain": ["Sở Văn hóa"]}],
    "answer_keys": ["Sở Văn hóa"],
}
NEAR_ROW = {
    "id": "U-1",
    "question": "giá vàng hôm nay",
    "style": "chat",
    "doc": "a.txt",
    "near": "giá trị",
    "kind": "value_not_given",
    "why": "không nêu",
}
PAIR_ROW = {
    "question": "hạn nào",
    "style": "chat",
    "doc": "a.txt",
    "passage": "Báo cáo trước\nngày 25/12 hằng năm.",
    "answer": "ngày 25/12",
}


def test_near_misses_have_no_answer_and_their_kind_for_intent(tmp_path):
    """A row with `near` is a question that nothing answers."""
    (read,) = read_judged(written(tmp_path / "near.jsonl", NEAR_ROW))

    assert (read.id, read.intent, read.accept, read.answer_keys) == (
        "U-1",
        "value_not_given",
        (),
        (),
    )


@pytest.mark.parametrize(
    ("excerpt", "doc", "right"),
    [
        ("III. Báo cáo trước ngày 25/12 hằng năm. Hết.", "a.txt", True),
        ("trước ngày 25/12", "a.txt", True),
        ("hằng năm.", "a.txt", False),
        ("Họp ngày 25/12.", "a.txt", False),
        ("Báo cáo trước ngày 25/12 hằng năm.", "b.txt", False),
    ],
)
def test_pairs_accept_their_passage_or_what_of_it_answers(tmp_path, excerpt, doc, right):
    """An excerpt that holds the passage, or lies in it with the answer."""
    (read,) = read_judged(written(tmp_path / "pairs.jsonl", PAIR_ROW))
    reply = Answer(status=Status.FOUND, statement="ngày 25/12", citations=(citation(excerpt, doc),))
    went = judge(read, lambda _: reply)

    assert (read.id, read.intent, read.answer_keys) == ("P-0001", "pair", ("ngày 25/12",))
    assert went.first is right and went.statement


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (NEAR_ROW | {"kind": None}, "kind"),
        (PAIR_ROW | {"answer": None}, "answer"),
        (JUDGED_ROW | {"accept": [{"doc": "a.txt", "must_contain": "Sở"}]}, "must_contain"),
        (JUDGED_ROW | {"accept": ["a.txt"]}, "accept"),
        (JUDGED_ROW | {"answer_keys": [1]}, "answer_keys"),
        ({"id": "C-1", "turns": []}, "bench.chats"),
    ],
)
def test_bad_lines_are_named_with_what_is_bad(tmp_path, row, told):
    """Whatever the shape, the error names the file, the line and the value."""
    file = written(tmp_path / "some.jsonl", JUDGED_ROW, NEAR_ROW, PAIR_ROW, row)

    with pytest.raises(SearchError, match=rf"some\.jsonl, dòng 4.*{told}"):
        read_judged(file)


def test_several_files_are_asked_of_a_library(shipped_answerer, tmp_path, capsys):
    """Each file has a table of its own under its name; the library is left as it was."""
    library = shipped_answerer.library.path
    before = library.read_bytes()
    files = [
        str(written(tmp_path / "one.jsonl", JUDGED_ROW)),
        str(written(tmp_path / "two.jsonl", NEAR_ROW | {"question": "cảm ơn"})),
    ]

    assert main(["evaluate", *files, "--library", str(library)]) == 0
    first, second = capsys.readouterr().out.split("== two.jsonl\n")
    assert first.startswith("== one.jsonl\n") and "lead_agency" in first
    assert "value_not_given" in second and "1/1" in second
    assert library.read_bytes() == before


def test_a_model_may_choose_where_one_is_named(shipped_answerer, tmp_path, capsys, monkeypatch):
    """It is asked by its name, with the key of the environment, and may say that none answers."""
    seen = []

    class Server(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append((self.headers["Authorization"], body["model"]))
            said = {"message": {"content": json.dumps({"answers": [], "words": ""})}}
            reply = json.dumps({"choices": [said]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_):
            pass

    monkeypatch.setenv("READER_KEY", "khóa".encode().hex())
    file = str(written(tmp_path / "one.jsonl", JUDGED_ROW))
    library = str(shipped_answerer.library.path)
    with HTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        named = ["--reader", f"http://127.0.0.1:{server.server_port}/v1", "--reader-model", "m"]
        assert main(["evaluate", file, "--library", library, *named]) == 0
        server.shutdown()

    assert seen and set(seen) == {(f"Bearer {'khóa'.encode().hex()}", "m")}
    assert "q-1 [refused" in capsys.readouterr().out


def test_a_model_without_an_address_is_an_error(tmp_path, capsys):
    """Told before anything is built."""
    file = str(written(tmp_path / "one.jsonl", JUDGED_ROW))

    bad = ["--reader", "máy", "--reader-model", "m"]
    assert main(["evaluate", file, "--library", str(tmp_path / "x.db"), *bad]) == 1
    assert "http://" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--library", "x.db"],
        ["q.jsonl", "--library", "x.db", "--documents", "x"],
        ["q.jsonl", "--report", "--library", "x.db"],
        ["q.jsonl", "--library", "x.db", "--reader", "http://127.0.0.1:1/v1"],
        ["q.jsonl", "--library", "x.db", "--reader-model", "m"],
    ],
)
def test_wrong_usage_of_evaluate_exits_with_two(arguments, capsys):
    """Questions need one library or folder, and the report neither."""
    with pytest.raises(SystemExit) as raised:
        main(["evaluate", *arguments])

    assert raised.value.code == 2
    assert "usage: python -m index evaluate" in capsys.readouterr().err


def test_the_training_report_is_a_table(tmp_path):
    """A row for each threshold, under the names of the figures; what was not counted is a dash."""
    rows = {
        "0.50": {"questions": 120, "first": 71.25, "silent": float("nan")},
        "0.60": {"questions": 120, "first": 70.0},
    }
    file = written(tmp_path / "report.json", {"read": {"judged": rows}})
    lines = training_report(file).splitlines()

    assert "left out of training" in lines[0]
    assert lines[2] == "read · judged"
    assert [line.split() for line in lines[3:]] == [
        ["questions", "first", "silent"],
        ["0.50", "120", "71.2", "–"],
        ["0.60", "120", "70.0", "–"],
    ]


@pytest.mark.parametrize("content", [None, "{", "[]", '{"read": {"judged": {"0.5": {"a": "b"}}}}'])
def test_without_a_training_report_the_error_says_so(tmp_path, content):
    """A report that is missing or of another shape is named."""
    file = tmp_path / "report.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")

    told = "không đúng dạng" if content else "không có báo cáo huấn luyện.*training.fit"
    with pytest.raises(WeightsError, match=rf"report\.json: {told}"):
        training_report(file)


def turn(say, kind, *contains, keys=()):
    """A turn of a chat about 61/KH-UBND, right where an excerpt holds these words."""
    doc = "002_7aacbaa29d860e1d.txt"
    accept = [{"doc": doc, "must_contain": list(contains)}] if contains else []
    return {"say": say, "doc": doc, "accept": accept, "answer_keys": list(keys), "kind": kind}


TURNS = [
    turn("ai chủ trì nhiệm vụ 3.2 KH 61", "first", "Sở Văn hóa, Thể thao và Du lịch chủ trì"),
    turn("còn 4.1 thì sao", "follow_other_section", "4.1"),
    turn("cảm ơn", "thanks"),
    turn("/vanban", "command"),
]


def test_chats_are_asked_turn_by_turn(shipped_answerer, tmp_path):
    """A follow-up is answered from the plan of the turn before; lists and thanks claim nothing."""
    chats = read_chats(written(tmp_path / "chats.jsonl", {"id": "C-1", "turns": TURNS}))
    outcomes = converse(chats, Answerer(shipped_answerer.library))

    assert [o.judged.id for o in outcomes] == ["C-1.1", "C-1.2", "C-1.3", "C-1.4"]
    assert [o.judged.intent for o in outcomes] == [t["kind"] for t in TURNS]
    assert all("KH61" in c.code for o in outcomes[:2] for c in o.answer.citations[:1])
    assert [o.claims for o in outcomes[2:]] == [False, False]
    assert "KH 61" in outcomes[3].answer.statement


def test_each_chat_starts_anew(shipped_answerer):
    """What one conversation was about is unknown to the next."""
    answerer = Answerer(shipped_answerer.library)
    first, second = Chat(answerer), Chat(answerer)
    first.ask("ai chủ trì nhiệm vụ 3.2 KH 61")
    alone = shipped_answerer.answer("còn 4.1 thì sao")

    assert second.ask("còn 4.1 thì sao").statement == alone.statement
    assert first.ask("còn 4.1 thì sao").statement != alone.statement


def test_bad_chats_are_named(tmp_path):
    """The line with a turn that lacks something is named."""
    bad = {"id": "C-2", "turns": [{"say": "ai ký"}]}
    file = written(tmp_path / "chats.jsonl", {"id": "C-1", "turns": TURNS}, bad)

    with pytest.raises(SearchError, match=r"chats\.jsonl, dòng 2"):
        read_chats(file)


def test_chats_are_measured_by_kind_of_turn(shipped_answerer, tmp_path, capsys, monkeypatch):
    """The script prints the table with a row for each kind."""
    file = written(tmp_path / "chats.jsonl", {"id": "C-1", "turns": TURNS[2:]})
    library = str(shipped_answerer.library.path)
    monkeypatch.setattr(sys, "argv", ["chats", str(file), "--library", library])
    chats_main()

    printed = capsys.readouterr().out
    assert "  thanks" in printed and "  command" in printed and "2/2" in printed

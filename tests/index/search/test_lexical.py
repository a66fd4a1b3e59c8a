"""Ranking passages by BM25."""

import math
import random
from collections import Counter

import pytest

import index.search.lexical as lexical
from index.library.store import Library, build_library
from index.search.lexical import LexicalIndex
from knowledge.text import fold, folded_syllables


@pytest.fixture
def library(line_library):
    """The five shipped texts, cut at every line, open."""
    with Library.open(line_library) as library:
        yield library


@pytest.fixture
def search(library):
    """Searches the five shipped texts for a question as typed."""
    ranking = LexicalIndex(library)

    def search(question, **options):
        return ranking.search(folded_syllables(question), **options)

    return search


def words_of(text):
    """Syllables and their pairs, found another way than the index does."""
    singles = "".join(c if c.isalnum() else " " for c in fold(text).replace("_", " ")).split()
    return singles, [" ".join(pair) for pair in zip(singles, singles[1:], strict=False)]


def expected_ranking(entries, question, weights):
    """BM25 (k1 1.2, b 0.75, idf at least 1e-6) by its textbook form over plain counters."""
    passages = [passage for _, passages in entries for passage in passages]
    columns = {p.id: (*words_of(p.breadcrumb), *words_of(p.text)) for p in passages}
    lengths = {key: sum(map(len, value)) for key, value in columns.items()}
    mean = sum(lengths.values()) / len(lengths)
    holders = Counter(
        term for value in columns.values() for term in {t for column in value for t in column}
    )
    singles, pairs = words_of(question)
    scores: Counter[str] = Counter()
    for term in {*singles, *pairs} & set(holders):
        idf = math.log((len(passages) - holders[term] + 0.5) / (holders[term] + 0.5))
        for key, value in columns.items():
            tf = sum(weight * c.count(term) for weight, c in zip(weights, value, strict=True))
            if tf:
                damped = tf + 1.2 * (1 - 0.75 + 0.75 * lengths[key] / mean)
                scores[key] += max(idf, 1e-6) * tf * 2.2 / damped
    return scores


QUESTIONS = (
    "ai chủ trì nhiệm vụ đào tạo bồi dưỡng",
    "so van hoa the thao va du lich",
    "Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị",
    "lang son",
    "báo cáo định kỳ báo cáo hằng năm",
)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("cost", [0, 10**9])
def test_scores_are_bm25(search, shipped_entries, monkeypatch, question, cost):
    """Ranked by FTS5 or passage by passage, scores are those of the formula."""
    monkeypatch.setattr(lexical, "POSTINGS_A_PASSAGE", cost)
    expected = expected_ranking(shipped_entries, question, lexical.WEIGHTS)
    everything = [document.id for document, _ in shipped_entries]

    for documents in (None, everything):
        hits = search(question, k=10_000, documents=documents)

        assert dict(hits) == pytest.approx(dict(expected))
        assert [score for _, score in hits] == sorted((s for _, s in hits), reverse=True)


@pytest.mark.parametrize("cost", [0, 10**9])
def test_a_scope_gives_the_same_scores_for_its_documents(
    search, shipped_entries, monkeypatch, cost
):
    """Searching two documents gives their part of the whole ranking."""
    monkeypatch.setattr(lexical, "POSTINGS_A_PASSAGE", cost)
    scope = [shipped_entries[2][0].id, shipped_entries[4][0].id, "no such document"]

    whole = search(QUESTIONS[0], k=10_000)
    part = search(QUESTIONS[0], k=10_000, documents=scope)

    assert dict(part) == pytest.approx(
        {each: score for each, score in whole if each.partition("#")[0] in scope}
    )
    assert search(QUESTIONS[0], documents=["no such document"]) == []
    assert search(QUESTIONS[0], documents=[]) == []


def test_search_finds_accented_text_without_accents(search, library):
    """A question typed without accents ranks as the accented one does."""
    accented = search("Sở Văn hóa, Thể thao và Du lịch chủ trì", k=5)

    assert search("so van hoa the thao va du lich chu tri", k=5) == accented
    assert "Sở Văn hóa, Thể thao và Du lịch" in library.passage(accented[0][0]).text


def test_words_count_more_than_their_syllables(make_entry, tmp_path):
    """Two syllables in a row rank before the same two apart."""
    lines = "kế công tác năm nay hoạch\ncông tác năm nay kế hoạch\n" + "việc khác\n" * 6
    build_library(tmp_path / "a.db", [make_entry(lines, "a.txt")])

    with Library.open(tmp_path / "a.db") as library:
        hits = LexicalIndex(library).search(["ke", "hoach"])
    assert [each.partition("#")[2] for each, _ in hits] == ["2", "1"]


def test_breadcrumbs_are_searched_but_weigh_less(make_entry, tmp_path):
    """The name of the issuer finds its passages, behind those that print it."""
    entries = [
        make_entry("Tỉnh Lạng Sơn làm việc này", "a.txt", "Kế hoạch 1"),
        make_entry("Tỉnh nhà làm việc này\nTỉnh nhà cũng làm", "b.txt", "Kế hoạch Lạng Sơn"),
        make_entry("Một việc khác\nviệc nữa\n" * 4, "c.txt", "Kế hoạch 3"),
    ]
    build_library(tmp_path / "a.db", entries)

    with Library.open(tmp_path / "a.db") as library:
        hits = LexicalIndex(library).search(["lang", "son"])
    assert [each.partition("#")[0] for each, _ in hits] == [
        entries[0][0].id,
        entries[1][0].id,
        entries[1][0].id,
    ]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "!!! ??? ...",
        "😀🎉",
        "____ __ _",
        "\x00\x01\x02\x1b",
        "zzzzqqq xxyyzz",
        "\ud800",
    ],
)
def test_nothing_usable_gives_nothing(search, shipped_entries, question):
    """A question without an indexed syllable has no hits and raises nothing."""
    assert search(question) == []
    assert search(question, documents=[shipped_entries[0][0].id]) == []


@pytest.mark.parametrize(
    "tokens",
    [
        ['"', "ke", '"hoach'],
        ["ke", "OR", "NOT", "AND", "NEAR", "hoach"],
        ["body:ke", "hoach*", "^ke", "-ke", "+", "(", ")", "{ke hoach}"],
        ["ke'; DROP TABLE passage; --", "hoach"],
        ["12-kh/tu", "15/6/2023", "ke"],
        ["ke\x00", "hoach", "\ud83d", "😀"],
        ["x" * 10_000, "ke", "_", "ke_hoach"],
    ],
)
def test_tokens_are_never_query_syntax(library, tokens):
    """Tokens that are no syllables are unknown words, not operators or errors."""
    hits = LexicalIndex(library).search(tokens, k=5)

    known = [each for each in tokens if each in {"ke", "hoach", "ke_hoach"}]
    assert bool(hits) == bool(known)
    assert library.passage_count > 100


@pytest.mark.parametrize("terms", ['"', 'a"b', '" OR "ke', "NEAR(", "*"])
def test_terms_are_quoted(library, terms):
    """What reaches FTS5 is a string, whatever it contains."""
    query = lexical._quoted(terms)

    rows = library.query("SELECT count(*) FROM passage_words WHERE passage_words MATCH ?", (query,))
    assert len(rows) == 1


def test_a_pasted_page_is_searched_by_its_rarest_terms(search, shipped_entries):
    """Ten thousand characters of a plan still find the passages that they were copied from."""
    document, _ = shipped_entries[2]
    hits = search(document.text[:10_000], k=10)

    assert len(hits) == 10
    assert {each.partition("#")[0] for each, _ in hits} == {document.id}


def test_common_terms_are_left_out_beyond_the_budget(search, monkeypatch):
    """With a small budget the rarest term decides; it is searched however common it is."""
    whole = search("kế hoạch lạng sơn", k=1000)
    monkeypatch.setattr(lexical, "POSTING_BUDGET", 1)
    within = search("kế hoạch lạng sơn", k=1000)

    assert 0 < len(within) < len(whole)
    assert len(search("và", k=1000)) > 1


def test_a_lines_own_words_find_it(search, shipped_entries):
    """Eight syllables of a line find it, except where plans repeat each other (90 of 100)."""
    chance = random.Random(61)
    passages = [p for _, ps in shipped_entries for p in ps if len(p.text.split()) > 12]
    found = 0
    for passage in chance.sample(passages, 100):
        words = passage.text.split()
        start = chance.randrange(len(words) - 8)
        hits = search(" ".join(words[start : start + 8]), k=3)
        found += passage.id in [each for each, _ in hits]
    assert found >= 88

"""The benchmark works; how fast anything is, no test asserts."""

from itertools import islice
from pathlib import Path
from statistics import mean

import orjson
import pytest

from benchmarks import corpus, report, run
from benchmarks.peers import OURS, Folded
from benchmarks.whole import Whole
from flows import seeds
from transforms import fields

N = 200


@pytest.fixture(scope="module")
def articles() -> list[dict[str, str]]:
    return list(islice(corpus.articles(), N))


def test_corpus_is_the_same_every_time(articles: list[dict[str, str]], tmp_path: Path) -> None:
    corpus.write(tmp_path / "made.jsonl", N // 2)
    lines = (tmp_path / "made.jsonl").read_bytes().splitlines()
    assert [orjson.loads(line) for line in lines] == articles[: N // 2]


def test_articles_differ(articles: list[dict[str, str]]) -> None:
    for name in ("url", "title", "content"):
        assert len({article[name] for article in articles}) == N


def test_articles_are_about_as_long_as_news(articles: list[dict[str, str]]) -> None:
    assert 2_000 < mean(len(article["content"]) for article in articles) < 3_000


def test_every_field_is_known(articles: list[dict[str, str]]) -> None:
    known = fields.synonyms(seeds.read("fields"), {})
    for article in articles:
        mapped = fields.map_values(article, known)
        assert sorted(filter(None, mapped.values())) == sorted(filter(None, article.values()))


def test_vocabulary_grows_on(articles: list[dict[str, str]]) -> None:
    first, second = (
        {word for article in half for word in article["content"].split()}
        for half in (articles[: N // 2], articles[N // 2 :])
    )
    assert len(second - first) > 1_000


def test_quick_run_writes_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "SHARED", tmp_path / "absent")
    run.main(["--quick", "--output", str(tmp_path / "docs" / "report.md")])
    told = (tmp_path / "docs" / "report.md").read_text("utf-8")
    assert "| **text engine** |" in told
    assert "| 5,000 |" in told


def test_report_quotes_ratios() -> None:
    results = report.Results("a machine", "a version", 1)
    results.peers = [Folded(name, 1.0, 1.0) for name in OURS] + [Folded("a peer 1.0", 3.0, 0.9)]
    results.n_peer_texts = 10
    results.whole = [Whole("a corpus", 1_000, 10.0, 2.0, 5.0, 500_000_000, 1, 1)]
    told = report.markdown(results)
    assert "3.0 times as fast as a peer 1.0" in told
    assert "| 3.00 | 90.0 % |" in told
    assert "| a corpus | 1,000 | 0 | 10.0 | 100 | 2.0 | 5.0 | 2.0 | 500 | 0 |" in told

"""What is told of a run while it goes on."""

import pytest

from flows.console import Reporter


@pytest.fixture
def reporter(monkeypatch: pytest.MonkeyPatch) -> Reporter:
    now = iter(range(1000))
    monkeypatch.setattr("time.monotonic", lambda: float(next(now)))
    made = Reporter()
    made.plan(400)
    made.stage("load")
    return made


def test_what_needs_nothing_more_is_done(reporter: Reporter) -> None:
    reporter.extracted(10, 4, 100)
    assert reporter.fraction == 0.1
    reporter.extracted(30, 0, 300)
    reporter.loaded(26)
    assert reporter.fraction == 0.75
    assert "40 documents read, 30 done, " in reporter._told() and " left" in reporter._told()
    reporter.loaded(10)
    assert reporter.fraction == 1.0 and " left" not in reporter._told()


def test_nothing_is_promised_before_anything_is_done(reporter: Reporter) -> None:
    reporter.extracted(1, 0, 0)
    assert reporter._told() == "1 document read"
    reporter.loaded(1)
    assert reporter.fraction == 0.0 and " left" not in reporter._told()

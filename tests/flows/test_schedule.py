"""Scheduled runs: what `warraq run` can be told, each run can; what stops one is told in its line."""

from pathlib import Path
from typing import Any

import pytest

from flows import schedule
from flows.lock import WarehouseLock
from flows.settings import Settings
from flows.sources import SourceError
from tests.flows.conftest import Warehouse
from tests.warehouses import write_records


def given(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The parameters that a schedule gives to each of its runs."""
    served: dict[str, dict[str, Any]] = {}
    monkeypatch.setattr(type(schedule.scheduled), "serve", lambda _, **options: served.update(options))
    schedule.serve(chosen, "0 * * * *", None)
    return served["parameters"]


def test_every_setting_reaches_the_run(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_records(tmp_path / "in" / "a.jsonl", [{"Titel": "خبر من بغداد"}, {"Titel": "نص " * 50}])
    chosen = Settings(warehouse.root, (str(source),), "news", {"headline": "Titel"}, 100, 1)
    parameters = given(chosen, monkeypatch)
    told = schedule.scheduled.fn(**parameters)
    assert told.startswith("2 documents = 1 new") and capsys.readouterr().err.endswith(f"UTC  {told}\n")
    (document,) = warehouse.rows("meta_raw_document")
    assert document["collection"] == "news"
    with WarehouseLock(warehouse.root, "other"):
        assert schedule.scheduled.fn(**parameters).startswith("left to the next run: other (process")
    source.unlink()
    with pytest.raises(SourceError):
        schedule.scheduled.fn(**parameters)
    assert "no such file or folder" in capsys.readouterr().err.splitlines()[-1]

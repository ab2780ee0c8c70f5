"""Settings: kept between starts, defaults where damaged."""

import json
from pathlib import Path

import pytest

from timeline_app.app.settings import DEFAULTS, MAPPINGS_LIMIT, RECENT_LIMIT, VIEWS_LIMIT, Settings


def test_what_is_saved_is_there_at_the_next_start(tmp_path: Path):
    path = tmp_path / "folder" / "settings.json"
    settings = Settings(path)
    settings.put("theme", "dark")
    settings.remember_recent("a.csv")
    settings.remember_view("set", {"group": "actor"})
    assert settings.save()

    again = Settings(path)
    assert again.get("theme") == "dark"
    assert again.get("recent") == ["a.csv"]
    assert again.view_of("set") == {"group": "actor"}


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"theme": 3, "recent": {}, "views": []}', "[" * 100_000]
)
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: str):
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    settings = Settings(path)
    assert {key: settings.get(key) for key in DEFAULTS} == dict(DEFAULTS)


def test_keys_of_a_later_version_are_left_out(tmp_path: Path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 9, "future": 1, "theme": "light"}), encoding="utf-8")
    assert Settings(path).get("theme") == "light"


def test_the_newest_recent_path_is_first_once_and_old_ones_go(tmp_path: Path):
    settings = Settings(None)
    for number in [*range(RECENT_LIMIT + 5), 7]:
        settings.remember_recent(str(number))
    assert settings.get("recent")[0] == "7"
    assert settings.get("recent").count("7") == 1
    assert len(settings.get("recent")) == RECENT_LIMIT


def test_only_the_newest_views_are_kept():
    settings = Settings(None)
    for number in range(VIEWS_LIMIT + 5):
        settings.remember_view(str(number), {"group": "type"})
    assert settings.view_of("0") == {}
    assert settings.view_of(str(VIEWS_LIMIT + 4)) == {"group": "type"}


def test_only_the_newest_mappings_are_kept():
    settings = Settings(None)
    for number in range(MAPPINGS_LIMIT + 1):
        settings.remember_mapping(str(number), {"columns": {}})
    settings.remember_mapping("1", {"columns": {"title": ["a"]}})
    kept = settings.get("mappings")
    assert len(kept) == MAPPINGS_LIMIT
    assert "0" not in kept
    assert list(kept.items())[-1] == ("1", {"columns": {"title": ["a"]}})


def test_defaults_are_never_changed_by_use():
    before = json.dumps(dict(DEFAULTS))
    settings = Settings(None)
    settings.remember_recent("a")
    settings.remember_view("set", {})
    assert json.dumps(dict(DEFAULTS)) == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "file").touch()
    assert not Settings(tmp_path / "file" / "settings.json").save()


def test_a_value_of_another_kind_is_refused():
    with pytest.raises(TypeError):
        Settings(None).put("theme", 3)

"""The words: every plural has its English forms, and each language keeps the placeholders."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "resources" / "translations"
ENGLISH = FOLDER / "timeline_en.ts"
PLACEHOLDER = re.compile(r"%L?n|\{[a-z_]*\}")


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the translation tools that come with PySide6."""
    program = shutil.which(name, path=str(Path(sys.executable).parent))
    assert program, f"{name} is missing beside the interpreter"
    return subprocess.run(
        [program, *map(str, arguments)], cwd=PROJECT, capture_output=True, encoding="utf-8"
    )


def messages(path: Path) -> dict[tuple[str, str], list[str]]:
    """(context, source text) to the translated forms."""
    found = {}
    for context in ElementTree.parse(path).iter("context"):
        for message in context.iter("message"):
            forms = [form.text or "" for form in message.iter("numerusform")]
            forms = forms or [message.findtext("translation") or ""]
            found[context.findtext("name") or "", message.findtext("source") or ""] = forms
    return found


def test_the_english_plurals_are_those_of_the_code(tmp_path: Path):
    fresh = tmp_path / "timeline_en.ts"
    sources = sorted((PROJECT / "timeline_app").rglob("*.py"))
    done = tool(
        "pyside6-lupdate", "-source-language", "en", "-target-language", "en", "-no-obsolete",
        "-pluralonly", "-locations", "none", *sources, "-ts", fresh,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert set(messages(ENGLISH)) == set(messages(fresh))


def test_every_plural_in_the_code_is_found_by_the_tools():
    in_code = {
        text
        for path in (PROJECT / "timeline_app").rglob("*.py")
        for text in re.findall(r'"([^"\n]*%L?n[^"\n]*)"', path.read_text(encoding="utf-8"))
    }
    assert in_code == {source for _context, source in messages(ENGLISH)}


def test_nothing_is_unfinished_and_the_compiled_file_is_the_newest(tmp_path: Path):
    for path in FOLDER.glob("*.ts"):
        compiled = tmp_path / path.with_suffix(".qm").name
        done = tool("pyside6-lrelease", "-fail-on-unfinished", path, "-qm", compiled)
        assert done.returncode == 0, done.stdout + done.stderr
        assert compiled.read_bytes() == path.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ts")), ids=lambda path: path.stem)
def test_translations_keep_the_placeholders(path: Path):
    for (_context, source), forms in messages(path).items():
        for form in forms:
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(source))

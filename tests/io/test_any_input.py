"""Whatever stands in a dataset's files, reading it gives events or a sentence."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.io.checked import check
from tests.io.conftest import TABLES, Sample
from timeline_app.core.message import TimelineError
from timeline_app.io.open import open_dataset

names = st.sampled_from([*(f"{name}.csv" for name in TABLES), "datapackage.json"])
cuts = st.tuples(st.floats(0, 1), st.floats(0, 1))
scraps = st.binary(max_size=20) | st.text('",|\\\r\n\0=[]{}-/~..2024e\ufeff', max_size=10).map(
    str.encode
)


def refusal(folder: Path) -> str:
    """Why a dataset cannot be opened, "" if it can."""
    try:
        open_dataset([folder])
    except TimelineError as error:
        return str(error)
    return ""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=names, cut=cuts, scrap=scraps)
def test_damaged_files_never_surprise(
    sample: Sample, name: str, cut: tuple[float, float], scrap: bytes
) -> None:
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(sample.folder, Path(folder) / "copy"))
        content = (copy / name).read_bytes()
        first, last = sorted(int(part * len(content)) for part in cut)
        last = min(last, first + 40)
        (copy / name).write_bytes(content[:first] + scrap + content[last:])
        findings = [str(finding) for finding in check(copy, sample.texts)]
        assert refusal(copy) in ["", *findings]

"""How far the reading of files is, in words."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from timeline_app.core.progress import Done

translate = QCoreApplication.translate

WORTH_TELLING: Final = 1_000_000
"""Bytes of files of which it is told how many are read."""


def progress_in_words(fraction: float, size: int, seconds_left: float) -> str:
    """`Opening…  ·  120,000 rows  ·  12 of 250 MB  ·  3 s left`, as far as it is known.

    Args:
        fraction: the part that is done, perhaps a `Done` with the rows and bytes that were read.
        size: bytes of all files.
        seconds_left: how long the rest takes; 0 if that is not known.
    """
    number = QLocale().toString
    parts = [translate("ProgressWords", "Opening…")]
    done = fraction if isinstance(fraction, Done) else Done(fraction)
    if done.rows:
        parts.append(translate("ProgressWords", "{count} rows").format(count=number(done.rows)))
    if done.size and size >= WORTH_TELLING:
        read, whole = round(done.size / 1e6), round(size / 1e6)
        words = translate("ProgressWords", "{done} of {whole} MB")
        parts.append(words.format(done=number(read), whole=number(whole)))
    if seconds_left >= 1:
        words = translate("ProgressWords", "{count} s left")
        parts.append(words.format(count=number(round(seconds_left))))
    return "  ·  ".join(parts)

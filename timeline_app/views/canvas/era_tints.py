"""The colours of eras, a px at a time: so quiet that text and marks keep their contrast."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor

from timeline_app.core.eras import EraBand
from timeline_app.views.theme import Theme

BAND = (0.05, 0.09)
"""How much of a colour a band has; without a colour, every second one has the former."""
DEEPEST = 0.14
"""The same where many lie over each other."""
BOX = (0.16, 0.26)
"""How much of a colour the ground of a title has."""
FADE_PX = 96
FADE_STEPS = 12
"""Over so much, in so many steps, an era without a known beginning or end fades out."""
LEAST_PX = 3
"""What is narrower is drawn so wide, a px of it being free."""

Floats = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.uint32]


@lru_cache(maxsize=512)
def era_colour(theme: Theme, given: str) -> QColor:
    """What a given colour comes to: its hue, neither dark nor pale; grey where it has none."""
    colour = QColor(given or theme.other)
    hue, saturation = colour.hslHueF(), colour.hslSaturationF()
    if hue < 0 or saturation < 0.08:
        return QColor(theme.other)
    return QColor.fromHslF(hue, min(saturation, 0.75), 0.5)


class EraTints:
    """The pixels of the eras of one window, `width` px wide."""

    def __init__(self, bands: Sequence[EraBand], width: int, theme: Theme) -> None:
        self._bands = bands
        self._width = width
        self._ground = np.array(_parts(QColor(theme.surface)))
        tones = {given: _parts(era_colour(theme, given)) for given in {b.era.colour for b in bands}}
        self._tones = np.array([tones[band.era.colour] for band in bands])
        self._deep = np.array([bool(band.era.colour) or band.number % 2 for band in bands], int)
        self._open = [i for i, band in enumerate(bands) if any(band.era.opens)]
        x0, x1 = (np.rint([(b.x0, b.x1) for b in bands]).astype(np.int64)).T
        self._first = np.maximum(np.minimum(x0, width - LEAST_PX), 0)
        self._after = np.minimum(np.maximum(x1, self._first + LEAST_PX), width)

    def bands(self) -> Pixels:
        """The tint of each px: of eras over each other the mixture, deeper than one, not by much.

        Eras are summed up at where they begin and end, so that hundreds cost no more than a few.
        """
        width, strength = self._width, np.array(BAND)[self._deep][:, None]
        each = _summands(strength, self._tones)
        changes, faded = np.zeros((width + 1, 5)), np.zeros((width, 5))
        each[self._open] = 0.0
        np.add.at(changes, self._first, each)
        np.subtract.at(changes, self._after, each)
        for i in self._open:
            a, b = int(self._first[i]), int(self._after[i])
            shown = _shown(self._bands[i].era.opens, b - a)
            faded[a:b] += _summands(strength[i] * shown, self._tones[i][None, :])
        sums = np.cumsum(changes, axis=0)[:width] + faded
        depth = np.minimum(-np.expm1(-sums[:, 0]), DEEPEST)
        depth[depth < 1e-6] = 0.0
        return _pixels(sums[:, 2:] / np.maximum(sums[:, 1:2], 1e-9), depth)

    def titles(self, rows: int) -> list[Pixels]:
        """The grounds of the titles, row by row; a px is free between two of them."""
        ground, strength = self._ground, np.array(BOX)[self._deep][:, None]
        each = _pixels(ground + strength * (self._tones - ground), np.ones(len(strength)))
        free = _pixels(ground[None, :], np.ones(1))[0]
        pixels = np.full((rows, self._width), free)
        ends = zip(self._first.tolist(), self._after.tolist(), each.tolist(), strict=True)
        for band, (a, b, colour) in zip(self._bands, ends, strict=True):
            pixels[band.row, a : b - 1] = colour
            pixels[band.row, b - 1] = free
        for i in self._open:
            a, b, band = int(self._first[i]), int(self._after[i]) - 1, self._bands[i]
            part = strength[i] * _shown(band.era.opens, b - a)
            faded = _pixels(ground + part * (self._tones[i] - ground), np.ones(b - a))
            own = pixels[band.row, a:b] == each[i]
            pixels[band.row, a:b][own] = faded[own]
        return list(pixels)


def _summands(strength: Floats, tones: Floats) -> Floats:
    """What is added up of eras at a px: how little they let through, strengths and tones."""
    return np.concatenate([-np.log1p(-strength), strength, strength * tones], axis=1)


def _shown(opens: tuple[bool, bool], length: int) -> Floats:
    """How much shows of each px of a band: all, less where it has no known beginning or end."""
    fade = max(min(FADE_PX, length / 2), 1.0)
    x, shown = np.arange(length) + 0.5, np.ones(length)
    for fades, way in zip(opens, (x, length - x), strict=True):
        if fades:
            shown *= np.minimum(np.ceil(way / fade * FADE_STEPS) / FADE_STEPS, 1.0)
    return shown[:, None]


def _pixels(colours: Floats, alpha: Floats) -> Pixels:
    """Premultiplied pixels of colours from 0 to 1."""
    parts = np.column_stack([alpha, np.clip(colours, 0, 1) * alpha[:, None]])
    a, r, g, b = np.rint(parts * 255).astype(np.uint32).T
    return np.ascontiguousarray(a << 24 | r << 16 | g << 8 | b)


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()

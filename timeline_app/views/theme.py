"""The look: colours of the light and the dark theme, type sizes and the spacing unit (DESIGN 6)."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

UNIT = 4
"""Spacing in px; every margin and gap is a multiple of it."""
TARGET_MIN_PX = 24


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours as `#rrggbb`; text on its ground has a contrast of at least 4.5:1."""

    name: str
    window: str
    """Ground of bars and side panes."""
    surface: str
    """Ground of the timeline, the table, fields and the details."""
    stripe: str
    """Every second lane."""
    line: str
    """Hairlines between areas and the grid's major lines."""
    faint: str
    """Minor grid lines."""
    text: str
    muted: str
    """Secondary text."""
    accent: str
    """What is selected; the only colour of the chrome."""
    accent_soft: str
    """Ground of what is selected."""
    on_accent: str
    found: str
    """Ground of the words that somebody searches a text for."""
    found_now: str
    """Ground of those that they look at just now."""
    on_found_now: str
    warning: str
    """Text of an error or a dispute."""
    types: tuple[str, ...]
    """Colours of event types, in order of the type's frequency; colour-blind safe."""
    other: str
    """Colour of event types beyond `types`, and of density without a type."""


LIGHT = Theme(
    name="light",
    window="#f4f4f2",
    surface="#ffffff",
    stripe="#fafaf9",
    line="#d8d8d4",
    faint="#ececea",
    text="#1b1b1a",
    muted="#5c5c58",
    accent="#0a5cc2",
    accent_soft="#e3edfa",
    on_accent="#ffffff",
    found="#ffe58a",
    found_now="#ff9f1c",
    on_found_now="#1b1b1a",
    warning="#9c3300",
    types=(
        "#0072b2",
        "#c24a18",
        "#36a36d",
        "#972b56",
        "#8d80f0",
        "#5c2c03",
        "#182a97",
        "#c9779f",
    ),
    other="#66665f",
)
DARK = Theme(
    name="dark",
    window="#242423",
    surface="#1b1b1a",
    stripe="#20201f",
    line="#454542",
    faint="#2e2e2c",
    text="#f0f0ec",
    muted="#a9a9a3",
    accent="#6aa9f7",
    accent_soft="#243a56",
    on_accent="#10151c",
    found="#5c4a00",
    found_now="#ffb02e",
    on_found_now="#10151c",
    warning="#ffa070",
    types=(
        "#4aa8e0",
        "#f08050",
        "#44947a",
        "#b96da5",
        "#f0d83c",
        "#9aeaf2",
        "#f6a5b0",
        "#c4f3a8",
    ),
    other="#9c9c95",
)


def palette_of(theme: Theme) -> QPalette:
    """The Qt palette of a theme, so that ordinary widgets follow it."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.stripe,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.window,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.Mid: theme.line,
        role.Midlight: theme.faint,
        role.Light: theme.surface,
        role.Dark: theme.line,
        role.Shadow: theme.line,
    }
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.muted))
    return palette


def current_theme() -> Theme:
    """The theme that the application's palette shows now."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < 128 else LIGHT


def mixed(colour: QColor, ground: QColor, part: float) -> QColor:
    """The opaque colour of `part` of a colour on a ground."""
    return QColor.fromRgbF(
        colour.redF() * part + ground.redF() * (1 - part),
        colour.greenF() * part + ground.greenF() * (1 - part),
        colour.blueF() * part + ground.blueF() * (1 - part),
    )


def font(role: str = "body") -> QFont:
    """The system font in one of four sizes: `small`, `body`, `quote`, `title`."""
    base = QFont(QGuiApplication.font())
    size = base.pointSizeF() if base.pointSizeF() > 0 else 10.0
    base.setPointSizeF(size * {"small": 0.88, "body": 1.0, "quote": 1.2, "title": 1.45}[role])
    if role == "title":
        base.setWeight(QFont.Weight.DemiBold)
    return base


def style_sheet(theme: Theme) -> str:
    """The few things that a palette cannot say: hairlines, splitters, menus and headers."""
    return f"""
        QFrame#rule {{ background: {theme.line}; border: none; }}
        QSplitter::handle {{ background: {theme.line}; }}
        QSplitter::handle:hover {{ background: {theme.accent}; }}
        QStatusBar {{ border-top: 1px solid {theme.line}; color: {theme.muted}; }}
        QStatusBar::item {{ border: none; }}
        QMenuBar {{ background: {theme.window}; border-bottom: 1px solid {theme.line}; }}
        QScrollBar {{ background: transparent; border: none; }}
        QMenu {{ background: {theme.surface}; border: 1px solid {theme.line}; padding: 1px; }}
        QMenu::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
        QTableView#plain::item {{ padding: 0 {2 * UNIT}px; }}
        QTableView#plain::item:hover:!selected {{ background: transparent; }}
        QTableView#plain QHeaderView {{ background: {theme.surface}; border: none;
                                        border-bottom: 1px solid {theme.line}; }}
        QTableView#plain QHeaderView::section {{
            background: {theme.surface}; color: {theme.muted}; border: none;
            padding: {UNIT}px {2 * UNIT + 2}px; }}
        QComboBox {{ combobox-popup: 0; }}
        QComboBox QAbstractItemView::item {{ min-height: {TARGET_MIN_PX}px; }}
        QCheckBox, QRadioButton {{ outline: 1px solid {theme.accent}; }}
        QCheckBox::indicator:unchecked, QRadioButton::indicator {{
            width: {UNIT * 3}px; height: {UNIT * 3}px; background: {theme.surface};
            border: 1px solid {theme.muted}; border-radius: 3px; }}
        QRadioButton::indicator {{ border-radius: {UNIT * 3 // 2 + 1}px; }}
        QRadioButton::indicator:checked {{
            background: qradialgradient(cx: 0.5, cy: 0.5, fx: 0.5, fy: 0.5, radius: 0.5,
                                        stop: 0.45 {theme.text}, stop: 0.6 {theme.surface}); }}
        QCheckBox::indicator:unchecked:disabled, QRadioButton::indicator:disabled {{
            border-color: {theme.line}; }}
        QRadioButton::indicator:checked:disabled {{
            background: qradialgradient(cx: 0.5, cy: 0.5, fx: 0.5, fy: 0.5, radius: 0.5,
                                        stop: 0.45 {theme.muted}, stop: 0.6 {theme.surface}); }}
        QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
        QAbstractScrollArea::corner {{ background: transparent; border: none; }}
        QScrollBar:vertical {{ width: {3 * UNIT}px; }}
        QScrollBar:horizontal {{ height: {3 * UNIT}px; }}
        QScrollBar::handle {{ background: {theme.line}; border-radius: {UNIT}px; margin: 2px; }}
        QScrollBar::handle:vertical {{ min-height: {6 * UNIT}px; }}
        QScrollBar::handle:horizontal {{ min-width: {6 * UNIT}px; }}
        QScrollBar::handle:hover {{ background: {theme.muted}; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        QToolTip {{ background: {theme.surface}; color: {theme.text};
                    border: 1px solid {theme.line}; padding: {UNIT}px; }}
    """

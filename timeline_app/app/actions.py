"""All that a person can do, as one table: menus, shortcuts and the help page are made from it."""

from dataclasses import dataclass
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP

CONTEXT: Final = "Actions"
"""The translation context of the texts."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing to do: its handler is the method `on_<id>` of the window's commands."""

    id: str
    menu: str
    text: str
    shortcuts: tuple[str, ...] = ()
    """As `QKeySequence` reads them; Ctrl is Command on macOS."""
    checkable: bool = False
    group: str = ""
    """Actions of one group exclude each other."""
    separator: bool = False
    """A line stands before it in its menu."""
    timeline_keys: tuple[str, ...] = ()
    """Further keys that act only while the timeline has the focus."""


MENUS: Final = (
    QT_TRANSLATE_NOOP("Actions", "&File"),
    QT_TRANSLATE_NOOP("Actions", "&Edit"),
    QT_TRANSLATE_NOOP("Actions", "&View"),
    QT_TRANSLATE_NOOP("Actions", "&Navigate"),
    QT_TRANSLATE_NOOP("Actions", "F&ilter"),
    QT_TRANSLATE_NOOP("Actions", "&Help"),
)
FILE, EDIT, VIEW, NAVIGATE, FILTER, HELP = MENUS

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("open", FILE, QT_TRANSLATE_NOOP("Actions", "&Open…"), ("Ctrl+O",)),
    ActionSpec(
        "open_folder", FILE, QT_TRANSLATE_NOOP("Actions", "Open dataset &folder…"),
        ("Ctrl+Shift+O",),
    ),
    ActionSpec("open_shipped", FILE, QT_TRANSLATE_NOOP("Actions", "Open the &shipped dataset")),
    ActionSpec("recent", FILE, QT_TRANSLATE_NOOP("Actions", "Open &recent")),
    ActionSpec("reload", FILE, QT_TRANSLATE_NOOP("Actions", "Re&load from disk"), ("F5",)),
    ActionSpec(
        "source_folders", FILE, QT_TRANSLATE_NOOP("Actions", "Folders with source &texts…")
    ),
    ActionSpec(
        "export", FILE, QT_TRANSLATE_NOOP("Actions", "&Export…"), ("Ctrl+E",), separator=True,
    ),
    ActionSpec(
        "export_figure", FILE, QT_TRANSLATE_NOOP("Actions", "Export &picture…"),
        ("Ctrl+Shift+E",),
    ),
    ActionSpec("quit", FILE, QT_TRANSLATE_NOOP("Actions", "&Quit"), ("Ctrl+Q",), separator=True),
    ActionSpec("undo", EDIT, QT_TRANSLATE_NOOP("Actions", "&Undo"), ("Ctrl+Z", "Alt+Left")),
    ActionSpec(
        "redo", EDIT, QT_TRANSLATE_NOOP("Actions", "&Redo"),
        ("Ctrl+Shift+Z", "Ctrl+Y", "Alt+Right"),
    ),
    ActionSpec(
        "copy_rows", EDIT, QT_TRANSLATE_NOOP("Actions", "&Copy selected events as rows"),
        ("Ctrl+Shift+C",), separator=True,
    ),
    ActionSpec(
        "cite_dataset", EDIT, QT_TRANSLATE_NOOP("Actions", "Copy citation of the &dataset")
    ),
    ActionSpec(
        "copy_picture", EDIT, QT_TRANSLATE_NOOP("Actions", "Copy &picture of the timeline")
    ),
    ActionSpec("find", EDIT, QT_TRANSLATE_NOOP("Actions", "&Find…"), ("Ctrl+F",)),
    ActionSpec(
        "clear_selection", EDIT, QT_TRANSLATE_NOOP("Actions", "Clear &selection"),
        timeline_keys=("Esc",),
    ),
    ActionSpec(
        "show_filters", VIEW, QT_TRANSLATE_NOOP("Actions", "&Filter panel"), ("F4",), checkable=True
    ),
    ActionSpec(
        "show_details", VIEW, QT_TRANSLATE_NOOP("Actions", "&Details"), ("F6",), checkable=True
    ),
    ActionSpec("show_table", VIEW, QT_TRANSLATE_NOOP("Actions", "&Table"), ("F7",), checkable=True),
    ActionSpec(
        "show_overview", VIEW, QT_TRANSLATE_NOOP("Actions", "&Overview"), ("F8",), checkable=True
    ),
    ActionSpec(
        "show_problems", VIEW, QT_TRANSLATE_NOOP("Actions", "&Problems of the files"), ("F9",),
        checkable=True,
    ),
    ActionSpec("source_reader", VIEW, QT_TRANSLATE_NOOP("Actions", "So&urce reader"), ("F10",)),
    ActionSpec("columns", VIEW, QT_TRANSLATE_NOOP("Actions", "Table colu&mns…")),
    ActionSpec("sort", VIEW, QT_TRANSLATE_NOOP("Actions", "So&rt table by…")),
    ActionSpec(
        "group_country", VIEW, QT_TRANSLATE_NOOP("Actions", "Lanes by &country"), ("Ctrl+1",),
        checkable=True, group="lanes", separator=True,
    ),
    ActionSpec(
        "group_actor", VIEW, QT_TRANSLATE_NOOP("Actions", "Lanes by &actor"), ("Ctrl+2",),
        checkable=True, group="lanes",
    ),
    ActionSpec(
        "group_type", VIEW, QT_TRANSLATE_NOOP("Actions", "Lanes by event t&ype"), ("Ctrl+3",),
        checkable=True, group="lanes",
    ),
    ActionSpec(
        "group_source", VIEW, QT_TRANSLATE_NOOP("Actions", "Lanes by &source"), ("Ctrl+4",),
        checkable=True, group="lanes",
    ),
    ActionSpec(
        "group_none", VIEW, QT_TRANSLATE_NOOP("Actions", "O&ne lane"), ("Ctrl+5",),
        checkable=True, group="lanes",
    ),
    ActionSpec(
        "other_lanes", VIEW, QT_TRANSLATE_NOOP("Actions", "Lanes &by another field")
    ),
    ActionSpec(
        "theme_system", VIEW, QT_TRANSLATE_NOOP("Actions", "Colours of t&he system"),
        checkable=True, group="theme", separator=True,
    ),
    ActionSpec(
        "theme_light", VIEW, QT_TRANSLATE_NOOP("Actions", "&Light"), checkable=True, group="theme"
    ),
    ActionSpec(
        "theme_dark", VIEW, QT_TRANSLATE_NOOP("Actions", "Dar&k"), checkable=True, group="theme"
    ),
    ActionSpec(
        "full_screen", VIEW, QT_TRANSLATE_NOOP("Actions", "Full scr&een"), ("F11",),
        checkable=True, separator=True,
    ),
    ActionSpec("zoom_in", NAVIGATE, QT_TRANSLATE_NOOP("Actions", "Zoom &in"), ("Ctrl++", "Ctrl+=")),
    ActionSpec("zoom_out", NAVIGATE, QT_TRANSLATE_NOOP("Actions", "Zoom &out"), ("Ctrl+-",)),
    ActionSpec(
        "fit_all", NAVIGATE, QT_TRANSLATE_NOOP("Actions", "Fit &all"), ("Ctrl+0",),
        timeline_keys=("0",),
    ),
    ActionSpec(
        "fit_selection", NAVIGATE, QT_TRANSLATE_NOOP("Actions", "Zoom to &selection"), ("Ctrl+J",),
        timeline_keys=("F",),
    ),
    ActionSpec("go_to_date", NAVIGATE, QT_TRANSLATE_NOOP("Actions", "&Go to date…"), ("Ctrl+G",)),
    ActionSpec(
        "first", NAVIGATE, QT_TRANSLATE_NOOP("Actions", "&First event"), ("Ctrl+Home",),
        separator=True,
    ),
    ActionSpec(
        "previous", NAVIGATE, QT_TRANSLATE_NOOP("Actions", "&Previous event"), ("Shift+F3",)
    ),
    ActionSpec("next", NAVIGATE, QT_TRANSLATE_NOOP("Actions", "&Next event"), ("F3",)),
    ActionSpec("last", NAVIGATE, QT_TRANSLATE_NOOP("Actions", "&Last event"), ("Ctrl+End",)),
    ActionSpec(
        "filter_to_window", FILTER, QT_TRANSLATE_NOOP("Actions", "Filter to &window"),
        ("Ctrl+Shift+W",),
    ),
    ActionSpec(
        "clear_filter", FILTER, QT_TRANSLATE_NOOP("Actions", "&Clear all conditions"),
        ("Ctrl+Shift+X",),
    ),
    ActionSpec(
        "only_single_source", FILTER, QT_TRANSLATE_NOOP("Actions", "&Single-source events"),
        checkable=True, separator=True,
    ),
    ActionSpec(
        "only_disagreeing", FILTER, QT_TRANSLATE_NOOP("Actions", "Events whose sources &disagree"),
        checkable=True,
    ),
    ActionSpec(
        "shortcuts", HELP, QT_TRANSLATE_NOOP("Actions", "&Keyboard and mouse"),
        ("F1", "?", "Ctrl+/"),
    ),
    ActionSpec("about", HELP, QT_TRANSLATE_NOOP("Actions", "&About Timeline")),
)  # fmt: skip

GESTURES: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    (
        QT_TRANSLATE_NOOP("Gestures", "Mouse on the timeline"),
        (
            (QT_TRANSLATE_NOOP("Gestures", "Ctrl + wheel, or pinch"),
             QT_TRANSLATE_NOOP("Gestures", "Zoom at the pointer")),
            (QT_TRANSLATE_NOOP("Gestures", "Wheel"),
             QT_TRANSLATE_NOOP("Gestures", "Scroll the lanes")),
            (QT_TRANSLATE_NOOP("Gestures", "Shift + wheel, or sideways"),
             QT_TRANSLATE_NOOP("Gestures", "Move in time")),
            (QT_TRANSLATE_NOOP("Gestures", "Drag"), QT_TRANSLATE_NOOP("Gestures", "Move in time")),
            (QT_TRANSLATE_NOOP("Gestures", "Shift + drag"),
             QT_TRANSLATE_NOOP("Gestures", "Filter to a span of time")),
            (QT_TRANSLATE_NOOP("Gestures", "Click"),
             QT_TRANSLATE_NOOP("Gestures", "Select an event")),
            (QT_TRANSLATE_NOOP("Gestures", "Ctrl + click, Shift + click"),
             QT_TRANSLATE_NOOP("Gestures", "Select several events")),
            (QT_TRANSLATE_NOOP("Gestures", "Double-click"),
             QT_TRANSLATE_NOOP("Gestures", "Zoom to the event or the crowd of events")),
            (QT_TRANSLATE_NOOP("Gestures", "Right-click"),
             QT_TRANSLATE_NOOP("Gestures", "Include, exclude, only, copy")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Gestures", "Keys on the timeline"),
        (
            (QT_TRANSLATE_NOOP("Gestures", "W, S, A, D"),
             QT_TRANSLATE_NOOP("Gestures", "Zoom in, zoom out, earlier, later")),
            (QT_TRANSLATE_NOOP("Gestures", "+, -"),
             QT_TRANSLATE_NOOP("Gestures", "Zoom in, zoom out")),
            (QT_TRANSLATE_NOOP("Gestures", "Left, Right"),
             QT_TRANSLATE_NOOP("Gestures", "Previous, next event")),
            (QT_TRANSLATE_NOOP("Gestures", "Up, Down"),
             QT_TRANSLATE_NOOP("Gestures", "Nearest event of another lane")),
            (QT_TRANSLATE_NOOP("Gestures", "Home, End"),
             QT_TRANSLATE_NOOP("Gestures", "First, last event")),
            (QT_TRANSLATE_NOOP("Gestures", "0"), QT_TRANSLATE_NOOP("Gestures", "Fit all")),
            (QT_TRANSLATE_NOOP("Gestures", "F"),
             QT_TRANSLATE_NOOP("Gestures", "Zoom to the selection")),
            (QT_TRANSLATE_NOOP("Gestures", "Esc"),
             QT_TRANSLATE_NOOP("Gestures", "Clear the selection")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Gestures", "Keys in a list of values"),
        (
            (QT_TRANSLATE_NOOP("Gestures", "Space"), QT_TRANSLATE_NOOP("Gestures", "Include")),
            (QT_TRANSLATE_NOOP("Gestures", "Return"), QT_TRANSLATE_NOOP("Gestures", "Only this")),
            (QT_TRANSLATE_NOOP("Gestures", "Delete, -, X"),
             QT_TRANSLATE_NOOP("Gestures", "Exclude")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Gestures", "Keys in the source reader"),
        (
            (QT_TRANSLATE_NOOP("Gestures", "F3, Shift + F3"),
             QT_TRANSLATE_NOOP("Gestures", "Next, previous quote")),
            (QT_TRANSLATE_NOOP("Gestures", "Return"),
             QT_TRANSLATE_NOOP("Gestures", "Select the event of the quote")),
            (QT_TRANSLATE_NOOP("Gestures", "Ctrl + F"),
             QT_TRANSLATE_NOOP("Gestures", "Find in the text")),
            (QT_TRANSLATE_NOOP("Gestures", "Return, Shift + Return"),
             QT_TRANSLATE_NOOP("Gestures", "Next, previous match")),
            (QT_TRANSLATE_NOOP("Gestures", "Ctrl + Shift + F"),
             QT_TRANSLATE_NOOP("Gestures", "Search the list of sources")),
            (QT_TRANSLATE_NOOP("Gestures", "Esc"),
             QT_TRANSLATE_NOOP("Gestures", "Close the search, the reader")),
        ),
    ),
)  # fmt: skip
"""What mouse and single keys do, for the help page: (where, (keys, what they do))."""

"""The formats that the program knows; a file is read by the first that recognises it."""

from typing import Final

from timeline_app.io.formats import (
    acled,
    acled_weekly,
    gdelt,
    ged,
    kleptocracy,
    own_export,
    own_json,
    own_table,
    plaso,
    timeline_project,
    timelinejs,
    timesketch,
)
from timeline_app.io.formats.format import Format

OWN_FORMATS: Final[tuple[Format, ...]] = (own_export.FORMAT, own_table.FORMAT)
"""Tables of this program itself."""
FORMATS: Final[tuple[Format, ...]] = (
    own_json.FORMAT,
    *OWN_FORMATS,
    acled_weekly.FORMAT,
    acled.FORMAT,
    ged.FORMAT,
    gdelt.FORMAT,
    plaso.FORMAT,
    timesketch.FORMAT,
    timelinejs.FORMAT,
    timeline_project.FORMAT,
    kleptocracy.FORMAT,
)

"""Small widgets that the views share: icons, quiet buttons, chips, elided text, headings."""

from timeline_app.views.widgets.buttons import QuietButton
from timeline_app.views.widgets.chip import Chip
from timeline_app.views.widgets.choice import Choice
from timeline_app.views.widgets.error_label import ErrorLabel
from timeline_app.views.widgets.flow_layout import FlowLayout
from timeline_app.views.widgets.icons import ICON_PX, icon, paint_icon
from timeline_app.views.widgets.line_field import LineField
from timeline_app.views.widgets.notice_bar import NoticeBar
from timeline_app.views.widgets.painting import paint_focus_ring, paint_frame, paint_ground
from timeline_app.views.widgets.search_field import SearchField
from timeline_app.views.widgets.section_header import SectionHeader, heading_font, section_label
from timeline_app.views.widgets.text import (
    ElidedLabel,
    breakable,
    menu_text,
    plain_label,
    plain_tooltip,
)

__all__ = [
    "ICON_PX",
    "Chip",
    "Choice",
    "ElidedLabel",
    "ErrorLabel",
    "FlowLayout",
    "LineField",
    "NoticeBar",
    "QuietButton",
    "SearchField",
    "SectionHeader",
    "breakable",
    "heading_font",
    "icon",
    "menu_text",
    "paint_focus_ring",
    "paint_frame",
    "paint_ground",
    "paint_icon",
    "plain_label",
    "plain_tooltip",
    "section_label",
]

"""The timeline's drawing: one painter for screen and export, and the widget that hosts it."""

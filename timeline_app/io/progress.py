"""How far long work is: as in core."""

from timeline_app.core.progress import Cancelled, Progress, part_of, tell

__all__ = ["Cancelled", "Progress", "part_of", "tell"]

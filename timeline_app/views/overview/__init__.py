"""The overview: the whole time as a histogram, the window as a brush."""

from timeline_app.views.overview.overview import Overview

__all__ = ["Overview"]

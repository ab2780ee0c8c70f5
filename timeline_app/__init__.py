"""Timeline App: sourced events on a timeline, each checked against a verbatim quote."""

__version__ = "0.1.0"

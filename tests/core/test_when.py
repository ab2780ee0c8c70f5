import pytest

from timeline_app.core.when import DateError, parse_when


def test_an_impossible_day_says_what_would_be_right():
    with pytest.raises(DateError, match="February 2025 has 28 days; write e.g. 2025-02-28"):
        parse_when("2025-02-30")

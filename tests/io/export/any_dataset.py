"""Datasets of any texts, for hypothesis: those that files and spreadsheets stumble over."""

import pandas as pd
from hypothesis import strategies as st

from timeline_app.core.build import build_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Claim, Quote, Source
from timeline_app.core.text import join_values

plain = st.text(max_size=12)
tricky = plain | st.text(alphabet="'=+-@\t\r\n\0\"|;\\, a1", max_size=6)
names = st.lists(tricky.map(str.strip).filter(bool), max_size=3, unique=True)
dates = st.sampled_from(["", "2024", "2025-06-08", "2006-12/..", "-0044-03-15", "=1+1", "'@x"])
figures = st.sampled_from(["", "-5", "1.5", "'-5", "=2", "-0044-03-15"])


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    records = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "title": tricky,
                    "date": dates,
                    "event_type": tricky,
                    "countries": names.map(join_values),
                    "actors": names.map(join_values),
                    "place": tricky,
                    "latitude": figures,
                    "summary": tricky,
                    "deaths": figures,
                    "start": tricky,
                    "orig_start": tricky,
                }
            ),
            min_size=1,
            max_size=4,
        )
    )
    events = pd.DataFrame(
        [{"event_id": f"e{number}"} | record for number, record in enumerate(records)], dtype="str"
    )
    sources = [
        Source(f"s{number}", draw(plain), draw(tricky), url=draw(tricky)) for number in (0, 1)
    ]
    owner = st.sampled_from(list(events["event_id"]))
    quotes = [
        Quote(
            f"q{number}",
            draw(owner),
            draw(st.sampled_from(["s0", "s1"])),
            text,
            draw(plain),
            draw(tricky),
            number,
            number + len(text),
        )
        for number, text in enumerate(draw(st.lists(tricky.filter(bool), max_size=4)))
    ]
    values = st.sampled_from(["5", "~3", ">=7", ">7", "<=2", "1-4"])
    claims = [
        Claim(f"c{number}", draw(owner), "", "killed", "people", value)
        for number, value in enumerate(draw(st.lists(values, max_size=3)))
    ]
    return build_dataset(name="x", events=events, sources=sources, quotes=quotes, claims=claims)

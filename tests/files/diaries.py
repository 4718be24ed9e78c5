"""Diaries of all kinds, for properties that hold of every one."""

import datetime as dt

from hypothesis import strategies as st

from mat_trial.files.names import FIXED_COLUMNS, fold_name
from mat_trial.model import STANDARD_OUTCOMES, Condition, Entry

# Names too may look like a formula or carry its mark.
names = st.from_regex(r"(['=+@]{0,2})[a-z][a-z0-9]*(_[a-z0-9]+)*", fullmatch=True).filter(
    lambda name: fold_name(name) not in {fold_name(fixed) for fixed in FIXED_COLUMNS}
)
plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
# What a spreadsheet may take for a formula, with its mark and without.
texts = plain | st.builds(
    str.__add__, st.from_regex(r"'{0,3}[=+\-@\t\r\n＝]", fullmatch=True), plain
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
# No zone of today is off by less than a minute, and not every library reads such a one.
zones = st.integers(-1380, 1380).map(lambda n: dt.timezone(dt.timedelta(minutes=n)))
times = st.datetimes(timezones=zones).filter(lambda time: 1 < time.year < 9999)


@st.composite
def diaries(draw: st.DrawFn) -> list[Entry]:
    persons = st.none() | texts.map(str.strip).filter(bool)
    outcomes = draw(st.lists(names, min_size=1, max_size=4, unique_by=fold_name))
    keys = draw(st.lists(st.tuples(persons, st.dates()), min_size=1, max_size=8, unique=True))
    entries = [
        Entry(
            date=date,
            condition=draw(st.none() | st.sampled_from(Condition)),
            scores={
                name: draw(st.floats(0, 10) if name in STANDARD_OUTCOMES else numbers)
                for name in outcomes
                if draw(st.booleans())
            },
            used_mat=draw(st.none() | st.booleans()),
            minutes=draw(st.none() | st.floats(0, 1440)),
            rescue_medication=draw(st.none() | st.booleans()),
            skin_harm=draw(st.none() | st.booleans()),
            note=draw(texts),
            recorded_at=draw(st.none() | times),
            changed_at=draw(st.none() | times),
            person=person,
        )
        for person, date in keys
    ]
    return sorted(
        entries, key=lambda entry: (entry.person is not None, entry.person or "", entry.date)
    )

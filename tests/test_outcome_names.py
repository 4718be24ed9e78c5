import pytest

from mat_trial.files.names import FIXED_COLUMNS, clean_name, name_problem


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("  ", "is empty"),
        *((name.replace("_", " ").title(), "needs itself") for name in FIXED_COLUMNS),
        ("usedmat", "needs itself"),
        ("Sleep", "one of the three"),
        ("neck-stiffness", "more than once"),
        ("a" * 25, "too long"),
        ("10 minutes", "name of a column"),
        ("a,b", "name of a column"),
        ("a=b", "name of a column"),
        ("stiff- ness", "name of a column"),
    ],
)
def test_a_name_that_a_diary_could_not_keep_is_refused(name: str, wrong: str) -> None:
    problem = name_problem(name, ["Neck stiffness"])
    assert problem is not None
    assert wrong in problem.wrong


@pytest.mark.parametrize("name", ["Stress", "neck stiffness", "Müdigkeit", "headache 2", "ñame"])
def test_other_names_are_taken(name: str) -> None:
    assert name_problem(name, ["Hip stiffness"]) is None
    assert clean_name(name) == clean_name(clean_name(name))

"""The environment names the language where nobody has chosen one."""

import pytest

from mat_trial.cli.main import run
from mat_trial.language import VARIABLE, LanguageError, language, speaking


def test_the_environment_names_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "es")
    assert language() == "es"
    with speaking("de"):
        assert language() == "de"
    monkeypatch.setenv(VARIABLE, "")
    assert language() == "en"


def test_a_language_that_is_not_there_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "fr")
    with pytest.raises(LanguageError, match="MAT_TRIAL_LANGUAGE"):
        language()
    with pytest.raises(SystemExit) as ended:
        run()
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    assert "MAT_TRIAL_LANGUAGE: there is no language 'fr'. Allowed: en, de, es." in said.err

"""How the app is to be, in the diary file: kept beside the trials and no part of them."""

from sqlalchemy import delete, insert, select

from mat_trial.diary.opened import OpenedDiary
from mat_trial.diary.schema import setting


class SettingCalls(OpenedDiary):
    """What a diary does with the person's choices about the app itself."""

    def setting(self, name: str) -> str | None:
        """Return what was chosen under this name; None where nothing was.

        Parameters
        ----------
        name
            What the choice is about.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.setting("language") is None
        True
        """
        with self._reading() as (connection, _trial):
            chosen = select(setting.c.value).where(setting.c.name == name)
            value: str | None = connection.execute(chosen).scalar_one_or_none()
            return value

    def keep_setting(self, name: str, value: str) -> None:
        """Keep what was chosen, in place of any earlier choice.

        Parameters
        ----------
        name
            What the choice is about.
        value
            The choice.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.keep_setting("language", "de")
        ...     diary.setting("language")
        'de'
        """
        with self._writing(past=True) as (connection, _trial):
            connection.execute(delete(setting).where(setting.c.name == name))
            connection.execute(insert(setting).values(name=name, value=value))

"""Write `docs/reliability.md` from the figures of the last runs.

``uv run benchmarks/reliability.py`` collects them; ``--run`` makes them first, which takes
long: the program is killed some 500 times, a million damaged files are read, the pages are
opened on a diary of five years, and files as large as may be are judged.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "docs" / "reliability"
PAGE = ROOT / "docs" / "reliability.md"
PARTS = {
    "kills": "kill_storage.py",
    "fuzz": "fuzz_readers.py",
    "load": "load_pages.py",
    "large": "big_diary.py",
}

PROMISES = (
    (
        "What was said to be saved is there, even if the program is killed the moment after; of "
        "what was going on then, all or nothing.",
        ("fire/test_kills.py::test_a_killed_program_leaves_all_that_it_said_was_done",),
    ),
    (
        "Two windows, processes or threads lose none of each other's changes; the one that is "
        "behind is told.",
        (
            "test_diary_at_once.py::test_processes_lose_no_change",
            "test_diary_at_once.py::test_threads_that_change_one_day_lose_no_change",
            "test_diary_at_once.py::test_two_windows_see_each_others_change_of_one_day",
            "test_diary_at_once.py::test_a_reader_never_sees_half_a_change",
        ),
    ),
    (
        "A full disk, or one that may only be read, is told in a sentence, and nothing is half "
        "done.",
        (
            "fire/test_disk.py::test_a_full_disk_loses_nothing_and_is_told",
            "fire/test_disk.py::test_a_disk_that_may_only_be_read_is_told",
            "fire/test_disk.py::test_a_folder_of_another_user_is_told",
            "fire/test_disk.py::test_a_file_that_may_not_grow_keeps_every_day_that_was_saved",
            "test_diary_file.py::test_a_diary_that_another_program_holds",
        ),
    ),
    (
        "A file that is damaged, cut short, gone or another program's is never overwritten. The "
        "app offers the last whole backup by one button, and keeps what was there.",
        (
            "fire/test_spoiled.py::test_a_diary_cut_anywhere_is_refused_and_goes_back_to_its_backup",
            "fire/test_spoiled.py::test_noise_anywhere_is_refused_or_harmless",
            "fire/test_spoiled.py::test_a_log_beside_nothing_is_kept_with_the_backup_put_in_place",
            "fire/test_spoiled.py::test_no_empty_diary_is_begun_beside_backups_of_a_full_one",
            "pages/test_rescue.py::test_one_button_goes_on_with_the_last_backup_and_keeps_what_was_there",
            "pages/test_rescue.py::test_a_locked_backup_goes_on_by_its_passphrase",
            "fire/test_spoiled_locked.py::test_a_damaged_diary_goes_back_to_a_backup_of_the_other_kind",
        ),
    ),
    (
        "A diary of every older version is backed up, then brought up to date with all it holds; "
        "one of a newer version is refused.",
        (
            "test_diary_versions.py::test_a_diary_of_every_version_keeps_all_it_holds",
            "test_diary_versions.py::test_the_diary_as_it_was_is_backed_up_first",
            "test_diary_versions.py::test_a_diary_of_a_newer_version_is_refused",
            "pages/test_rescue.py::test_a_newer_diary_is_refused_and_no_older_one_offered",
        ),
    ),
    (
        "A clock that goes back, is changed twice a year or travels loses no day and calls none "
        "late that is not.",
        (
            "fire/test_clock.py::test_the_nights_when_clocks_change_make_nothing_late",
            "fire/test_clock.py::test_midnight_is_the_persons_own",
            "fire/test_clock.py::test_a_traveller_is_late_by_the_clock_where_it_was_written",
            "fire/test_clock.py::test_a_clock_that_goes_back_loses_nothing_and_keeps_the_order",
            "fire/test_clock.py::test_a_clock_that_goes_back_throws_no_new_backup_away",
            "fire/test_clock.py::test_today_is_the_day_where_the_browser_is",
        ),
    ),
    (
        "No file, however broken, ends in a traceback, hangs or is half taken in.",
        ("files/test_fuzz.py",),
    ),
    (
        "However large a file of many people's diaries is, up to 200 MB, it is judged in the same "
        "memory, and leaves nothing behind.",
        (
            "files/test_large.py::test_a_file_read_in_small_pieces_is_the_same",
            "files/test_large.py::test_all_problems_are_told_alike_however_small_the_pieces",
            "files/test_large.py::test_many_days_lie_in_a_file_without_a_name_until_they_are_wanted",
            "files/test_large.py::test_a_full_disk_costs_memory_and_no_day",
            "test_reliability.py::test_a_file_of_any_size_took_the_same_memory",
        ),
    ),
    (
        "However long the diary has grown, a page asks no more of it for the trials that are "
        "over, makes no file before it is asked for, and draws no long table before it is opened.",
        (
            "pages/test_light_runs.py::test_a_page_asks_no_more_of_the_diary_after_more_trials",
            "pages/test_light_runs.py::test_no_file_is_made_before_it_is_asked_for",
            "pages/test_light_runs.py::test_no_table_of_a_picture_is_drawn_before_it_is_opened",
        ),
    ),
)

NOT_PROMISED = """\
## Not promised

- **Power failure** cannot be tried by killing a program. The diary asks SQLite to wait for the
  disk at each save (`synchronous = FULL`); a disk that says it has written, and has not, can still
  lose the last days.
- **A changed byte inside a note or a score** that leaves the file in order is not noticed: the
  file has no checksums, unless it is locked by a passphrase.
{unkilled}\
- **One disk.** Backups lie beside the diary. Against a lost computer helps only a copy elsewhere:
  `mat-trial backup --out FILE`.
"""


UNKILLED = "- **Locking and unlocking** the diary are not among what was killed here.\n"
PAGES = {
    "today": "Today",
    "plan": "Plan",
    "diary": "Diary",
    "verdict": "Verdict",
    "mats": "What is known about mats",
    "phone": "Use it on your phone",
    "about": "What this program is, and is not",
}


def write_page(
    kills: Mapping[str, Any],
    fuzz: Mapping[str, Any] | None,
    load: Mapping[str, Any] | None,
    large: Mapping[str, Any] | None,
) -> str:
    """Return the page.

    Parameters
    ----------
    kills
        From ``kill_storage.py``.
    fuzz
        From ``fuzz_readers.py``; None where it was not run.
    load
        From ``load_pages.py``; None where it was not run.
    large
        From ``big_diary.py``; None where it was not run.
    """
    rows = "\n".join(
        f"| {promise} | {', '.join(f'`{test}`' for test in tests)} |"
        for promise, tests in PROMISES
    )
    parts = [
        "# What is promised of the diary, and how it is tested\n",
        "From whom the diary is kept is in [threat-model.md](threat-model.md).\n",
        f"| promise | held by, in `tests/` |\n|---|---|\n{rows}\n",
        "## The last long runs\n",
        _tell_kills(kills),
        _tell_fuzz(fuzz),
        _tell_load(load),
        _tell_large(large),
        NOT_PROMISED.format(unkilled="" if "lock" in kills["killed_in"] else UNKILLED),
        "Written by `uv run benchmarks/reliability.py` from `docs/reliability/*.json`; with "
        "`--run` it makes them anew.\n",
    ]
    return "\n".join(parts)


def _tell_kills(kills: Mapping[str, Any]) -> str:
    rows = "\n".join(
        f"| {kind.replace('_', ' ')} | {ended['kills']} | {ended.get('taken_back', 0)} "
        f"| {ended.get('carried_through', 0)} |"
        for kind, ended in kills["killed_in"].items()
    )
    return (
        f"**{kills['kills']} kills** (SIGKILL at a random moment of a random call; "
        f"`benchmarks/kill_storage.py`, seed {kills['seed']}, Python {kills['python']}, SQLite "
        f"{kills['sqlite']}, {kills['system']}). Before them {kills['calls_done']:,} calls were "
        f"done, with {kills['days_written']:,} days.\n\n"
        f"- Days lost: {kills['days_lost']}. Other findings: {len(kills['findings'])}.\n"
        f"{_list_findings(kills['findings'])}"
        f"- Backups read in full: {kills['backups_read']:,}; not whole: "
        f"{kills['backups_not_whole']}.\n"
        f"- Unfinished files left at most by one diary's kills: {kills['leftovers_most']}; after "
        f"a day and the next backup and restore: {kills['leftovers_after_a_day']}.\n\n"
        "| killed in | kills | nothing of it was done | all of it was done |\n|---|---|---|---|\n"
        f"{rows}\n\n"
        "Where a call changes nothing that can be seen, as opening does, it counts as done.\n"
    )


def _list_findings(findings: list[str]) -> str:
    return "".join(f"  - {finding}\n" for finding in findings)


def _tell_fuzz(fuzz: Mapping[str, Any] | None) -> str:
    if fuzz is None:
        return "Damaged files for the readers: not run yet.\n"
    rows = "\n".join(
        f"| {reader} | {counted['inputs']:,} | {counted['read']:,} |"
        for reader, counted in fuzz["readers"].items()
    )
    return (
        f"**{fuzz['inputs']:,} damaged files** (`benchmarks/fuzz_readers.py`, seed "
        f"{fuzz['seed']}): {fuzz['failures']} failures; the slowest took "
        f"{fuzz['slowest_seconds']} s of the processor.\n\n"
        f"| reader | files | of them read as whole |\n|---|---|---|\n{rows}\n"
    )


def _tell_load(load: Mapping[str, Any] | None) -> str:
    if load is None:
        return "The pages on a diary of five years: not measured yet.\n"
    diary, machine, at_once = load["diary"], load["machine"], load["at_once"]
    rows = "\n".join(
        f"| {PAGES[page]} | {trial} | {_seconds(told['script'])} | {_seconds(told['drawn'])} |"
        for trial, pages in load["pages"].items()
        for page, told in pages.items()
    )
    steps = "\n".join(f"| {step} | {_seconds(told)} |" for step, told in at_once["steps"].items())
    return (
        f"**A diary of five years**: {diary['days']:,} days in {diary['trials']} trials, "
        f"{diary['changes']:,} changes, {diary['notes']:,} notes, {diary['megabytes']} MB "
        f"(`benchmarks/load_pages.py`). Each page was opened {load['runs']} times by a click in "
        "Chromium, after one visit to warm up. *Script* is what the server took to make the page; "
        "*until drawn* runs from the click to the last thing put on screen, the script and the "
        "browser's own work included. Seconds by the clock on the wall, the middle one of the "
        "visits, and in brackets the shortest and the longest.\n\n"
        f"| page | trial | script | until drawn |\n|---|---|---|---|\n{rows}\n\n"
        f"Then {at_once['browsers']} browsers took each step at the same instant, server and "
        f"browsers on the one machine. Each saved a day of its own: {at_once['told_saved']} were "
        f"told so, {at_once['lost']} lost, {at_once['disturbed']} other days changed.\n\n"
        f"| step of {at_once['browsers']} browsers at once | until drawn |\n|---|---|\n{steps}\n\n"
        f"Measured on {machine['cores']} cores ({machine['processor']}, {machine['system']}; "
        f"before it began {machine['busy']} programs were at work at a time, so that "
        "above 0.5 these are the figures of a busy machine), Python "
        f"{machine['python']}, Streamlit {machine['streamlit']}, Chromium "
        f"{machine['chromium']} without a graphics card.\n"
    )


def _tell_large(large: Mapping[str, Any] | None) -> str:
    if large is None:
        return "Files as large as may be: not measured yet.\n"
    rows = "\n".join(
        f"| {file['text']} | {file['megabytes']:.0f} | {file['people']:,} "
        f"| {file['first_seconds']:.0f} | {file['peak_megabytes']} |"
        for file in large["files"]
    )
    return (
        "**Large files** for `mat-trial verdict --json` (`benchmarks/big_diary.py`): many "
        f"people's {large['days']} days each, the rows in the order of the days. A file is read "
        "and checked whole before anything is printed, but only some of it is in memory at a "
        "time: its days lie sorted in a temporary file without a name, and are judged a few "
        "people at a time. Where the disk has no room for that, they stay in memory. What is "
        "measured is the most memory the command ever took, and the time until it printed its "
        "first verdict, or all problems.\n\n"
        "| file | MB | people | seconds | MB of memory at most |\n|---|---|---|---|---|\n"
        f"{rows}\n"
    )


def _seconds(told: Mapping[str, float]) -> str:
    return f"{told['median']:.2f} ({told['least']:.2f} to {told['most']:.2f})"


def read_figures(name: str) -> dict[str, Any] | None:
    """Read the figures of one part; None where there are none."""
    path = FIGURES / f"{name}.json"
    if not path.exists():
        return None
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return figures


def main() -> None:
    """Run the parts where that is asked, and write the page."""
    if "--run" in sys.argv[1:]:
        for script in PARTS.values():
            subprocess.run([sys.executable, str(ROOT / "benchmarks" / script)], check=True)
    kills = read_figures("kills")
    if kills is None:
        sys.exit("There are no figures of kills yet: run benchmarks/kill_storage.py first.")
    PAGE.write_text(
        write_page(kills, *(read_figures(part) for part in PARTS if part != "kills")),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

"""A chart as a file of its own: with its title, on its own ground, and its table in UTF-8."""

import io
import struct

import polars as pl

from mat_trial.charts import draw_cycles, write_csv, write_png, write_svg
from mat_trial.charts.files import MARGIN, PNG_SCALE, WIDTH
from mat_trial.charts.theme import LIGHT
from mat_trial.model import PAIN
from mat_trial.results import CyclePair

CYCLES = [CyclePair(cycle=n, mat=3.0 + n / 4, no_mat=5.0) for n in range(6)]


def test_an_svg_stands_alone() -> None:
    card = draw_cycles(CYCLES, PAIN)
    drawn = write_svg(card).decode()
    assert card.title in drawn
    assert LIGHT.page in drawn, "a ground of its own"
    assert f'width="{WIDTH}"' in drawn
    assert "http" not in drawn.replace("http://www.w3.org", "")


def test_a_png_is_sharp() -> None:
    drawn = write_png(draw_cycles(CYCLES, PAIN))
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == PNG_SCALE * WIDTH
    assert height > PNG_SCALE * (200 + MARGIN)


def test_a_table_holds_no_formula_that_a_spreadsheet_would_work_out() -> None:
    table = pl.DataFrame({"Note": ["=1+1", "warm", None], "@score": [-1, 2, 3]})
    written = write_csv(table).decode("utf-8-sig").splitlines()
    assert written == ["Note,'@score", "'=1+1,-1", "warm,2", ",3"]


def test_a_table_reads_back_as_it_was_shown() -> None:
    table = draw_cycles(CYCLES, PAIN).table
    written = write_csv(table)
    assert written.startswith("\ufeff".encode())
    assert pl.read_csv(io.BytesIO(written), infer_schema=False).equals(table)

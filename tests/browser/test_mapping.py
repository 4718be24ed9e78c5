"""Another app's file on a phone: its columns chosen, its rows seen, its days taken in."""

import datetime as dt

from playwright.sync_api import FilePayload, expect

from browser.serving import StartServer
from browser.test_opened import look
from browser.watching import ColorScheme, OpenPage, wait_until_idle

OTHER = (
    b"Datum;Schmerz;Schlaf;Gruppe;Bemerkung\n"
    b"04.01.2027 21:30;4;6,5;Matte;*warm*\n"
    b"05.01.2027 21:00;NA;7;ohne Matte;\n"
    b"06.01.2027 20:45;3,5;8;ohne Matte;kalt\n"
    b"someday;10;1;ohne Matte;\n"
)


FILE = FilePayload(name="app.csv", mimeType="text/csv", buffer=OTHER)
SIZES: tuple[tuple[int, int, ColorScheme], ...] = (
    (1280, 800, "light"),
    (390, 844, "dark"),
    (390, 844, "light"),
)


def test_another_apps_file_is_mapped_on_a_phone_and_on_a_wide_screen(
    server: StartServer, page_at: OpenPage
) -> None:
    url = server(dt.date(2027, 1, 7)).url
    for width, height, scheme in SIZES:
        page = page_at(width, height, scheme)
        page.goto(url)
        wait_until_idle(page)
        page.get_by_role("link", name="Diary").click()
        wait_until_idle(page)
        page.locator("input[type=file]").set_input_files(FILE)
        wait_until_idle(page)
        expect(page.get_by_text("Still to choose:")).to_be_visible()
        look(page, f"mapping-asked-{width}-{scheme}")
        page.get_by_text("Day, month, year").click()
        wait_until_idle(page)
        page.get_by_text("Leave out the time of day").click()
        wait_until_idle(page)
        expect(page.get_by_text("'someday' is no date")).to_be_visible()
        look(page, f"mapping-problems-{width}-{scheme}")
        page.get_by_role("button", name="line 5").click()
        wait_until_idle(page)
        expect(page.get_by_role("button", name="Take in 3 days")).to_be_visible()
        look(page, f"mapping-settled-{width}-{scheme}")
        if (width, scheme) == (390, "light"):
            page.get_by_role("button", name="Take in 3 days").click()
            expect(page.get_by_text("3 days added.")).to_be_visible()

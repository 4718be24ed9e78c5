"""From the first page to the last day: nobody is shut out of any of their faces."""

from browser.faces import DAILY_FACES, TODAY
from browser.serving import StartServer
from browser.walking import walk
from browser.watching import OpenPage


def test_no_face_of_these_pages_shuts_anybody_out(server: StartServer, page_at: OpenPage) -> None:
    assert walk(server(TODAY), page_at(390, 844), DAILY_FACES) == []

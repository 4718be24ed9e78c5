"""A locked plan, the diary, the verdict and what is told besides: nobody is shut out of them."""

from browser.faces import LATER_FACES, TODAY
from browser.serving import StartServer
from browser.walking import walk
from browser.watching import OpenPage


def test_no_face_of_these_pages_shuts_anybody_out(server: StartServer, page_at: OpenPage) -> None:
    assert walk(server(TODAY), page_at(390, 844), LATER_FACES) == []

from browser.serving import StartServer
from browser.watching import OpenPage, wait_until_idle


def test_a_page_opens_by_its_own_address(server: StartServer, page_at: OpenPage) -> None:
    """As from a bookmark; `page_at` fails where the browser's console shows an error."""
    page = page_at(1280, 800)
    page.goto(f"{server().url}/verdict")
    wait_until_idle(page)
    page.get_by_role("heading", name="There is nothing to judge yet").wait_for()
    assert page.title() == "Verdict · Mat Trial"

from browser.serving import StartServer
from browser.watching import OpenPage, check_accessibility, take_screenshot, wait_until_idle


def test_the_first_page_opens_and_shuts_nobody_out(server: StartServer, page_at: OpenPage) -> None:
    url = server().url
    for width, height in ((390, 844), (1280, 800)):
        for color_scheme in ("light", "dark"):
            page = page_at(width, height, color_scheme)
            page.goto(url)
            wait_until_idle(page)
            take_screenshot(page, f"first-{width}-{color_scheme}")
            assert check_accessibility(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_page_opens_by_its_own_address(server: StartServer, page_at: OpenPage) -> None:
    """As from a bookmark; `page_at` fails where the browser's console shows an error."""
    page = page_at(1280, 800)
    page.goto(f"{server().url}/verdict")
    wait_until_idle(page)
    page.get_by_role("heading", name="There is nothing to judge yet").wait_for()
    assert page.title() == "Verdict · Mat Trial"

"""The pages of pictures as a browser shows them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from flake8_runs import ROOT

from flake8_cb.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="needs Chromium and its driver: apt-get install chromium chromium-driver",
)

#: Without the network and a sandbox, which a container forbids.
OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

DESKTOP, PHONE = (1280, 800), (390, 844)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for each in (*OPTIONS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(each)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    # With the driver named, selenium looks for none on the network.
    driver = Chrome(options=options, service=Service(executable_path=DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "lifecycle.html"
    assert main(["picture", str(ROOT / "examples"), "-o", str(path)]) == 0
    return path


def show(browser: Chrome, page: Path, size: tuple[int, int] = DESKTOP, scheme: str = "light", at: str = "") -> None:
    """Load the page anew in a window of that size; ``at`` is the part of its address behind the #."""
    screen = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    # Without motion, so that what scrolls is there at once.
    wanted = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    features = [{"name": name, "value": value} for name, value in wanted.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get("about:blank")
    browser.get(f"{page.as_uri()}{at}")


#: What of a page is to be seen, asked for at once.
VISIBLE = """
    return [...document.querySelectorAll(arguments[0])].filter((each) => each.getClientRects().length
        && each.textContent.includes(arguments[1]));
"""


def steps(browser: Chrome, text: str = "") -> list[WebElement]:
    """The steps that are to be seen, with that text."""
    found: list[WebElement] = browser.execute_script(VISIBLE, "a.step", text)
    return found


def lines(browser: Chrome, name: str = "chosen") -> list[str]:
    """The source lines of a class, as text."""
    return [each.text for each in browser.execute_script(VISIBLE, f".line.{name}", "")]


def chosen_steps(browser: Chrome) -> list[str]:
    """What the steps say that are marked as chosen."""
    return [each.text.splitlines()[0] for each in browser.execute_script(VISIBLE, "a.step[aria-current]", "")]


def headings(browser: Chrome) -> list[str]:
    """The files that are to be seen."""
    return [each.text for each in browser.execute_script(VISIBLE, "h2", "")]


def file_named(browser: Chrome, name: str) -> str:
    """The address at which the page shows a file."""
    (section,) = browser.find_elements("css selector", f'section[aria-label="{name}"]')
    return f"#{section.get_attribute('id')}:"


def is_inside(browser: Chrome, inner: str, outer: str) -> bool:
    """Reports whether the first element of a selector lies within the visible part of another."""
    script = """
        const [inner, outer] = [...arguments].map((selector) => [...document.querySelectorAll(selector)]
            .find((each) => each.getClientRects().length).getBoundingClientRect());
        return inner.top >= outer.top && inner.bottom <= outer.bottom && outer.bottom <= innerHeight + 1;
    """
    return bool(browser.execute_script(script, inner, outer))


def luminance(browser: Chrome, selector: str, of: str) -> float:
    """How light a colour of an element is, from 0 to 255."""
    script = """
        const element = [...document.querySelectorAll(arguments[0])].find((each) => each.getClientRects().length);
        return getComputedStyle(element)[arguments[1]].match(/[\\d.]+/g).slice(0, 3).map(Number);
    """
    red, green, blue = browser.execute_script(script, selector, of)
    return 0.3 * red + 0.59 * green + 0.11 * blue


def test_step_shows_its_code(browser: Chrome, page: Path) -> None:
    show(browser, page)
    show(browser, page, at=file_named(browser, "forks_bad.py"))
    assert headings(browser) == ["forks_bad.py"]
    (upsert,) = steps(browser, "Bucket.upsert()")
    upsert.click()
    assert upsert.get_attribute("aria-current") == "step"
    (chosen,) = lines(browser)
    assert "bucket.upsert(" in chosen
    assert [each.text for each in browser.execute_script(VISIBLE, ".detail", "")] == [
        "Bucket.upsert()\nline 12 · load() · child 1 · in a loop · inherited"
    ]
    assert browser.current_url.endswith(":12")
    (finding,) = steps(browser, "CB102")
    finding.click()
    (chosen,) = lines(browser)
    assert "worker.start()" in chosen
    assert chosen_steps(browser) == finding.text.splitlines()[:1]


def test_calls_that_lead_to_a_step_are_shown(browser: Chrome, page: Path) -> None:
    show(browser, page)
    show(browser, page, at=file_named(browser, "multiples_bad.py"))
    steps(browser, "Collection.get()")[0].click()
    assert [each.split()[0] for each in lines(browser, "way")] == ["23", "27"]


def test_keys_go_from_step_to_step(browser: Chrome, page: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, page)
    show(browser, page, at=file_named(browser, "forks_bad.py"))
    first = steps(browser)[0]
    first.send_keys(Keys.ENTER)
    assert lines(browser)[0].startswith("7")
    first.send_keys(Keys.ARROW_DOWN)
    assert lines(browser)[0].startswith("18")
    browser.switch_to.active_element.send_keys(Keys.ARROW_UP)
    assert lines(browser)[0].startswith("7")


def test_line_chooses_its_step(browser: Chrome, page: Path) -> None:
    show(browser, page)
    show(browser, page, at=file_named(browser, "forks_bad.py"))
    (line,) = browser.execute_script(VISIBLE, ".line", "worker.join()")
    line.click()
    assert chosen_steps(browser) == ["Process.join() waits for child 1"]


def test_address_chooses_file_and_line(browser: Chrome, page: Path) -> None:
    show(browser, page)
    show(browser, page, at=f"{file_named(browser, 'web_bad.py')}17")
    assert [each.split()[0] for each in lines(browser)] == ["17"]


def test_choice_shows_another_file(browser: Chrome, page: Path) -> None:
    from selenium.webdriver.support.select import Select

    show(browser, page)
    Select(browser.find_element("id", "choice")).select_by_visible_text("closing_bad.py (1 finding)")
    assert headings(browser) == ["closing_bad.py"]


def test_dark_and_light(browser: Chrome, page: Path) -> None:
    for scheme, background_is_dark in (("light", False), ("dark", True)):
        show(browser, page, scheme=scheme)
        for selector in ("body", ".scene", ".code"):
            assert (luminance(browser, selector, "backgroundColor") < 70) is background_is_dark
        for selector, of in (
            ("body", "color"),
            (".step .where", "color"),
            (".line code", "color"),
            ("svg .life", "stroke"),
        ):
            distance = abs(luminance(browser, selector, of) - luminance(browser, ".scene", "backgroundColor"))
            assert distance > 80, (scheme, selector)


def test_phone_shows_all_within_its_width(browser: Chrome, page: Path) -> None:
    show(browser, page, PHONE)
    addresses = [each.get_attribute("value") for each in browser.find_elements("css selector", "option")]
    for address in addresses:
        browser.execute_script("location.hash = arguments[0]", f"#{address}:")
        width, window = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert width <= window == PHONE[0]


def test_phone_keeps_the_code_in_sight(browser: Chrome, page: Path) -> None:
    show(browser, page, PHONE, "dark")
    show(browser, page, PHONE, "dark", file_named(browser, "forks_bad.py"))
    step = steps(browser, "Process.join()")[0]
    browser.execute_script("arguments[0].scrollIntoView({block: 'start'})", step)
    step.click()
    assert is_inside(browser, ".line.chosen", ".source")
    assert is_inside(browser, "a.step[aria-current]", "body")


def test_without_scripts_links_still_lead_to_the_code(browser: Chrome, page: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show(browser, page)
        (step,) = [each for each in browser.find_elements("css selector", "a.step") if "CB503" in each.text]
        step.click()
        assert browser.current_url.endswith("#f0-l15")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_nothing_is_asked_for_and_nothing_fails(browser: Chrome, page: Path) -> None:
    browser.get_log("performance")
    browser.get_log("browser")
    show(browser, page)
    steps(browser)[0].click()
    asked = [
        each["message"] for each in browser.get_log("performance") if "Network.requestWillBeSent" in each["message"]
    ]
    assert asked
    assert all("file://" in each or "about:blank" in each or "data:" in each for each in asked)
    assert not [each for each in browser.get_log("browser") if each["level"] in ("WARNING", "SEVERE")]


def test_text_of_a_program_is_no_code_of_the_page(browser: Chrome, tmp_path: Path) -> None:
    program = tmp_path / "hostile.py"
    program.write_text(
        "# </script><script>document.title = 'bad'</script>\nfrom couchbase.bucket import Bucket\n"
        "b = Bucket('couchbase://h/\"><img src=x onerror=\"document.title = 1\">')\nb.get('x')\n"
    )
    output = tmp_path / "page.html"
    assert main(["picture", str(program), "-o", str(output)]) == 0
    show(browser, output)
    steps(browser, "opens")[0].click()
    assert browser.title.endswith("hostile.py · connections")
    assert not browser.find_elements("css selector", "img")

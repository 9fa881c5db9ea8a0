"""Counts what a person does with mouse and keyboard.

A press is a click and each letter a key; a file is two clicks, one to open the dialog and one on the file.
"""

from dataclasses import dataclass

from playwright.sync_api import FilePayload, Locator, Page


@dataclass
class Hands:
    """The hands of all who work on one case, and how often it went from one person to another."""

    clicks: int = 0
    keys: int = 0
    hand_overs: int = 0

    def click(self, found: Locator) -> None:
        self.clicks += 1
        found.click()

    def go(self, page: Page, found: Locator) -> None:
        """Presses what leads to another page."""
        with page.expect_navigation():
            self.click(found)

    def type(self, found: Locator, text: str) -> None:
        """Goes into the field with a click, if the cursor is not there already, and types."""
        if not found.evaluate("one => one === document.activeElement"):
            self.click(found)
        self.keys += len(text)
        found.press_sequentially(text)

    def enter(self, page: Page, found: Locator) -> None:
        self.keys += 1
        with page.expect_navigation():
            found.press("Enter")

    def choose(self, found: Locator, file: FilePayload) -> None:
        self.clicks += 2
        found.set_input_files(file)

    def choose_all(self, found: Locator, files: list[FilePayload]) -> None:
        """One click opens the dialog, one marks each file, and one takes them."""
        self.clicks += 2 + len(files)
        found.set_input_files(files)


def sign_on(page: Page) -> None:
    """Whoever receives the letter draws a stroke on the pad."""
    pad = page.locator("[data-pad] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 60)
    page.mouse.up()

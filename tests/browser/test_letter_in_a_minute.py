"""From a listing to the PDF of a letter in under a minute: keys and clicks are counted, in a real browser."""

import pytest
from letters_in_browser import press_pdf, text_of

pytestmark = pytest.mark.browser
CHARACTERS_A_MINUTE = 200  # 40 words of five
CLICK = 1.5  # seconds for a click, the hand's way to the mouse and back in it


@pytest.fixture
def listing(acupuncturist):
    """The page of whom letters are written to."""
    return f"/practitioners/{acupuncturist}"


class Hand:
    """Types and clicks as a physician does, and counts it."""

    def __init__(self, page):
        self.page, self.typed, self.clicks = page, 0, 0

    def type(self, field, text):
        self.page.locator(f"#{field}").fill(text)
        self.typed += len(text) + 1  # and Tab to the next

    def press(self, keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.typed += len(keys)

    def click(self, locator):
        locator.click()
        self.clicks += 1

    @property
    def seconds(self):
        """How long it takes at 40 words a minute."""
        return self.typed / CHARACTERS_A_MINUTE * 60 + self.clicks * CLICK


@pytest.mark.parametrize("width", [360, 1280])
def test_from_a_listing_to_the_pdf_under_a_minute_of_typing(visit, listing, width, capsys):
    page = visit(listing, width=width)
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Write a referral letter"))
    hand.type("patient_name", "María Nguyễn")
    hand.type("born_on", "3/15/1958")
    hand.click(page.get_by_label("M54.50 Low back pain, unspecified"))
    hand.type("began", "6 months")
    hand.type("tried", "PT 8 weeks, naproxen: little relief")
    hand.click(page.get_by_label("I looked for all of these"))
    hand.click(page.locator("label[for=has_anticoagulant-2]"))
    hand.press(["Tab", *"apixaban", "Tab", *"NNNNNNNNNNNN"])
    hand.type("sender_name", "Ruth Okafor")
    hand.type("credentials", "MD")
    hand.type("fax", "6195550112")
    hand.clicks += 1
    text = text_of(press_pdf(page))
    for fact in (
        "María Nguyễn",
        "Mar 15, 1958",
        "M54.50",
        "26 weeks",
        "PT 8 weeks",
        "YES",
        "apixaban",
        "Ruth Okafor, MD",
        "Reply slip",
    ):
        assert fact in text, fact
    assert "NOT KNOWN" not in text
    with capsys.disabled():
        print(
            f"\n  from the listing to the PDF: {hand.typed} keys, {hand.clicks} clicks: "
            f"{hand.seconds:.0f} s at 40 words a minute, {CLICK} s a click"
        )
    assert hand.typed / CHARACTERS_A_MINUTE < 1 and hand.seconds < 60

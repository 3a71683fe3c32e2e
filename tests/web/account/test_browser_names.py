"""The list of sessions tells people which browser each is, so that they know the one that is not theirs."""

import pytest

from directory.web.account.browser_names import browser_name

MOZILLA, CHROMIUM = "Mozilla/5.0 ", "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("(Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox, Windows"),
        (f"(Windows NT 10.0; Win64; x64) {CHROMIUM} Edg/140.0.0.0", "Edge, Windows"),
        (f"(Macintosh; Intel Mac OS X 10_15_7) {CHROMIUM}", "Chrome, Macintosh"),
        (f"(Linux; Android 10; K) {CHROMIUM}", "Chrome, Android"),
        (f"(X11; Linux x86_64) {CHROMIUM}", "Chrome, Linux"),
        (f"(iPhone; CPU iPhone OS 18_6 like Mac OS X) {SAFARI}", "Safari, iPhone"),
        (f"(iPad; CPU OS 18_6 like Mac OS X) {SAFARI}", "Safari, iPad"),
        ("(compatible; Something/1.0; Windows)", "Windows"),
    ],
)
def test_a_browser_is_called_as_people_know_it(user_agent, name):
    """Edge calls itself Chrome too, Chrome Safari, and Android Linux."""
    assert browser_name(MOZILLA + user_agent) == name


def test_one_that_does_not_say_what_it_is_is_a_browser(own_app):
    with own_app.test_request_context():
        assert browser_name("curl/8.0") == browser_name("") == "A browser"

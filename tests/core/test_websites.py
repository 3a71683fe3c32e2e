"""A web address is read as people write it, or refused."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.core.websites import LONGEST_WEBSITE, website


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" www.example.com ", "https://www.example.com"),
        ("HTTP://Example.COM/", "http://example.com"),
        ("https://example.com/about/?lang=es#top", "https://example.com/about/?lang=es"),
        ("example.com.", "https://example.com"),
        ("münchen.example", "https://xn--mnchen-3ya.example"),
    ],
)
def test_a_web_address_is_read_as_people_write_it(text, address):
    assert website(text) == address
    assert website(address) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "N/A", "none", "example", "https://", "info@example.com", "https://ana@example.com"),
        *("javascript:alert(1)", "data:text/html,hi", "ftp://example.com", "//example.com", "https:example.com"),
        *("http://127.0.0.1/", "http://0x7f.1", "http://[::1]/", "http://[::1", "example.com:8080"),
        *('https://example.com/"onclick', "https://exa mple.com", "https://example.com/\nx", "example.com\\@evil.com"),
        f"example.com/{'x' * LONGEST_WEBSITE}",
    ],
)
def test_what_is_no_website_is_refused(text):
    with pytest.raises(ValueError, match="not the address of a website"):
        website(text)


@given(text=st.text() | st.from_regex(r"(https?://)?[a-z.@:\\/\[\]%?#-]+", fullmatch=True))
@example("https://[")
@example("\u2100.example")
def test_whatever_is_written_it_is_a_page_of_the_web_or_refused(text):
    try:
        parts = urlsplit(website(text))
    except ValueError as refused:
        assert "not the address of a website" in str(refused)
    else:
        assert parts.scheme in ("http", "https")
        assert parts.username is None
        assert parts.netloc == parts.hostname
        assert not set(parts.geturl()) & set("\"'<> \\")

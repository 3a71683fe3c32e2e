"""Direct addresses are e-mail addresses, and nothing that a page or a header could take for something else."""

import pytest

from directory.core.direct_addresses import direct_address
from directory.core.email_addresses import LONGEST_ADDRESS


@pytest.mark.parametrize(
    "text, address",
    [
        ("ana.lopez@direct.example.com", "ana.lopez@direct.example.com"),
        (" Ana_Lopez+1@Direct.Example.COM ", "Ana_Lopez+1@direct.example.com"),
    ],
)
def test_an_address_is_kept_as_it_is_written(text, address):
    assert direct_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@direct.example.com",
        "ana@",
        "ana@localhost",
        "ana@192.0.2.1",
        "ana@@direct.example.com",
        "ana lopez@direct.example.com",
        "ana@direct.example.com, ken@direct.example.com",
        "ana@direct.example.com\nBcc: ken@example.com",
        '"<script>alert(1)</script>"@direct.example.com',
        "mailto:ana@direct.example.com",
        "https://direct.example.com/@ana",
        "ana..lopez@direct.example.com",
        "-rf@direct.example.com",
        "аna@direct.example.com",  # a Cyrillic letter
        "a" * 60 + "@" + ".".join(["direct"] * 40) + ".com",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        direct_address(text)


def test_it_has_no_more_characters_than_a_letter_can_be_sent_to():
    assert LONGEST_ADDRESS == 254

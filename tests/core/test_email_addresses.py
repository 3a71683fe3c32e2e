"""The e-mail address that a practice publishes: one address, safe in a page and in a mail's header."""

import pytest

from directory.core.email_addresses import LONGEST_ADDRESS, of_practice


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("office@elm.example", "office@elm.example"),
        (" Front.Desk+new@Elm.EXAMPLE ", "Front.Desk+new@elm.example"),
        ("mailto:office@elm.example", "office@elm.example"),
        ("office@acupuncture-direct.example", "office@acupuncture-direct.example"),
        ("reply@elm.example", "reply@elm.example"),
    ],
)
def test_one_address_is_kept_as_it_is_written(text, address):
    assert of_practice(text) == address == of_practice(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "call us",
        "office@elm.example, ana@elm.example",
        "office@elm.example ana@elm.example",
        "office@elm.example\nBcc: everybody@elm.example",
        "office@elm.example\r\n",
        "mailto:office@elm.example?bcc=everybody@elm.example",
        "office@elm.example?subject=x",
        'office"onclick="x@elm.example',
        "Ana <office@elm.example>",
        "office@elm",
        "office@192.0.2.1",
        "оffice@elm.example",  # a Cyrillic letter
        "a@" + "elm." * LONGEST_ADDRESS + "example",
    ],
)
def test_what_is_not_one_plain_address_is_refused(text):
    with pytest.raises(ValueError, match="not an e-mail address"):
        of_practice(text)


@pytest.mark.parametrize(
    "text", ["ana@direct.elm.example", "no-reply@elm.example", "DoNotReply@elm.example", "noreply.web@elm.example"]
)
def test_where_no_patient_is_answered_is_no_address_for_them(text):
    with pytest.raises(ValueError, match="patients are answered"):
        of_practice(text)

"""What people change in their accounts."""

import pytest
from office_people import PASSWORD


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


class TestChanges:
    def test_another_password_signs_the_other_browsers_out(self, client, ann, clock):
        other = client.another_browser()
        other.sign_in(ann)
        clock.pass_(seconds=30)
        client.sign_in(ann)
        assert (
            "This is not your password"
            in client.send(
                "/account/password", 400, old="x", password="lantern over quiet 3", again="lantern over quiet 3"
            ).text
        )
        assert (
            client.send(
                "/account/password", old=PASSWORD, password="lantern over quiet 3", again="lantern over quiet 3"
            )
            == "/account/?done=password"
        )
        assert "is changed" in client.get("/account/?done=password").text
        other.get("/account/", 303)

    def test_guessing_the_password_on_an_open_screen_gets_slow(self, client, ann):
        client.sign_in(ann)
        for _ in range(5):
            client.send("/account/password", 400, old="x")
        assert "wait" in client.send("/account/password", 400, old=PASSWORD).text

    def test_new_recovery_codes_and_a_new_phone_want_the_password(self, client, ann):
        client.sign_in(ann)
        client.send("/account/recovery-codes", 400, old="x")
        assert "never shown again" in client.send("/account/recovery-codes", 200, old=PASSWORD).text
        client.send("/account/new-phone", 400, old="x")
        assert "scan this picture" in client.get(client.send("/account/new-phone", old=PASSWORD)).text

    def test_the_letterhead_is_kept_and_checked(self, client, ann):
        client.sign_in(ann)
        wrong = client.send(
            "/account/profile", 400, sender_name="Ann Example", sender_npi="2000000012", sender_phone="12"
        )
        assert "An NPI has ten digits" in wrong.text and "area code" in wrong.text
        client.send(
            "/account/profile", sender_name="Ann Example", sender_npi="2000000002", sender_phone="(415) 555-0123"
        )
        assert 'value="Ann Example"' in client.plain.get("/account/profile").text

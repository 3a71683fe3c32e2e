"""What tests of the coverage pages share."""

import pytest


@pytest.fixture
def post(client):
    """Sends the form as a browser would: the page taken apart and checked, and its markup. Nothing may store it."""

    def send(answers, status=200):
        answer = client.plain.post("/coverage", data=answers)
        assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers
        return client.page(answer, status), answer.text

    return send

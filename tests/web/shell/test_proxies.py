"""Who is believed where a visitor is: a trusted proxy, and nobody else."""

from ipaddress import ip_network

import pytest
from office_people import PASSWORD

from directory import create_app
from directory.settings import THIS_MACHINE, BadSetting, Settings
from directory.store.office.audit import entries
from directory.web.shell.proxies import visitor_address

PROXY, OTHER_PROXY, VISITOR, STRANGER = "10.0.0.5", "10.0.1.7", "203.0.113.9", "198.51.100.4"
TRUSTED = (ip_network("10.0.0.0/16"),)


@pytest.mark.parametrize(
    ("peer", "header", "found"),
    [
        (PROXY, VISITOR, VISITOR),
        (PROXY, f"{STRANGER}, {VISITOR}", VISITOR),
        (PROXY, f"{VISITOR}, {OTHER_PROXY}", VISITOR),
        (PROXY, "", PROXY),
        (PROXY, "nonsense", PROXY),
        (PROXY, f"{STRANGER}, nonsense, {OTHER_PROXY}", OTHER_PROXY),
        (STRANGER, VISITOR, STRANGER),
        (STRANGER, f"{VISITOR}, {PROXY}", STRANGER),
        (PROXY, "2001:db8::1", "2001:db8::1"),
        ("", VISITOR, ""),
    ],
)
def test_the_last_whom_a_trusted_proxy_saw_is_the_visitor(peer, header, found):
    assert visitor_address(peer, header, TRUSTED) == found


def test_who_comes_past_the_proxy_is_locked_out_where_they_are(settings, ann, caplog):
    app = create_app(Settings(settings.data, site_address="https://directory.example", trusted_proxy=TRUSTED))
    for number in range(7):
        answer = app.test_client().post(
            "/account/sign-in",
            data={"email": ann.email, "password": "wrong", "code": "1"},
            base_url="https://directory.example",
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
            environ_base={"REMOTE_ADDR": STRANGER},
        )
    assert answer.status_code == 429, "another address in the header at each try does not help"
    assert entries(ann.office.connection, 1)[0]["network"] == STRANGER
    assert [record.message for record in caplog.records].count(
        "forwarded address not believed: its sender is not in TRUSTED_PROXY"
    ) == 1 and STRANGER not in caplog.text
    through = app.test_client().post(
        "/account/sign-in",
        data={"email": ann.email, "password": PASSWORD, "code": ann.code()},
        base_url="https://directory.example",
        headers={"X-Forwarded-For": VISITOR},
        environ_base={"REMOTE_ADDR": PROXY},
    )
    assert through.status_code == 303


def test_unless_set_this_machine_is_believed_where_a_web_server_stands_in_front_and_else_nobody(monkeypatch, tmp_path):
    assert Settings(tmp_path).trusted_proxies == ()
    assert Settings(tmp_path, site_address="https://directory.example").trusted_proxies == THIS_MACHINE
    monkeypatch.setenv("TRUSTED_PROXY", "10.0.0.5, fd00::/8")
    assert [str(each) for each in Settings(tmp_path).trusted_proxies] == ["10.0.0.5/32", "fd00::/8"]
    monkeypatch.setenv("TRUSTED_PROXY", "my-proxy")
    with pytest.raises(BadSetting, match="TRUSTED_PROXY"):
        Settings(tmp_path)

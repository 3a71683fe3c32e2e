"""Mistakes that visitors reported: due within two business days, mended or dismissed, and answered."""

import nppes_files as files
import pytest
from namesakes import ana

from directory.store.office import audit, mistakes

A = files.npi(801)


@pytest.fixture
def report(world, office, clock):
    """Reports a mistake on Ana's page: report(kind, more, reply_to), its id."""
    world(nppes=[ana(npi=A)])

    def reported(kind="phone", more="", reply_to=""):
        with office.transaction():
            before = {each.id for each in mistakes.waiting_mistakes(office, 99)}
            mistakes.report_mistake(office, A, kind, more, reply_to)
        return next(each.id for each in mistakes.waiting_mistakes(office, 99) if each.id not in before)

    return reported


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        ("2026-11-23", "2026-11-25"),  # Monday
        ("2026-11-25", "2026-11-27"),  # Thanksgiving moves nothing: the sooner day is the safe one
        ("2026-11-26", "2026-11-30"),
        ("2026-11-27", "2026-12-01"),
        ("2026-11-28", "2026-12-01"),  # Saturday
        ("2026-11-29", "2026-12-01"),
    ],
)
def test_a_report_is_due_two_business_days_after_it_came(received_on, due_on):
    assert mistakes.Mistake("", "", "phone", "", received_on).due_on == due_on


def test_what_is_due_first_is_on_top_and_what_is_late_is_told(boss, report, office, monkeypatch):
    for day, more in (("2026-11-26", "the second"), ("2026-11-23", "the first")):
        number = report(more=more)
        office.connection.execute("UPDATE mistakes SET received_on = ? WHERE id = ?", [day, number])
    monkeypatch.setattr("directory.core.dates.today", lambda: "2026-11-26")
    page = boss.get("/admin/mistakes").text
    assert page.index("the first") < page.index("the second")
    assert "Was due on Nov 25, 2026" in page and "Due on Nov 30, 2026" in page


def test_a_report_is_dismissed_with_a_reason_and_audited(boss, report, office, root):
    number = report()
    assert "Say why" in boss.send(f"/admin/mistakes/{number}", 400, form="dismiss").text
    assert mistakes.count_waiting(office) == 1
    assert boss.send(f"/admin/mistakes/{number}", form="dismiss", why="the number is right").endswith("/answer")
    settled = mistakes.mistake_by_id(office, number)
    assert (settled.outcome, settled.note) == ("dismissed", "the number is right")
    (noted, *_) = audit.entries(office.connection, 1)
    assert (noted["what"], noted["who"]) == ("mistake dismissed", root.person.id)
    to = boss.plain.get(f"/admin/mistakes/{number}/answer").location
    assert to.endswith("/admin/mistakes"), "nobody waits for an answer"


def test_whoever_left_an_address_is_answered_and_the_address_is_deleted(boss, report, office):
    number = report("phone", "it rings at a bakery", "pat@example.org")
    assert "wants an answer" in boss.get("/admin/mistakes").text
    boss.send(f"/admin/mistakes/{number}", form="dismiss", why="the number is right")
    page = boss.get(f"/admin/mistakes/{number}/answer")
    assert "the number is right" in page.text and "bakery" not in page.text, "others may read their mail"
    (mail,) = [link for link in page.links if link.startswith("mailto:")]
    assert mail.startswith("mailto:pat%40example.org?subject=") and "Ana%20Kim" in mail
    boss.send(f"/admin/mistakes/{number}/answer", form="answered")
    assert mistakes.mistake_by_id(office, number).reply_to == ""
    assert "pat@example.org" not in boss.get("/admin/mistakes").text


def test_an_address_is_sealed_as_the_report_is(report, office):
    report(reply_to="pat@example.org")
    (sealed,) = office.connection.execute("SELECT reply_to FROM mistakes").fetchone()
    assert b"pat" not in sealed
    office.reseal()
    assert mistakes.waiting_mistakes(office, 1)[0].reply_to == "pat@example.org"


def test_an_address_that_waits_for_its_report_is_not_deleted_early(boss, report, office):
    number = report(reply_to="pat@example.org")
    token = boss.get(f"/admin/mistakes/{number}").sent()
    boss.post(f"/admin/mistakes/{number}/answered", token, 303)
    assert mistakes.mistake_by_id(office, number).reply_to == "pat@example.org"


def test_a_visitor_may_leave_an_address_and_one_that_is_none_is_told(client, report, office, clock):
    typed = {"kind": "phone", "reply_to": "pat at home", "website": ""}
    stamp = client.get(f"/practitioners/{A}/mistake").sent()["stamp"]
    clock.pass_(seconds=10)
    page = client.post(f"/practitioners/{A}/mistake", typed | {"stamp": stamp}, 400)
    assert "name@example.org" in page.text
    for hostile in ("pat@example.org\nBcc: all@example.org", "a@b@example.org", "pat@example"):
        client.post(f"/practitioners/{A}/mistake", typed | {"stamp": stamp, "reply_to": hostile}, 400)
    client.post(f"/practitioners/{A}/mistake", typed | {"stamp": stamp, "reply_to": "pat@example.org"}, 303)
    assert [each.reply_to for each in mistakes.waiting_mistakes(office, 9)] == ["pat@example.org"]


def test_nobody_but_an_admin_reaches_them(client, ann, report):
    number = report()
    client.sign_in(ann)
    for address in ("/admin/mistakes", f"/admin/mistakes/{number}", f"/admin/mistakes/{number}/answer"):
        client.get(address, 403)


def test_a_report_that_is_none_is_not_found(boss, report):
    boss.get("/admin/mistakes/0123456789abcdef", 404)

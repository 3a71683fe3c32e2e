"""The audit trail as admins read it: what they ask for, and whether it is whole."""

import pytest

from directory.web.admin import routes_audit


def rows(page):
    """How many rows the table shows that say somebody was invited or signed in."""
    return page.texts.count("invited"), page.texts.count("signed in")


class TestReading:
    def test_it_is_asked_by_who_and_what_and_day(self, boss, ann, root, office):
        everything = rows(boss.get("/admin/audit/"))
        assert everything[0] >= 2 and everything[1] >= 1
        by_root = boss.get(f"/admin/audit/?who={root.person.id}&what=signed+in")
        assert by_root.texts.count("signed in") == 2, "one choice, one row"
        assert rows(boss.get("/admin/audit/?since=2026-11-26")) == (1, 1), "the choices alone"
        assert rows(boss.get("/admin/audit/?until=2026-11-25")) == everything

    @pytest.mark.parametrize("asked", ["who=99", "who=x", "what=nothing", "since=yesterday", "until=2026-13-01"])
    def test_what_cannot_be_asked_for_is_told(self, boss, asked):
        boss.get(f"/admin/audit/?{asked}", 400)

    @pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "²"])
    def test_a_row_to_go_on_from_that_is_none_harms_nothing(self, boss, before):
        boss.get(f"/admin/audit/?before={before}")

    def test_older_rows_are_a_page_further(self, boss, office, monkeypatch):
        monkeypatch.setattr(routes_audit, "ROWS_SHOWN", 2)
        (total,) = office.connection.execute("SELECT count(*) FROM audit").fetchone()
        seen, address = [], "/admin/audit/"
        for _ in range(-(-total // 2)):
            page = boss.get(address)
            seen.append(page.text)
            older = [link for link in page.links if "before=" in link and "lang=" not in link]
            address = older[0] if older else None
        assert address is None
        assert "office founded" in seen[-1]


class TestVerifying:
    def test_an_untouched_trail_is_whole(self, boss, office):
        head = str(office.verify())
        assert head in boss.send("/admin/audit/", 200).text

    def test_a_changed_row_is_told(self, boss, office):
        office.connection.execute("DROP TRIGGER audit_is_not_changed")
        office.connection.execute("UPDATE audit SET what = 'nothing' WHERE id = 2")
        office.connection.commit()
        assert "row 2" in boss.send("/admin/audit/", 200).text

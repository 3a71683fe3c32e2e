"""The desk of imports: a file is given, tried, looked at, published and undone."""

import io
import re
import threading

import pytest
from desk_jobs import give, publish
from namesakes import ana
from source_files import GOOD, zipped

from directory.importer import uploads
from directory.importer.detect import detect
from directory.importer.formats import web_request
from directory.store.imports.database import Imports
from directory.store.listings.about import about_at
from directory.store.office import audit, jobs

NPPES, LICENCES = GOOD["nppes"], GOOD["licences"]


def ask(boss, good=NPPES, **typed):
    """Gives a file and has it tried as it was recognised; the job's address."""
    given = give(boss, good.name, good.content)
    chosen = re.findall('<option selected value="([^"]+)">', boss.plain.get(given).text)
    assert chosen[0] == good.source
    return boss.send(given, source=good.source, **typed)


@pytest.fixture
def tried(boss, work):
    """An import that was tried: its address."""
    address = ask(boss)
    work()
    return address


class TestGiving:
    @pytest.mark.parametrize("good", GOOD.values(), ids=lambda good: good.source)
    def test_every_source_is_recognised_by_its_file(self, boss, good):
        page = boss.get(give(boss, good.name, good.content))
        assert "This looks like" in page.text and "Nothing of ours" not in page.text

    @pytest.mark.parametrize(
        "content", [b"%PDF-1.7 text", b"<html><body>Sorry</body></html>", b"", bytes(range(256)) * 40]
    )
    def test_what_is_nothing_of_ours_is_said_to_be_so_and_why(self, boss, content):
        page = boss.get(give(boss, "list.csv", content))
        assert "Nothing of ours list.csv: " in page.text

    def test_a_file_that_swells_is_refused_in_words_and_not_unpacked(self, boss, work, settings):
        line = NPPES.content + b" " * (8 << 20)  # one line without end: no record is so long
        given = give(boss, "npi_20260105.zip", zipped({"npidata_pfile_20260105-20260111.csv": line.decode()}))
        assert sum(file.stat().st_size for file in settings.data.rglob("*") if "upload" in str(file)) < 1 << 20
        address = boss.send(given, source="nppes")
        work()
        assert "a line of over 4 MB" in boss.get(address).text

    def test_a_name_that_leads_elsewhere_is_only_a_name(self, boss, settings):
        page = boss.get(give(boss, "../../../x/office.db", b"a"))
        assert "office.db" in page.title and not (settings.data.parent / "x").exists()

    def test_what_was_recognised_may_be_overruled_and_must_be_something(self, boss):
        given = give(boss, "x.csv", b"a,b\n1,2\n")
        page = boss.send(given, 400)
        assert "Choose what it is" in page.text
        assert "/admin/imports/1" in boss.send(given, source="roster", as_of="2026-01-05")

    def test_without_a_state_a_boards_list_is_not_tried(self, boss):
        given = give(boss, LICENCES.name, LICENCES.content)
        assert "Choose the state" in boss.send(given, 400, source="licences", state="").text

    def test_a_file_without_room_is_not_taken(self, boss, monkeypatch, settings):
        monkeypatch.setattr(uploads, "QUOTA", 10)
        page = boss.send("/admin/imports/new", 507, form="upload", file=(io.BytesIO(b"x" * 11), "a.csv"))
        assert "No room" in page.title and not list((settings.data / "uploads").glob("*"))

    def test_no_file_at_all_is_said(self, boss, settings):
        page = boss.send("/admin/imports/new", 400, form="upload", file=(io.BytesIO(b""), ""))
        assert "Choose a file" in page.text and not list((settings.data / "uploads").glob("*"))

    @pytest.mark.parametrize("address", ["http://example.org/a.csv", "ftp://x/y", "https://u:p@example.org/a", "a.csv"])
    def test_only_https_addresses_are_fetched(self, boss, address):
        page = boss.get("/admin/imports/new")
        form = next(each for each in page.forms if each["action"] == "/admin/imports/new")
        boss.page(boss.plain.post(form["action"], data=form["sent"] | {"address": address}), 400)

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254", "[::1]", "192.168.0.1"])
    def test_nothing_inside_this_network_is_taken(self, boss, office, host):
        page = boss.get("/admin/imports/new")
        form = next(each for each in page.forms if each["action"] == "/admin/imports/new")
        typed = {"address": f"https://{host}/list.csv", "source": "roster"}
        page = boss.page(boss.plain.post(form["action"], data=form["sent"] | typed), 400)
        assert "an address of this server or of a private network" in page.text and not jobs.newest_jobs(office, 1)

    def test_a_name_that_nobody_looks_up_in_time_is_taken_and_the_worker_finds_out(self, boss, monkeypatch):
        looked_up = threading.Event()
        monkeypatch.setattr(web_request, "PATIENCE", 0)
        monkeypatch.setattr(web_request.socket, "getaddrinfo", lambda host, port: looked_up.wait(9) and [])
        page = boss.get("/admin/imports/new")
        form = next(each for each in page.forms if each["action"] == "/admin/imports/new")
        typed = {"address": "https://slow.example.org/list.csv", "source": "roster"}
        assert boss.page(boss.plain.post(form["action"], data=form["sent"] | typed), 303) == "/admin/imports/1"
        looked_up.set()

    def test_a_file_keeps_its_name(self, boss):
        name = "Members of 2026 (final) Zoë.csv"
        assert name in boss.get(give(boss, name, b"a")).title

    @pytest.mark.parametrize("header, reads_as", [("x" * 3_000_000, "roster"), ("x," * 300_000, "")])
    def test_a_header_of_megabytes_is_no_file_of_rates(self, tmp_path, header, reads_as):
        path = tmp_path / "members.csv"
        path.write_text(f"name,city,state,{header}\nAna Kim,Denver,CO\n")
        found = detect(path)
        assert found.source == reads_as and (reads_as or "300,004 columns" in found.refusal)


class TestTrying:
    def test_it_shows_what_it_would_do_and_changes_nothing(self, boss, tried, settings):
        page = boss.get(tried)
        assert "6 New" in page.text and "The guard has nothing against it" in page.text
        assert about_at(settings.directory_db)["made_up"]
        assert "Ana Lopez" in boss.get(f"{tried}/new").text
        assert "DENVER" not in boss.get(f"{tried}/drawn").text and "Denver" in boss.get(f"{tried}/drawn").text

    def test_its_progress_is_told_as_it_waits_and_when_it_is_over(self, boss, work):
        address = ask(boss)
        assert "Waiting for the worker" in boss.get(address).text
        waiting = boss.plain.get(f"{address}/progress?phase=waiting")
        assert waiting.mimetype == "text/event-stream" and '"over": false' in waiting.text
        work()
        assert '"over": true' in boss.plain.get(f"{address}/progress?phase=waiting").text
        assert boss.plain.get(f"{address}/progress?phase=tried").status_code == 204

    def test_a_second_admins_job_waits_in_the_queue(self, boss, work):
        ask(boss)
        second = ask(boss, GOOD["roster"])
        assert "1 job is before it" in boss.get(second).text
        assert "Now" in boss.get("/admin/imports/").text

    def test_it_is_cancelled_while_it_waits(self, boss, work, settings):
        address = ask(boss)
        boss.send(address)
        work()
        assert "cancelled" in boss.get(address).text and not list((settings.data / "jobs" / "1" / "given").glob("*"))

    def test_a_file_that_its_source_refuses_fails_in_plain_words_without_folders(self, boss, work, settings):
        given = give(boss, "x_20260105.csv", b"a,b\n1,2\n")
        address = boss.send(given, source="leie", as_of="")
        work()
        page = boss.get(address)
        assert "This could not be done x_20260105.csv: this is not OIG" in page.text
        assert str(settings.data) not in page.text

    def test_problems_are_shown_filtered_and_downloaded_without_formulas(self, boss, work):
        rows = b"Name,City,State,Phone\n=cmd,Denver,CO,=1+1\nAnn Able,Boulder,CO,303-555-0104\n,Denver,CO,\n"
        address = boss.send(give(boss, "members_20260106.csv", rows), source="roster")
        work()
        assert "no name" in boss.get(f"{address}/problems?refused=1").text
        text = boss.plain.get(f"{address}/problems.csv").text
        assert "'=1+1" in text and ",=1+1" not in text

    def test_mended_rows_are_tried_as_the_file_was(self, boss, work):
        rows = b"Name,City,State,Phone\nAnn Able,Boulder,CO,303-555-0104\n,Denver,CO,\n"
        address = boss.send(give(boss, "members_20260106.csv", rows), source="roster")
        work()
        mended = boss.plain.get(f"{address}/mend.csv").data.replace(b",Denver,CO", b"Bo Bell,Denver,CO", 1)
        page = boss.get(address)
        form = next(each for each in page.forms if (each["action"] or "").endswith("/mended"))
        sent = form["sent"] | {"file": (io.BytesIO(mended), "mended.csv")}
        again = boss.page(boss.plain.post(form["action"], data=sent), 303)
        work()
        assert "2 New" in boss.get(again).text


class TestPublishing:
    def test_with_a_word_why_it_is_in_the_directory_and_in_the_audit_trail(self, boss, tried, work, settings, office):
        assert "Say why" in boss.send(tried, 400, form="publish", reason="").text
        page = publish(boss, tried, work)
        assert "published" in page.text and "weekly" in page.text
        assert about_at(settings.directory_db)["listings"] == 6
        noted = [each["what"] for each in audit.entries(office.connection, 10)]
        assert {"import asked for", "import to be published", "import published"} <= set(noted)

    def test_a_change_is_shown_field_by_field(self, boss, tried, work):
        publish(boss, tried, work)
        moved = NPPES.content.replace(b'"DENVER"', b'"BOULDER"', 1)
        given = give(boss, "npidata_pfile_20240311-20240317.csv", moved)
        address = boss.send(given, source="nppes")
        work()
        page = boss.get(f"{address}/changed")
        assert "Denver" in page.text and "Boulder" in page.text
        assert "1 statement" in boss.get(f"{address}/changed?field=locations&state=CO").text
        assert "None." not in boss.get(f"{address}/changed?field=locations").text

    def test_undoing_shows_first_what_it_would_do(self, boss, tried, work, settings):
        publish(boss, tried, work)
        second = ask(boss, GOOD["roster"])
        work()
        publish(boss, second, work)
        undo = boss.send(second)
        work()
        page = boss.get(undo)
        assert "2 Gone" in page.text and about_at(settings.directory_db)["listings"] == 8
        boss.send(undo, form="publish", reason="wrong list", force="y")
        work()
        assert about_at(settings.directory_db)["listings"] == 6

    def test_undoing_the_only_import_counts_no_listing_of_the_sample(self, boss, work, imports):
        with imports.transaction():
            sample = imports.new_snapshot("sample", "", True, True, "sample", "")
            imports.write(sample, [("CO-1", ana("CO-1", "1", "active"))])
            imports.finish(sample, "2026-01-01", True, [], {"rows_read": 1, "listings": 1, "problems": 0})
        address = ask(boss)
        work()
        publish(boss, address, work)
        undo = boss.send(address)
        work()
        assert "6 listings before, 0 after" in (text := boss.get(undo).text) and "made-up sample would be shown" in text

    def test_against_the_guard_only_where_that_is_said(self, boss, tried, work, settings, office):
        publish(boss, tried, work)
        few = b"\n".join(NPPES.content.splitlines()[:2]) + b"\n"
        address = boss.send(give(boss, "npidata_pfile_20050523-20240317.csv", few), source="nppes")
        work()
        assert "The guard says no" in boss.get(address).text
        assert "the guard is against it" in boss.send(address, 400, form="publish", reason="yes", force="").text
        with office.transaction():  # whoever gets past the form meets the guard at the publish
            assert jobs.ask_to_publish(office, int(address.rpartition("/")[2]), "yes", force=False)
        work()
        assert about_at(settings.directory_db)["listings"] > 1 and "The guard says no" in boss.get(address).text
        publish(boss, address, work, force="y")
        assert about_at(settings.directory_db)["listings"] == 1

    def test_what_was_looked_at_and_no_longer_holds_is_tried_again(self, boss, tried, work, settings, gazetteer):
        other = ask(boss, GOOD["roster"])
        work()
        publish(boss, tried, work)
        page = publish(boss, other, work)
        assert "please look once more" in page.text and about_at(settings.directory_db)["listings"] == 6
        publish(boss, other, work)
        assert about_at(settings.directory_db)["listings"] == 8

    def test_discarding_keeps_why_and_lets_the_file_go(self, boss, tried, settings):
        boss.send(tried, form="discard", reason="last month's")
        page = boss.get(tried)
        assert "discarded" in page.text and "last month's" in page.text
        assert not (settings.data / "jobs" / "1" / "given").exists()
        assert "6 New" in page.text and "Ana Lopez" in boss.get(f"{tried}/new").text

    def test_twice_published_is_published_once(self, boss, tried, work, settings):
        form = next(each for each in boss.get(tried).forms if each.get("id") == "publish")
        for _ in range(2):
            boss.plain.post(form["action"], data=form["sent"] | {"reason": "weekly"})
        work()
        with Imports(settings.imports_db) as imports:
            assert len(imports.snapshots()) == 1


class TestPruning:
    def test_the_tables_of_a_job_go_after_months_and_its_figures_stay(self, boss, tried, work, settings, clock, root):
        boss.send(tried, form="discard", reason="last month's")

        def another_job_ends_after(days):
            clock.pass_(days=days)
            boss.sign_in(root)
            address = ask(boss)
            work()
            publish(boss, address, work)

        another_job_ends_after(days=119)
        assert "Ana Lopez" in boss.get(f"{tried}/new").text
        another_job_ends_after(days=2)
        assert not (settings.data / "jobs" / "1").exists() and (settings.data / "jobs" / "2").exists()
        page = boss.get(tried)
        assert "6 New" in page.text and "last month's" in page.text
        boss.get(f"{tried}/new", 404)
        boss.get(f"{tried}/problems.csv", 404)


@pytest.mark.parametrize("address", ["", "new", "1", "1/new", "1/problems", "1/problems.csv", "1/progress"])
def test_nobody_but_an_admin_comes_in(client, ann, address):
    client.sign_in(ann)
    client.get(f"/admin/imports/{address}", 403)

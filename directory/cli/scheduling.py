"""The commands that keep schedules, as /admin/schedules does: what is fetched again and again. The worker runs them."""

from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from directory.cli.console import DONE, Failure, tell, tell_rows
from directory.cli.office import existing_office
from directory.core.addresses import STATES
from directory.core.known_fetches import DRILL, DRILL_TITLE, FETCH_BY_NAME
from directory.importer.formats import web_request
from directory.settings import Settings
from directory.store.office import schedules
from directory.store.office.database import Office
from directory.store.office.schedules import DRILL_SETTINGS, TOO_FAR, Schedule, ScheduleTerms
from directory.store.reference import files as reference
from directory.worker.orders import known_settings, order_title

FILE = "file"  # what is fetched where it is nothing known: a file at an https address


def list_schedules(options: Namespace, settings: Settings) -> int:
    """Lists them: what, how often, when next, and what came of the last run."""
    with existing_office(settings) as office:
        runs = schedules.last_runs(office)
        rows = [_row(each, runs.get(each.id)) for each in schedules.all_schedules(office)]
    if not rows and not options.json:
        tell("Nothing is fetched by itself yet. Make one: python3 run.py schedules add --help")
    tell_rows(rows, options.json, _in_words)
    return DONE


def _row(schedule: Schedule, last: Any) -> dict[str, Any]:
    told = {"job": last.id, "phase": last.shown_phase, "at": last.asked_at, "reason": last.reason} if last else None
    return {
        "id": schedule.id,
        "what": schedule.title,
        "every_days": schedule.days,
        "next_at": None if schedule.stopped_at else schedule.next_at.isoformat(),
        "publishes": schedule.publishes,
        "most": schedule.most,
        "is_drill": schedule.is_drill,
        "last": told,
    }


def _in_words(row: dict[str, Any]) -> str:
    when = f"next {row['next_at']}" if row["next_at"] else "stopped"
    settled = f"published by itself up to {row['most']} %" if row["publishes"] else "waits for a look"
    settled = "nothing is changed by it" if row["is_drill"] else settled
    last = f"; last run: {row['last']['phase']} ({row['last']['at']})" if row["last"] else "; not run yet"
    return f"{row['id']:>4}  {row['what']}: every {row['every_days']} days, {when}, {settled}{last}"


def add(options: Namespace, settings: Settings) -> int:
    """Makes a schedule, or says something else of the one with a number."""
    terms = _terms(options, settings)
    with existing_office(settings) as office, office.transaction():
        number = getattr(options, "number", None)
        if number is None:
            number = schedules.add_schedule(office, terms)
        else:
            schedules.change_schedule(office, _schedule(office, number).id, terms)
    print(f"Schedule {number}: {terms.title}, every {terms.days} days, next {terms.next_at.isoformat()}.")
    return DONE


def _terms(options: Namespace, settings: Settings) -> ScheduleTerms:
    """What was typed. Raises Failure, and FileRefused for an address that is not fetched from."""
    now = datetime.now(UTC)
    if not now < options.next <= now + TOO_FAR:
        raise Failure("--next is the moment of the next run, UTC: still to come, and within a year.")
    title, told = _fetched(options, settings)
    return ScheduleTerms(title, told, options.every, options.next, options.publish, options.most)


def _fetched(options: Namespace, settings: Settings) -> tuple[str, dict[str, Any]]:
    """What is fetched, as people call it and as its jobs are told."""
    if options.what == DRILL:
        _check_copies(settings)
        return DRILL_TITLE, dict(DRILL_SETTINGS)
    fetch = FETCH_BY_NAME.get(options.what)
    if (fetch and fetch.by_state) or options.source == "licences":
        _check_state(options)
    if not fetch or fetch.from_list:
        _check_address(options.address, settings)
    if fetch:
        states = [options.state] if fetch.by_state else None
        return order_title(fetch, states), known_settings(fetch, states, options.address)
    told = {"source": options.source, "states": [options.state] if options.state else None, "payer": options.payer}
    told |= {"society": options.society}
    return web_request.without_query(options.address), told | {"files": [options.address]}


def _check_copies(settings: Settings) -> None:
    if not settings.copies:
        raise Failure(
            "COPIES has to say first where copies are: a backup, a folder of backups, or an s3://… of copies."
        )


def _check_state(options: Namespace) -> None:
    with_portal = [layout.state for layout in reference.licence_layouts() if layout.portal]
    allowed = with_portal if options.what == "licences" else list(STATES)
    if options.state not in allowed:
        raise Failure(f"--state says whose it is: {', '.join(allowed)}.")


def _check_address(address: str | None, settings: Settings) -> None:
    if not address:
        raise Failure("--address says where the file, or the list of insurers, is: https://…")
    web_request.check_address(address, loopback=False)
    if not settings.private_networks:
        web_request.check_public(address)


def stop(options: Namespace, settings: Settings) -> int:
    """Stops a schedule."""
    return _set_stopped(options, settings, True)


def start(options: Namespace, settings: Settings) -> int:
    """Lets a schedule go on at its next moment."""
    return _set_stopped(options, settings, False)


def _set_stopped(options: Namespace, settings: Settings, stopped: bool) -> int:
    with existing_office(settings) as office, office.transaction():
        schedules.set_stopped(office, _schedule(office, options.number), stopped)
    print(f"Schedule {options.number} is {'stopped' if stopped else 'going on'}.")
    return DONE


def run(options: Namespace, settings: Settings) -> int:
    """Puts a run of a schedule into the worker's queue now."""
    with existing_office(settings) as office, office.transaction():
        schedule = _schedule(office, options.number)
        number = schedules.run_schedule(office, schedule)
        job = number or schedules.last_runs(office)[schedule.id].id
    print(f"Job {job}: {schedule.title}" + ("." if number else ", which is still open."))
    tell(f"The worker does it. Look at it at /admin/imports/{job}")
    return DONE


def _schedule(office: Office, number: int) -> Schedule:
    found = schedules.find_schedule(office, number)
    if not found:
        raise Failure(f"There is no schedule {number}. See: python3 run.py schedules list")
    return found

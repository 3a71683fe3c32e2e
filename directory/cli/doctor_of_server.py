"""What `doctor` looks at in an office that is on a PostgreSQL server."""

from collections.abc import Iterator

from directory.cli.check_results import GOOD, NOTICE, CheckResult
from directory.store.office.migrations import MIGRATIONS
from directory.store.office.server import OfficeServer


def office_on_server(server: OfficeServer) -> Iterator[CheckResult]:
    """Whether it can be used, is of this program's version, and keeps what is typed out of its log.

    Raises NewerFile, ServerProblem.
    """
    from directory.store.office.postgresql_steps import server_state

    state = server_state(server)
    where = f"on a server, PostgreSQL {state.version}"
    if not state.taken:
        yield CheckResult(NOTICE, f"{where}: not there yet", "")
    elif state.taken < len(MIGRATIONS):
        words = f"{where}: of an earlier version ({state.taken} of {len(MIGRATIONS)} steps)"
        yield CheckResult(NOTICE, words, "pg_dump it: the next command that opens it brings it up to date.")
    else:
        yield CheckResult(GOOD, f"{where}, version {state.taken}", "")
    if state.tells:
        advice = "Set log_parameter_max_length = 0, log_error_verbosity = terse and log_statement = none there."
        yield CheckResult(NOTICE, "the server's own log may hold e-mail addresses", advice)


def is_current(server: OfficeServer) -> bool:
    """Whether an office is there, and of this program's version."""
    from directory.store.office.postgresql_steps import server_state

    return server_state(server).taken == len(MIGRATIONS)

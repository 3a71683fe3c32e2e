"""What several processes do to one office at once in tests: see many_at_once.py, which starts them."""

from directory.accounts import signing_in, tries
from directory.store.office import jobs, people, referrals, sessions
from directory.store.office.database import Actor, Office
from directory.store.vault import hash_token

PATIENCE = 60  # seconds until a process that waits for the others gives up


def at_work(database, key, number, barrier, told):
    """Keeps letters, counts tries, begins sessions, uses codes up that all others want too, and takes jobs, once
    everybody is there. told: a queue for what this process got that no other may have.
    """
    with Office(database, key, actor=Actor(number, "192.0.2.9")) as office:
        person, got = people.person_by_id(office, number), []
        barrier.wait(PATIENCE)
        for n in range(4):
            with office.transaction():
                referrals.save_referral(office, number, number, "2000000011", "draft", f"{n} of {number}".encode())
            tries.count_try(office, [tries.Bucket(b"everybody", 1000)])
            with office.transaction():
                signing_in.begin_session(office, person, "a browser")
            with office.transaction():
                got += [("code", n)] if people.use_recovery_code(office, 1, hash_token(f"code {n}")) else []
                got += [("step", n)] if people.use_totp_step(office, 1, n + 1) else []
                got += [("draft", n)] if sessions.take_draft(office, 1, f"/{n}") else []
            with office.transaction():
                job = jobs.take_next(office)
                got += [("job", job.id)] if job else []
        told.put(got)


def open_it(server, steps, barrier):
    """Opens the database of an office on a server once everybody is there."""
    from directory.store.office import postgresql_steps

    barrier.wait(PATIENCE)
    postgresql_steps.open_migrated(server, steps).close()


def take_job(database, key, ready, wait):
    """Takes a job as a worker does, says so, and stays at it."""
    from directory.store.office import opening

    with Office(database, key) as office, opening.at_work(database, 1):
        with office.transaction():
            assert jobs.take_next(office).id == 1
        ready.set()
        wait.wait(PATIENCE)

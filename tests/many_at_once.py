"""What many processes do at once in tests.

They start from a server process that has no threads: one forked from a test can wait for ever for a lock
that a thread of the test held."""

from multiprocessing import get_context

from directory.store.office import referrals
from directory.store.office.database import Actor, Office
from directory.store.vault import keys_of

PATIENCE = 60  # seconds until a process that waits for the others gives up


def processes():
    """Makes processes that run a function of this module: multiprocessing's context for them."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def made_key(file):
    """The keys in a file, made if there are none."""
    return keys_of(file, None, make=True)


def keep_letters(path, key, owner, barrier, count):
    """Keeps letters of an owner in an office, once everybody is there."""
    with Office(path, key, actor=Actor(owner, "192.0.2.9")) as office:
        barrier.wait(PATIENCE)
        for n in range(count):
            with office.transaction():
                referrals.keep(office, owner, "2000000011", "draft", f"letter {n} of {owner}".encode())

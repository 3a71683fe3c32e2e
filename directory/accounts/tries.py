"""Slowing down who guesses, without letting a stranger lock a doctor out.

Tries are counted by the account typed in together with the network they come from, so that tries from elsewhere do not
touch it; from a browser that this person has signed in with before, for that browser alone, so that not even a
neighbour's do. All tries of a network are counted together too, since each costs us a tenth of a second. After the free
ones there is a wait, doubled with each try, up to LONGEST_WAIT. It is the same whether the account exists. (After
OWASP's device cookies.)
"""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from directory.store.office import sessions
from directory.store.office.database import Office
from directory.store.vault import hash_token

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=15)


class Bucket(NamedTuple):
    """Whose tries are counted together, and how many of them are free."""

    key: bytes
    free: int


class TooSoon(Exception):
    """Too many tries: `minutes` to wait, at least 1."""

    def __init__(self, minutes: int):
        super().__init__(f"Wait {minutes} minutes.")
        self.minutes = minutes


def sign_in_buckets(office: Office, email: str, device: str | None) -> list[Bucket]:
    """Where a try with this address from this browser (its device token) and the actor's network is counted."""
    if device and sessions.is_known_device(office, hash_token(device), email):
        return [_bucket(office, f"device {device}", 10)]
    network = _subscriber(office.actor.network)
    return [_bucket(office, f"account {email} from {network}", 5), _bucket(office, f"network {network}", 50)]


def password_buckets(office: Office, person_id: int) -> list[Bucket]:
    """Where the tries of somebody who is signed in, to say their password once more, are counted."""
    return [_bucket(office, f"person {person_id}", 5)]


def passkey_buckets(office: Office) -> list[Bucket]:
    """Where the actor's network asking to sign in with a passkey is counted."""
    return [_bucket(office, f"passkeys from {_subscriber(office.actor.network)}", 50)]


def report_buckets(office: Office) -> list[Bucket]:
    """Where the mistakes that the actor's network reports are counted."""
    return [_bucket(office, f"reports from {_subscriber(office.actor.network)}", 5)]


def emergency_buckets(office: Office, person_id: int) -> list[Bucket]:
    """Where somebody's looking for letters of other practices is counted."""
    return [_bucket(office, f"emergencies of {person_id}", 5)]


def verify_buckets(office: Office) -> list[Bucket]:
    """Where the actor's network asking whether documents are ours is counted."""
    return [_bucket(office, f"documents from {_subscriber(office.actor.network)}", 20)]


def notice_buckets(office: Office) -> list[Bucket]:
    """Where the codes are counted with which the actor's network says that a listing is not its owner's."""
    return [_bucket(office, f"notices from {_subscriber(office.actor.network)}", 10)]


def network_key(office: Office, purpose: str) -> bytes:
    """A keyed hash of the actor's network: what comes from one can be told, and not from where."""
    return office.vault.sign(f"{purpose} from {_subscriber(office.actor.network)}".encode(), "tries")


def _bucket(office: Office, name: str, free: int) -> Bucket:
    return Bucket(office.vault.sign(name.encode(), "tries"), free)


def _subscriber(address: str) -> str:
    """What one subscriber has: an IPv4 address, or 64 bits of IPv6."""
    try:
        return str(ip_network((address, 64 if ip_address(address).version == 6 else 32), strict=False))
    except ValueError:
        return address


def count_try(office: Office, buckets: list[Bucket]) -> None:
    """Counts a try before it is made, so that many at once are counted too. Raises TooSoon, and counts nothing."""
    with office.transaction():
        wait = max(_wait(office, bucket) for bucket in buckets)
        if wait > timedelta():
            raise TooSoon(-(-int(wait.total_seconds()) // 60))
        for bucket in buckets:
            sessions.count_try(office, bucket.key)


def _wait(office: Office, bucket: Bucket) -> timedelta:
    """How long until the next try may be made; not above zero: now."""
    count, last_at = sessions.counted_tries(office, bucket.key)
    if count < bucket.free:
        return timedelta()
    wait: timedelta = min(FIRST_WAIT * 2 ** min(count - bucket.free, 10), LONGEST_WAIT)
    return min(datetime.fromisoformat(last_at), office.now()) + wait - office.now()  # the clock may have been ahead


def forgive_tries(office: Office, buckets: list[Bucket]) -> None:
    """After a try that succeeded: the account starts anew, the network has one try less. Within a transaction."""
    account, *networks = buckets
    sessions.forget_tries(office, account.key)
    for network in networks:
        sessions.uncount_try(office, network.key)

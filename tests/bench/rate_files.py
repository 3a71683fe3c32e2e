"""An in-network file (Transparency in Coverage) of any size, packed by gzip: the same for the same numbers, made up.

    python3 tests/bench/rate_files.py --megabytes 1000 --half-groups in-network.json.gz

One service in ten thousand is acupuncture, and has 400 prices as every other. Without --half-groups, prices fill the
file; with it, half of the bytes are provider groups, of 1 to 200 of 400,000 providers. NPIs begin with 2; one in 160
is to be listed (`listed`).
"""

import argparse
import random
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from zlib_ng import zlib_ng

from directory.core.npi import with_check_digit

PROVIDERS, ONE_IN = 400_000, 160
GROUPS, BODIES = 5_000, 20_000  # groups where prices fill the file; different ones
SIZES = (1, 1, 1, 2, 3, 5, 10, 30, 200)  # of groups
PRICES, SERVICES = 400, 100  # of a service; different ones
EVERY = 10_000  # services, of which one is acupuncture
CODES = ("97810", "97811", "97813", "97814")
HEAD = (
    '{"reporting_entity_name":"Acme Health","reporting_entity_type":"health insurance issuer",'
    '"last_updated_on":"2026-10-01","version":"2.0.0","provider_references":['
)


def npi(number: int) -> str:
    """The NPI of a provider, from 0."""
    return with_check_digit(f"2{number:08}")


def listed() -> list[str]:
    """The NPIs of those whom the directory lists."""
    return [npi(number) for number in range(0, PROVIDERS, ONE_IN)]


def _groups(turn: random.Random) -> list[bytes]:
    """What groups hold, from their ids on."""
    npis = [npi(number) for number in range(PROVIDERS)]
    return [
        (
            '"network_name":["Acme Choice"],"provider_groups":[{"npi":['
            f"{','.join(turn.choices(npis, k=turn.choice(SIZES)))}],"
            f'"tin":{{"type":"ein","value":"{turn.randrange(10**9):09}","business_name":"Practice {place}"}}}}]}}'
        ).encode()
        for place in range(BODIES)
    ]


def _services(turn: random.Random, groups: int) -> list[bytes]:
    """What services have, from their codes on."""
    return [
        (
            f'","description":"Made-up service {place}","negotiated_rates":['
            + ",".join(
                f'{{"provider_references":[{turn.randrange(groups)}],"negotiated_prices":[{{"negotiated_rate":'
                f'{turn.randrange(1000, 90000) / 100},"service_code":["11"],"negotiated_type":"negotiated",'
                '"expiration_date":"9999-12-31","billing_class":"professional","setting":"outpatient",'
                '"billing_code_modifier":[],"additional_information":""}]}'
                for _ in range(PRICES)
            )
            + "]}"
        ).encode()
        for place in range(SERVICES)
    ]


class _Packed:
    """A gzip file as it is written. size: bytes before they are packed."""

    def __init__(self, path: Path):
        self.file, self.pack, self.size = path.open("wb"), zlib_ng.compressobj(6, zlib_ng.DEFLATED, 31), 0

    def write(self, data: bytes) -> None:
        self.size += len(data)
        self.file.write(self.pack.compress(data))

    def close(self) -> None:
        self.file.write(self.pack.flush())
        self.file.close()


def write(path: Path, megabytes: int, half_groups: bool) -> None:
    """Writes the file."""
    turn, packed, size = random.Random(1), _Packed(path), megabytes * 10**6
    packed.write(HEAD.encode())
    bodies, group = _groups(turn), 0
    while packed.size < size // 2 if half_groups else group < GROUPS:
        some = [
            b'{"provider_group_id":%d,%b' % (group + place, bodies[(group + place) % BODIES]) for place in range(100)
        ]
        packed.write((b"," if group else b"") + b",".join(some))
        group += 100
    packed.write(b'],"in_network":[')
    services, number = _services(turn, group), 0
    while packed.size < size:
        code = CODES[number // EVERY % len(CODES)] if number % EVERY == 100 else f"{10_000 + number % 80_000}"
        front = f'{"," if number else ""}{{"negotiation_arrangement":"ffs","name":"SERVICE","billing_code_type":"CPT",'
        front += f'"billing_code_type_version":"2026","billing_code":"{code}'
        packed.write(front.encode() + services[number % SERVICES])
        number += 1
    packed.write(b"]}\n")
    packed.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, required=True)
    parser.add_argument("--half-groups", action="store_true")
    parser.add_argument("path", type=Path)
    wanted = parser.parse_args()
    write(wanted.path, wanted.megabytes, wanted.half_groups)

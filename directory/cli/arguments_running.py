"""What may be typed after the commands that run an installation."""

from argparse import ArgumentTypeError

from directory.cli.parser import Parser, add_json

HOST, PORT, WORKERS = "127.0.0.1", 8000, 2  # of the site, where no others are typed
EDITIONS, MOST_EDITIONS = 2, 100  # kept, where no other number is typed; and at most


def serve(parser: Parser) -> None:
    """Where to serve, and with how many processes."""
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--no-worker", action="store_true", help="one for the desk runs elsewhere: run.py worker")


def publish(parser: Parser) -> None:
    """What is built, and where it is sent."""
    effect = "make every listing anew, and publish even when much of the directory would go"
    parser.add_argument("--force", action="store_true", help=effect)
    places = "send it to readers too: s3://bucket/prefix, an https address that takes PUT, or a folder"
    parser.add_argument("--to", metavar="PLACE", help=places)
    _keep(parser, "how many editions stay at that place, 2 unless given: older ones hold whoever was removed since")
    parser.add_argument("--only-send", action="store_true", help="build nothing: send what stands")
    add_json(parser)


def follow(parser: Parser) -> None:
    """Where editions are taken from."""
    parser.add_argument("address", metavar="ADDRESS", help="where editions are sent: s3://…, https://… or a folder")
    parser.add_argument(
        "--key", dest="keys", action="append", metavar="KEY", help="the publisher's, as publish --to says"
    )
    parser.add_argument("--every", type=float, default=60, metavar="SECONDS")
    parser.add_argument("--once", action="store_true", help="look once, then end")
    old = "hours after which /readyz says that what is shown is too old"
    parser.add_argument("--max-age", type=float, metavar="HOURS", help=old)
    _keep(parser, "how many editions stay here, 2 unless given")


def _keep(parser: Parser, words: str) -> None:
    parser.add_argument("--keep", type=_editions, default=EDITIONS, metavar="N", help=words)


def _editions(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_EDITIONS):
        raise ArgumentTypeError(f"a number from 1 to {MOST_EDITIONS} is needed")
    return int(text)


def backup(parser: Parser) -> None:
    """Where copies go."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="one backup, signed: a file that is not there yet")
    places = "copy on and on, to the second (an extra): s3://bucket/prefix, or a folder"
    parser.add_argument("--continuous", metavar="PLACE", help=places)


def restore(parser: Parser) -> None:
    """What is put back."""
    told = "a backup, or where copies go on and on; with --check also a folder of backups"
    parser.add_argument("file", metavar="FILE", help=told)
    tried = "only try whether it can be restored; the desk shows when that was done"
    parser.add_argument("--check", action="store_true", help=tried)
    moment = "of copies that go on and on: as it was then, such as 2026-11-29T18:30:00Z"
    parser.add_argument("--at", metavar="TIME", default="", help=moment)

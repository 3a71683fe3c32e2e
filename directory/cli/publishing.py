"""The commands that change what is published without reading a file."""

import json
from typing import Any, NoReturn, Protocol

from directory.cli.console import DONE, Failure, JsonOption
from directory.publish import build
from directory.publish.guard import TooManyLost
from directory.resolve.doubts import JOINED
from directory.settings import Settings
from directory.store.imports import decisions
from directory.store.imports.database import Imports
from directory.store.imports.published import exists, numbered, unpublished
from directory.store.listings.about import about_at
from directory.store.reference.files import gazetteer

AS_IT_WAS = "the directory stays as it was"


class PublishOptions(JsonOption, Protocol):
    """force: publish whatever is lost by it; to: where it is sent besides, and keep: how many editions stay there;
    only_send: what stands, built by no one.
    """

    force: bool
    to: str | None
    keep: int
    only_send: bool


class RollbackOptions(JsonOption, Protocol):
    """snapshots: their numbers; force: publish whatever is lost by it."""

    force: bool
    snapshots: list[int]


class DecideOptions(PublishOptions, Protocol):
    """id: the pair's number, or a statement that has joined a listing, SOURCE:ID. answer: "same" or "different". why:
    in the admin's words.
    """

    id: int | str
    answer: str
    why: str


def publish(options: PublishOptions, settings: Settings) -> int:
    """Builds directory.db again from all that was imported; with --force makes every listing anew. With --to, sends it
    to readers.
    """
    if not options.only_send:
        _build(options, settings)
    elif not options.to:
        raise Failure("--only-send wants --to: where to?")
    if options.to:
        from directory.cli.following import send_edition  # what sends takes long to load

        sent = send_edition(options.to, options.keep, settings)
        if options.json and options.only_send:
            print(json.dumps({"sent": sent is not None}))
    return DONE


def _build(options: PublishOptions, settings: Settings) -> None:
    if not exists(settings.imports_db):
        raise Failure(
            "Nothing was imported here. Start with: python3 run.py import nppes FILE. "
            "If something was, restore a backup into an empty data folder."
        )
    with Imports(settings.imports_db) as imports:
        try:
            with imports.transaction():
                count = build.publish(imports, settings.directory_db, gazetteer(), options.force, anew=options.force)
        except TooManyLost as lost:
            refuse(refusal(lost), options)
    tell_published({"listings": count}, f"Published {count:,} listings.", options)


def rollback(options: RollbackOptions, settings: Settings) -> int:
    """Takes snapshots out and publishes what stands without them; where the guard refuses that, they stay in."""
    if not exists(settings.imports_db):
        raise Failure("Nothing was imported here, so there is nothing to take out.")
    options.snapshots = [*dict.fromkeys(options.snapshots)]
    numbers = " ".join(map(str, options.snapshots))
    with Imports(settings.imports_db) as imports:
        try:
            with imports.transaction():
                _withdraw(imports, options.snapshots)
                count = build.publish(imports, settings.directory_db, gazetteer(), options.force)
        except TooManyLost as lost:
            lost.snapshots = unpublished(imports.connection, about_at(settings.directory_db))
            stays = f"nothing was changed, and {numbered(options.snapshots)} still in"
            refuse(refusal(lost, stays, f"rollback {numbers} --force"), options)
        made_up = imports.made_up()
    of_sample = " of the sample, all of them made up" if made_up else ""
    words = f"{numbered(options.snapshots).capitalize()} out. The directory has {count:,} listings{of_sample}."
    tell_published({"rolled_back": options.snapshots, "listings": count, "made_up": made_up}, words, options)
    return DONE


def _withdraw(imports: Imports, snapshots: list[int]) -> None:
    for number in snapshots:
        if not imports.withdraw(number):
            raise Failure(f"There is no import {number} to take out. See: python3 run.py imports")


def decide(options: DecideOptions, settings: Settings) -> int:
    """Keeps an admin's decision on such a pair, and publishes; where the guard refuses that, the pair still waits."""
    if not exists(settings.imports_db):
        raise Failure("Nothing was imported here, so there is nothing to decide.")
    with Imports(settings.imports_db) as imports:
        try:
            with imports.transaction():
                decider = decisions.Decider(why=options.why)
                number = options.id if isinstance(options.id, int) else _pair_joined(imports, options.id)
                if not decisions.decide(imports.connection, number, options.answer == "same", decider):
                    raise Failure(f"There is no pair {options.id} to decide. See: python3 run.py matches")
                count = build.publish(imports, settings.directory_db, gazetteer(), options.force)
        except TooManyLost as lost:
            stays = f"nothing was changed, and pair {options.id} still waits"
            refuse(refusal(lost, stays, f"decide {options.id} {options.answer} --force"), options)
    report = {"id": options.id, "answer": options.answer, "listings": count}
    tell_published(report, f"Pair {options.id}: {options.answer}. Published.", options)
    return DONE


def _pair_joined(imports: Imports, ref: str) -> int:
    """The number of the pair of a statement, SOURCE:ID, and the listing that it has joined without a question."""
    if not (other := decisions.joined_with(imports.connection, ref)):
        raise Failure(f"{ref} has joined no other's listing. why ID --json names the statements behind a listing")
    return decisions.pair_number(imports.connection, ref, other, JOINED)


def tell_published(report: dict[str, Any], words: str, options: JsonOption) -> None:
    """Prints what a command has published."""
    print(json.dumps({"published": True} | report) if options.json else words)


def refusal(lost: TooManyLost, stays: str = AS_IT_WAS, force: str = "publish --force") -> dict[str, Any]:
    """Why the guard refused to publish, as programs get it.

    {"reason": a line for people, "losses": [what, by, of, before, after], "snapshots": those imported and not
    published, "commands": {"rollback", "force"}}. stays: what is as it was; force: the command that publishes all the
    same.
    """
    commands = {"rollback": lost.rollback(), "force": force}
    return {
        "reason": lost.line(stays, force),
        "losses": [loss._asdict() for loss in lost.losses],
        "snapshots": list(lost.snapshots),
        "commands": {name: f"python3 run.py {command}" for name, command in commands.items() if command},
    }


def refuse(refused: dict[str, Any], options: JsonOption) -> NoReturn:
    """Ends a command that the guard has refused."""
    if options.json:
        print(json.dumps({"published": False, "refusal": refused}))
    raise Failure(refused["reason"])

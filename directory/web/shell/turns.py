"""Long answers give way: who looks at a page never waits behind somebody's file of results.

A process answers several requests at once, but Python works at one of them at a time. So a long answer is made and sent
piece by piece, each piece while no page is being made, and one long answer at a time.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from threading import Condition, Lock

from flask import Flask, Response, current_app, g, request, stream_with_context
from werkzeug.exceptions import TooManyRequests

from directory.web.shell.errors import log_fault

PATIENCE = 0.05  # seconds that a piece waits at most, so that it is made some day however many pages are asked for
TEXTS_IN_A_PIECE = 10  # records of a file: a millisecond's work
MOST_LONG_ANSWERS = 3  # that one process makes at once; its other threads (cli/server.py, five at least) are for pages
RETRY_AFTER = 10  # seconds


class AnswerCutOff(Exception):
    """A long answer failed when a part of it was sent already; its reader must see that it is not whole."""


class Turns:
    """What this process is making."""

    def __init__(self) -> None:
        self.pages, self.idle, self.long_one = 0, Condition(), Lock()
        self.long_answers = 0

    def page_begins(self) -> None:
        """A page, or a long answer's beginning, is being made."""
        with self.idle:
            self.pages += 1

    def page_ends(self) -> None:
        """It was made."""
        with self.idle:
            self.pages -= 1
            self.idle.notify_all()

    def begin_long_answer(self) -> ExitStack:
        """A long answer is to be made: what has to be closed when it was sent, or when nobody waits for it any more.

        Raises TooManyRequests where there are MOST_LONG_ANSWERS already.
        """
        with self.idle:
            if self.long_answers >= MOST_LONG_ANSWERS:
                raise TooManyRequests(retry_after=RETRY_AFTER)
            self.long_answers += 1
        begun = ExitStack()  # which may be closed twice
        begun.callback(self._end_long_answer)
        return begun

    def _end_long_answer(self) -> None:
        with self.idle:
            self.long_answers -= 1

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The turn of a piece of a long answer."""
        with self.long_one:
            with self.idle:
                self.idle.wait_for(lambda: not self.pages, PATIENCE)
            yield

    def next_piece(self, texts: Iterator[str]) -> str:
        """The next of the texts, made in their turn; "" after the last."""
        with self.turn():
            return "".join(islice(texts, TEXTS_IN_A_PIECE))

    def pieces(self, texts: Iterator[str], begun: ExitStack) -> Iterator[bytes]:
        """The texts, some at a time, each piece made in its turn. begun: is closed at the end."""
        try:
            with begun:
                while piece := self.next_piece(texts):
                    yield piece.encode()
        except Exception as error:  # noqa: BLE001  whatever it is, its words may be of a listing or a search
            log_fault(error)
            raise AnswerCutOff from None


def register(app: Flask) -> None:
    """Tells the long answers of `app` while it makes a page."""
    app.extensions["turns"] = turns = Turns()

    def begin() -> None:
        """Before anything else of a request."""
        g.being_made = True
        turns.page_begins()

    def end(_error: BaseException | None = None) -> None:
        """At its end, if not before."""
        if g.pop("being_made", False):
            turns.page_ends()

    def sent(response: Response) -> Response:
        """After the answer, or what begins a long one, is made."""
        end()
        return response

    app.before_request(begin)
    app.after_request(sent)
    app.teardown_request(end)


def long_answer(texts: Iterable[str], mimetype: str) -> Response:
    """An answer that is made and sent in turns. Raises TooManyRequests where this process makes many already."""
    turns: Turns = current_app.extensions["turns"]
    if request.method == "HEAD":
        return Response(iter(()), mimetype=mimetype)  # of a length that nobody knows
    begun = turns.begin_long_answer()
    response = Response(stream_with_context(turns.pieces(iter(texts), begun)), mimetype=mimetype)
    response.call_on_close(begun.close)
    return response

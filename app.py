"""What `cdk8s synth`, `cdk synth` and `python app.py` run; it prints to stderr only, the commands own stdout."""

import os
import sys
from pathlib import Path

from geobot_constructs import signals

if __name__ == "__main__":
    # Before the imports that take their time, so that Ctrl-C never ends in a traceback.
    signals.leave_at_once()
    from geobot_constructs.cli import run_app

    sys.exit(run_app(Path(__file__).resolve().parent, os.environ))

"""`python -m geobot_constructs` is the command `geobot`."""

from geobot_constructs import signals


def main() -> None:
    """Entry point of the command: signals first, then the imports that take their time."""
    signals.leave_at_once()
    from geobot_constructs.cli import main as run  # noqa: PLC0415 - only now: it starts Node or takes its time

    run()


if __name__ == "__main__":
    main()

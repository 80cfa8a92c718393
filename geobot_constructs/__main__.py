"""`python -m geobot_constructs` is the command `geobot`."""

from geobot_constructs.cli import main

main()

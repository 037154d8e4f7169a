"""`python -m assistant` is the same as `controlpoint`."""

from assistant.cli import main

main()

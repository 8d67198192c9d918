"""The command line; the only place that prints, and that turns errors into exit status."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130  # 128 + SIGINT, as shells report it
CLOSED_PIPE = 141  # 128 + SIGPIPE: what every other filter ends with under `| head`

# The interpreter's own 700 make it collect all through the imports, where nothing is garbage.
_OBJECTS_PER_COLLECTION = 50_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the arguments without the program's name; None for those of the process.

    Returns:
        The exit status: 0, 1 (findings), 2 (usage or configuration), 3 (an input or engine failed), 130, 141.
    """
    if argv is None:
        gc.set_threshold(_OBJECTS_PER_COLLECTION)
    # numpy would start a thread per core for linear algebra that is never done here: 80 ms of CPU at start-up.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        # Imported here, so that Ctrl-C during start-up is as quiet as later.
        from triage.cli.group import run

        return run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _detach_stdout()
        return CLOSED_PIPE
    finally:
        if argv is None:
            gc.freeze()  # or the interpreter looks through all that is loaded once more before it ends


def _detach_stdout() -> None:
    """Point standard output at nothing, or the interpreter complains on its way out about what it cannot flush."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except OSError:  # standard output is no file, as in a test
        pass
    finally:
        os.close(nowhere)

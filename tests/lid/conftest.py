"""What is left out where the compiled finder cannot be: nothing in CI."""

from __future__ import annotations

import os
from importlib.util import find_spec

# Without a compiler the package goes without it, and so does what compares the two finders.
collect_ignore = [] if os.environ.get("CI") or find_spec("triage.lid._speed") else ["test_compiled.py"]

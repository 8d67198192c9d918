"""Declare the optional extension; everything else stands in setup.cfg, which cannot declare one."""

from __future__ import annotations

import os
from pathlib import Path

from setuptools import Extension, setup

NATIVE = Path("triage") / "lid" / "native"
# Without contraction, sums round as numpy's do, and findings are those of the Python code bit for bit.
FLAGS = ["/std:c11"] if os.name == "nt" else ["-O3", "-ffp-contract=off"]

setup(
    ext_modules=[
        Extension(
            "triage.lid._speed",
            sorted(str(path) for path in NATIVE.glob("*.c")),
            depends=sorted(str(path) for path in NATIVE.glob("*.h")),
            extra_compile_args=FLAGS,
            # Where nothing compiles it, the package does the same in Python.
            optional=True,
        )
    ]
)

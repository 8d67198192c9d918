"""Language identification: which stretches of which segments are in another language than the matrix.

Knows languages and nothing of formats. Deterministic, offline, without sampling.
"""

from __future__ import annotations

from triage.lid.detector import Identification, identify

__all__ = ["Identification", "identify"]

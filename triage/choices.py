"""Read what the user chooses by name: actions and layouts, for all roles or for one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TypeVar

from triage.errors import ConfigError
from triage.model import Action, Layout, Role

AUTO = "auto"

_Named = TypeVar("_Named", bound=Enum)


def parse_actions(values: Sequence[str]) -> tuple[Action | None, dict[Role, Action | None]]:
    """Read `--action` values: `mark`, `auto`, `caption=translate`.

    Returns:
        The action for all roles, None for auto, and those by role. Later values win.

    Raises:
        ConfigError: a role or an action has no such name.
    """
    default: Action | None = None
    by_role: dict[Role, Action | None] = {}
    for value in values:
        role, name = _split(value)
        action = None if name == AUTO else _member(Action, name, "action", also=(AUTO,))
        if role is None:
            default = action
        else:
            by_role[role] = action
    return default, by_role


def parse_layouts(values: Sequence[str]) -> tuple[Layout | None, dict[Role, Layout]]:
    """Read `--layout` values: `append`, `caption=parallel`; like `parse_actions`."""
    default: Layout | None = None
    by_role: dict[Role, Layout] = {}
    for value in values:
        role, name = _split(value)
        layout = _member(Layout, name, "layout")
        if role is None:
            default = layout
        else:
            by_role[role] = layout
    return default, by_role


def _split(value: str) -> tuple[Role | None, str]:
    role, equals, name = value.rpartition("=")
    return (_member(Role, role.strip(), "role") if equals else None), name.strip()


def _member(kind: type[_Named], name: str, noun: str, *, also: tuple[str, ...] = ()) -> _Named:
    try:
        return kind(name)
    except ValueError:
        known = ", ".join((*also, *(str(member.value) for member in kind)))
        raise ConfigError(f"no {noun} is named {name!r}", hint=f"use one of: {known}") from None

"""A checklist's YAML as a tree of nodes, so that every complaint names file, line and field."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from assistant.errors import ChecklistError

DEEPEST_NESTING = 30

Where = tuple[str | int, ...]
"""The way to a field: `("control_points", 0, "severity")`."""


def compose(path: Path, content: bytes) -> yaml.Node:
    """The tree of nodes; aliases, a key twice and too many levels are refused: each hides what a reader sees."""
    try:
        node = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError:
        raise ChecklistError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    except yaml.YAMLError as error:
        raise ChecklistError(yaml_message(path, error)) from None
    if not isinstance(node, yaml.MappingNode):
        raise ChecklistError(f"{path}:1: must be a mapping that starts with name, title and control_points")
    for where, problem in _hidden(node):
        raise ChecklistError(at_line(path, node, where, problem))
    return node


def yaml_message(path: Path, error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"{path}:{error.problem_mark.line + 1}: not valid YAML: {error.problem}"
    return f"{path}: not valid YAML: {getattr(error, 'reason', None) or error}"


def _hidden(root: yaml.Node) -> Iterator[tuple[Where, str]]:
    seen: set[int] = set()
    waiting: list[tuple[Where, yaml.Node]] = [((), root)]
    while waiting:
        where, node = waiting.pop()
        if id(node) in seen:
            yield where, "anchors and aliases are not allowed; write the text out"
            return
        seen.add(id(node))
        if len(where) > DEEPEST_NESTING:
            yield where, "nested too deeply"
            return
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(((*where, index), child) for index, child in enumerate(node.value))
        elif isinstance(node, yaml.MappingNode):
            keys = [key.value if isinstance(key, yaml.ScalarNode) else "?" for key, _ in node.value]
            for key in keys:
                if keys.count(key) > 1:
                    yield (*where, key), "stands here twice; keep one"
            waiting.extend(((*where, key), child) for key, (_, child) in zip(keys, node.value, strict=True))


def at_line(path: Path, root: yaml.Node, where: Where, problem: str) -> str:
    """`my.yaml:132: control_points[0].requirements[3].side: must be one of protects, burdens, neutral`"""
    line = root.start_mark.line
    node: yaml.Node | None = root
    for step in where:
        key, node = _child(node, step)
        line = key.start_mark.line if key else line
    field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where).lstrip(".")
    return f"{path}:{line + 1}: {field}: {problem}"


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The node to point at for this step, and the node to go on from."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        # The last of equal keys: for a key that stands twice, that is the one to delete.
        found = [(key, value) for key, value in node.value if key.value == step]
        return found[-1] if found else (None, None)
    return None, None

"""Responses from their files: completed by examples, and changed by an entry of the lists of weakenings."""

import base64
import copy


def completed(value, example):
    """Returns a value with the fields that only the example has; items of lists are matched by their type, else by position."""
    if isinstance(value, dict) and isinstance(example, dict):
        return {**example, **{key: completed(one, example.get(key)) for key, one in value.items()}}
    if isinstance(value, list) and isinstance(example, list) and example:
        return [completed(one, _like(one, position, example)) for position, one in enumerate(value)]
    return value


def _like(item, position: int, example: list):
    if isinstance(item, dict) and "type" in item:
        return next((one for one in example if one.get("type") == item["type"]), None)
    return example[min(position, len(example) - 1)]


def changed(responses: dict, root: str, change: dict) -> dict:
    """Returns the responses after the changes of an entry: path below the repository, JSON pointer, new value."""
    result = copy.deepcopy(responses)
    for path, changes in change.items():
        if root + path not in result:
            raise KeyError(root + path)
        for pointer, value in changes.items():
            _change(result, root + path, pointer, value)
    return result


def _change(responses: dict, path: str, pointer: str, value) -> None:
    if pointer == "{}":
        responses[path] = None if value == "none" else value
    elif pointer == "/text":
        responses[path]["content"] = base64.b64encode(value.encode()).decode()
    else:
        *parents, last = pointer.strip("/").split("/")
        parent = responses[path]
        for key in parents:
            parent = parent[int(key)] if isinstance(parent, list) else parent[key]
        _set(parent, last, value)


def _set(parent, key: str, value) -> None:
    if isinstance(parent, list) and key == "-":
        parent.append(value)
    elif value is None:
        del parent[int(key) if isinstance(parent, list) else key]
    else:
        parent[int(key) if isinstance(parent, list) else key] = None if value == "none" else value

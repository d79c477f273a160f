"""GitLab's documentation of the requests of the check, in gitlab.json: no registry has GitLab's OpenAPI document."""

import json
from pathlib import Path

from forge import schema
from forge.description import UnknownPath, pattern

FILE = Path(__file__).with_name("gitlab.json")
PAGES = ["page", "per_page"]


class Documented:
    def __init__(self):
        self.requests = {pattern(path): one for path, one in json.loads(FILE.read_text()).items()}

    def _request(self, path: str) -> dict:
        for form, one in self.requests.items():
            if form.fullmatch(path):
                return one
        raise UnknownPath(path)

    def refuse_parameters(self, path: str, names: list[str]) -> None:
        """Refuses parameters of a query that the page does not have."""
        request = self._request(path)
        allowed = [*request.get("parameters", []), *(PAGES if isinstance(request["fields"], list) else [])]
        if set(names) - set(allowed):
            raise UnknownPath(f"{path} with {sorted(set(names) - set(allowed))}")

    def problems(self, path: str, body) -> list[str]:
        """Returns what of a response is not on the page."""
        request = self._request(path)
        return [] if body is None and request.get("null") else schema.problems(body, _schema(request["fields"]))

    def completed(self, _path: str, body):
        return body


def _schema(fields) -> dict:
    """Returns the schema of fields: a type, with ? if it can be null; an object of fields; a list of one kind of item."""
    if isinstance(fields, list):
        return {"type": "array", "items": _schema(fields[0])}
    if isinstance(fields, dict):
        return {"type": "object", "properties": {name: _schema(one) for name, one in fields.items()}, "additionalProperties": False}
    return {"type": [fields.rstrip("?"), "null"] if fields.endswith("?") else fields}

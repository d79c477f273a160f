"""GitHub's description of GET requests: paths, parameters, responses with their schemas and examples."""

import re
from functools import cache

from forge import package, schema
from forge.merge import completed


# Fields of GitHub's responses that its description lacks. Source: google/go-github, type Environment.
LACKING = {"repos/get-all-environments": ["can_admins_bypass"]}

# Optional fields in which the examples of the description do not match its own schemas.
WRONG_EXAMPLES = {"repos/get": ["template_repository", "parent", "source"]}


class UnknownPath(Exception):
    """The description has no such path, or not with such a parameter."""


class Description:
    def __init__(self):
        self.document = package.document()
        self.paths = {pattern(path): path for path, methods in self.document["paths"].items() if "get" in methods}

    def operation(self, path: str) -> dict:
        """Returns the description of GET; a path without variables comes before one with them."""
        found = [template for pattern, template in self.paths.items() if pattern.fullmatch(path)]
        if not found:
            raise UnknownPath(path)
        return self.document["paths"][min(found, key=lambda template: template.count("{"))]["get"]

    def refuse_parameters(self, path: str, names: list[str]) -> None:
        """Refuses parameters of a query that the description does not have."""
        allowed = {self._part(one)["name"] for one in self.operation(path)["parameters"]}
        if set(names) - allowed:
            raise UnknownPath(f"{path} with {sorted(set(names) - allowed)}")

    def problems(self, path: str, body) -> list[str]:
        """Returns what of a response does not match its schema."""
        operation = self.operation(path)["operationId"]
        return schema.problems(_without(body, LACKING.get(operation, [])), self._schema(operation))

    def completed(self, path: str, body):
        """Returns the body with the other fields of the example."""
        example = next(iter(self._content(path).get("examples", {}).values()), None)
        full = completed(body, self._part(example)["value"]) if example else body
        return _without(full, WRONG_EXAMPLES.get(self.operation(path)["operationId"], []))

    @cache  # noqa: B019 - one description in a run
    def _schema(self, operation: str) -> dict:
        path = next(path for path, one in self.document["paths"].items() if one.get("get", {}).get("operationId") == operation)
        return schema.strict(self._response(self.document["paths"][path]["get"])["schema"], self.document)

    def _content(self, path: str) -> dict:
        return self._response(self.operation(path))

    def _response(self, operation: dict) -> dict:
        return self._part(operation["responses"]["200"])["content"]["application/json"]

    def _part(self, part: dict) -> dict:
        return schema.resolved(part["$ref"], self.document) if "$ref" in part else part


def _without(value, names: list[str]):
    """Returns the value without fields of these names, at every depth."""
    if isinstance(value, list):
        return [_without(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, names) for key, one in value.items() if key not in names}
    return value


def pattern(path: str) -> re.Pattern:
    """Returns a pattern of a path; only the variable `path` of contents may have slashes."""
    parts = re.split(r"(\{\w+\})", path)
    return re.compile("".join(".+" if one == "{path}" else "[^/]+" if one.startswith("{") else re.escape(one) for one in parts))

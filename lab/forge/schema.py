"""JSON Schemas that refuse unknown fields, from those of an OpenAPI 3.0 document."""

from jsonschema import Draft202012Validator

ANNOTATIONS = ("example", "examples", "format", "nullable")
BRANCHES = ("allOf", "anyOf", "oneOf")


def strict(schema: dict, document: dict) -> dict:
    """Returns the schema with its references resolved, in which every object is closed."""
    return _closed(_plain(schema, document))


def problems(value, schema: dict) -> list[str]:
    """Returns what does not match, with its position."""
    return [f"{error.json_path}: {error.message[:300]}" for error in Draft202012Validator(schema).iter_errors(value)]


def _plain(schema, document: dict, names: tuple[str, ...] = ()):
    """Resolves references; a schema that contains itself ends at its second use, where any value is accepted."""
    if isinstance(schema, list):
        return [_plain(one, document, names) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name = schema["$ref"]
        return {} if name in names else _plain(resolved(name, document), document, (*names, name))
    plain = {key: _plain(value, document, names) for key, value in schema.items() if key not in (*ANNOTATIONS, "properties")}
    if "properties" in schema:
        plain["properties"] = {name: _plain(one, document, names) for name, one in schema["properties"].items()}
    if schema.get("nullable"):
        return {"anyOf": [{"type": "null"}, plain]}
    return plain


def resolved(reference: str, document: dict):
    """Returns what a reference inside of the document names."""
    found = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part.replace("~1", "/").replace("~0", "~")]
    return found


def _closed(schema: dict) -> dict:
    """Closes the object of a schema, and those in it. Its branches describe the same object, so they stay open."""
    closed = _inside(schema)
    if _is_object(schema):
        closed["unevaluatedProperties"] = closed.pop("additionalProperties", False)
    return closed


def _inside(schema: dict) -> dict:
    inside = dict(schema)
    if "properties" in schema:
        inside["properties"] = {name: _closed(one) for name, one in schema["properties"].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            inside[key] = _closed(schema[key])
    for key in BRANCHES:
        if key in schema:
            inside[key] = [_inside(one) for one in schema[key]]
    return inside


def _is_object(schema: dict) -> bool:
    return "properties" in schema or any(_is_object(one) for key in BRANCHES for one in schema.get(key, []))

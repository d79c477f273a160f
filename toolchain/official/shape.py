"""The common form of a resource, and a reader of it from a Pulumi schema.

A shape is {"inputs": fields, "outputs": fields, "secrets": names, "environment": {name: variables}};
fields is {name: {"required": bool, "type": type}}; type is "string" and so on, ["array", type], ["map", type], {"enum": values}
or {"fields": fields}.
"""

ANY = "any"
LEAVES = {"pulumi.json#/Any": ANY, "pulumi.json#/Archive": "archive", "pulumi.json#/Asset": "asset"}
LOCAL = "#/types/"


class Schema:
    """A Pulumi schema."""

    def __init__(self, spec: dict):
        self.spec = spec

    def resource(self, token: str) -> dict:
        return self.shape(self.spec["resources"][token])

    def provider(self) -> dict:
        return self.shape(self.spec["provider"])

    def shape(self, resource: dict) -> dict:
        inputs, outputs = resource.get("inputProperties", {}), resource.get("properties", {})
        return {
            "inputs": self.fields(inputs, resource.get("requiredInputs", [])),
            "outputs": self.fields(outputs, resource.get("required", [])),
            "secrets": sorted(name for name, value in outputs.items() if value.get("secret")),
            "environment": {name: variables for name, value in inputs.items() if (variables := environment_of(value))},
        }

    def fields(self, properties: dict, required: list[str]) -> dict:
        return {name: {"required": name in required, "type": self.type(spec)} for name, spec in properties.items()}

    def type(self, spec: dict):
        reference = spec.get("$ref")
        if reference:
            return self.reference(reference)
        if spec["type"] == "array":
            return ["array", self.type(spec["items"])]
        if spec["type"] == "object":
            return ["map", self.type(spec["additionalProperties"])]
        return spec["type"]

    def reference(self, reference: str):
        if not reference.startswith(LOCAL):
            return LEAVES[reference]
        spec = self.spec["types"][reference.removeprefix(LOCAL)]
        if "enum" in spec:
            return {"enum": sorted(value["value"] for value in spec["enum"])}
        return {"fields": self.fields(spec["properties"], spec.get("required", []))}


def environment_of(value: dict) -> list[str]:
    return value.get("defaultInfo", {}).get("environment", [])


def differences(built, official, where: str) -> list[str]:
    """Returns a message for each difference."""
    if isinstance(built, dict) and isinstance(official, dict):
        found = [f"{where}.{name}: only the official SDK has it" for name in sorted(official.keys() - built.keys())]
        found += [f"{where}.{name}: the official SDK does not have it" for name in sorted(built.keys() - official.keys())]
        for name in sorted(built.keys() & official.keys()):
            found += differences(built[name], official[name], f"{where}.{name}")
        return found
    return [] if built == official else [f"{where}: built as {built!r}, in the official SDK {official!r}"]

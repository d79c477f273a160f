"""Reads a resource from the sources of an official Go SDK: struct fields and their `pulumi:"name"` tags."""

import re
from pathlib import Path

FIELD = re.compile(r'^\t\w+\s+(\S+)\s+`pulumi:"(\w+)"`$', re.MULTILINE)
SIMPLE = {"string": "string", "bool": "boolean", "int": "integer", "float64": "number", "interface{}": "any"}
OUTPUTS = {
    "String": "string",
    "Bool": "boolean",
    "Int": "integer",
    "StringArray": ["array", "string"],
    "StringMap": ["map", "string"],
    "Array": ["array", "any"],
    "Archive": "archive",
    "AssetOrArchiveMap": ["map", "asset"],  # the schema calls its elements assets
}
COLLECTIONS = ("Array", "Map", "Archive")  # have no Ptr form in Go, so optional ones cannot be recognized


class GoSdk:
    """The sources of one Go package."""

    def __init__(self, package: Path):
        self.text = "\n".join(file.read_text() for file in sorted(package.glob("*.go")))

    def resource(self, name: str) -> dict:
        return {
            "inputs": self.fields(f"{name[0].lower()}{name[1:]}Args", self.input),
            "outputs": self.fields(name, self.output),
            "secrets": [],
            "environment": {},
        }

    def token(self, name: str) -> str:
        return re.search(r'ctx\.RegisterResource\("([^"]+)", name, args, &resource', self.body(f"func New{name}("))[1]

    def body(self, start: str) -> str:
        begin = self.text.index(start)
        return self.text[begin : self.text.index("\n}\n", begin)]

    def fields(self, struct: str, read) -> dict:
        return {name: read(kind) for kind, name in FIELD.findall(self.body(f"type {struct} struct {{"))}

    def input(self, kind: str) -> dict:
        """Reads an input type; a pointer, slice or map is optional."""
        return {"required": kind in SIMPLE, "type": self.plain(kind.removeprefix("*"))}

    def plain(self, kind: str):
        if kind.startswith("[]"):
            return ["array", self.plain(kind[2:])]
        if kind.startswith("map[string]"):
            return ["map", self.plain(kind.removeprefix("map[string]"))]
        return SIMPLE.get(kind) or self.enum(kind)

    def output(self, kind: str) -> dict:
        name = kind.removeprefix("pulumi.").removesuffix("Output")
        pointed = name.removesuffix("Ptr")
        required = None if name.endswith(COLLECTIONS) else name == pointed
        return {"required": required, "type": OUTPUTS.get(pointed) or self.enum(pointed)}

    def enum(self, name: str) -> dict:
        return {"enum": sorted(re.findall(rf'= {name}\("([^"]*)"\)', self.text))}

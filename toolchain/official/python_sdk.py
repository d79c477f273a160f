"""Reads resources from the sources of an official Python SDK, without importing them."""

import ast
from pathlib import Path

SIMPLE = {"str": "string", "bool": "boolean", "int": "integer", "float": "number", "Any": "any"}
WRAPPERS = {"Input", "InputType", "Output"}


class PythonSdk:
    """The classes of one Python package."""

    def __init__(self, package: Path):
        self.package = package
        self.classes: dict[tuple[str, str], ast.ClassDef] = {}
        self.homes: dict[str, tuple[str, ast.ClassDef]] = {}
        for file in sorted(package.rglob("*.py")):
            self.read(file)

    def read(self, file: Path):
        module = str(file.parent.relative_to(self.package))
        for node in ast.parse(file.read_text()).body:
            if not isinstance(node, ast.ClassDef):
                continue
            kind = file.stem if file.stem in ("_inputs", "outputs") else ""
            self.classes[module, kind + node.name] = node
            token = token_of(node)
            if token:
                self.homes[token] = (module, node)

    def resource(self, token: str) -> dict:
        module, node = self.homes[token]
        arguments = self.classes[module, node.name + "Args"]
        return {
            "inputs": self.arguments(module, arguments),
            "outputs": self.properties(module, node),
            "secrets": secrets_of(node),
            "environment": {camel_names(arguments)[name]: value for name, value in environment_of(node).items()},
        }

    def arguments(self, module: str, node: ast.ClassDef) -> dict:
        """Returns the fields of an input class; one without a default is required."""
        names = camel_names(node)
        init = method(node, "__init__")
        fields = {}
        for argument, default in zip(init.args.kwonlyargs, init.args.kw_defaults, strict=True):
            fields[names[argument.arg]] = {"required": default is None, "type": self.type(module, argument.annotation)}
        return fields

    def properties(self, module: str, node: ast.ClassDef) -> dict:
        """Returns the fields of an output class; one that is not Optional is required."""
        names = camel_names(node)
        fields = {}
        for getter in getters(node):
            required = "Optional" not in [named(part) for part in peel(getter.returns)]
            fields[names[getter.name]] = {"required": required, "type": self.type(module, getter.returns)}
        return fields

    def type(self, module: str, node: ast.expr):
        if isinstance(node, ast.Constant):
            return self.type(module, ast.parse(node.value, mode="eval").body)
        if not isinstance(node, ast.Subscript):
            return self.leaf(module, node)
        name = named(node)
        if name in WRAPPERS or name == "Optional":
            return self.type(module, node.slice)
        if name == "Sequence":
            return ["array", self.type(module, node.slice)]
        if name == "Mapping":
            return ["map", self.type(module, node.slice.elts[1])]
        raise ValueError(f"unknown type {ast.unparse(node)}")

    def leaf(self, module: str, node: ast.expr):
        name = named(node)
        if name in SIMPLE:
            return SIMPLE[name]
        if isinstance(node, ast.Attribute) and named(node.value) == "outputs":
            return {"fields": self.properties(module, self.classes[module, "outputs" + name])}
        return {"fields": self.arguments(module, self.classes[module, "_inputs" + name])}


def named(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        return named(node.value)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def peel(node: ast.expr):
    """Yields the annotation and the types inside its wrappers, from outside to inside."""
    yield node
    while isinstance(node, ast.Subscript) and named(node) in WRAPPERS | {"Optional"}:
        node = node.slice
        yield node


def method(node: ast.ClassDef, name: str) -> ast.FunctionDef:
    return next(part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == name)


def getters(node: ast.ClassDef) -> list[ast.FunctionDef]:
    return [part for part in node.body if isinstance(part, ast.FunctionDef) and getter_call(part) is not None]


def getter_call(function: ast.FunctionDef) -> ast.expr | None:
    """Returns the decorator @pulumi.getter or @pulumi.getter(name="camelCase"), if there is one."""
    for decorator in function.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        if named(target) == "getter":
            return decorator
    return None


def camel_names(node: ast.ClassDef) -> dict[str, str]:
    names = {}
    for getter in getters(node):
        call = getter_call(getter)
        given = call.keywords[0].value.value if isinstance(call, ast.Call) else None
        names[getter.name] = given or getter.name
    return names


def token_of(node: ast.ClassDef) -> str | None:
    """Returns the first argument of the constructor's super().__init__('openstack:...', ...)."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and named(call.func) == "__init__" and call.args:
            first = call.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                return first.value
    return None


def secrets_of(node: ast.ClassDef) -> list[str]:
    for keyword in (part for part in ast.walk(node) if isinstance(part, ast.keyword)):
        if keyword.arg == "additional_secret_outputs":
            return sorted(ast.literal_eval(keyword.value))
    return []


def environment_of(node: ast.ClassDef) -> dict[str, list[str]]:
    """Returns the environment variables of defaults: name = _utilities.get_env('VARIABLE')."""
    found = {}
    for assignment in (part for part in ast.walk(node) if isinstance(part, ast.Assign)):
        call = assignment.value
        if isinstance(call, ast.Call) and named(call.func).startswith("get_env"):
            found[assignment.targets[0].id] = [ast.literal_eval(argument) for argument in call.args]
    return found

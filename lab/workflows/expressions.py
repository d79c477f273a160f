"""The part of GitHub's expressions that the workflow files use."""

import re

TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<name>[A-Za-z_][\w.-]*)|(?P<sign>&&|\|\||==|!=|!|[(),]))")
SIGNS = {"&&": " and ", "||": " or ", "!": " not "}
FUNCTIONS = {"always", "cancelled", "contains", "hashFiles"}


class Status(Exception):
    """An expression that is not understood: a mistake of the workflow, or missing here."""


def evaluate(expression: str, context: dict, functions: dict):
    """Returns the value; `context` has the values of dotted names, and missing ones are empty."""
    python, position = [], 0
    while position < len(expression.rstrip()):
        token = TOKEN.match(expression, position)
        if token is None:
            raise Status(f"not understood: {expression[position:]}")
        position = token.end()
        if token["text"]:
            python.append(repr(token["text"][1:-1].replace("''", "'")))
        elif token["sign"]:
            python.append(SIGNS.get(token["sign"], token["sign"]))
        elif token["name"] in FUNCTIONS:
            python.append(token["name"])
        else:
            python.append(repr(value(token["name"], context)))
    return eval("".join(python), {"__builtins__": {}}, functions)  # noqa: S307 # of tokens only


def value(name: str, context: dict):
    found = context
    for part in name.split("."):
        found = found.get(part, "") if isinstance(found, dict) else ""
    return found


def fill(text: str, context: dict, functions: dict) -> str:
    """Returns a text with the values of its expressions."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda one: str(evaluate(one[1], context, functions)), str(text))

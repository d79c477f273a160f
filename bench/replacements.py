"""Reads `go mod edit -json` and prints each replacement by another module as `OLD NEW`, with versions; none by a folder."""

import json
import sys


def text(module: dict) -> str:
    return module["Path"] + (f"@{module['Version']}" if module.get("Version") else "")


for one in json.load(sys.stdin).get("Replace") or []:
    if not one["New"]["Path"].startswith("."):
        print(text(one["Old"]), text(one["New"]))

"""Prints each replacement in the output of `go mod edit -json` as `OLD NEW`, with versions; omits those by a folder."""

import json
import sys


def text(module: dict) -> str:
    return module["Path"] + (f"@{module['Version']}" if module.get("Version") else "")


for one in json.load(sys.stdin).get("Replace") or []:
    if not one["New"]["Path"].startswith("."):
        print(text(one["Old"]), text(one["New"]))

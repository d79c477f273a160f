"""Prints the Kubernetes provider's schema with its version: kubernetes_schema.py SCHEMA VERSION."""

import json
import sys


def main(schema: str, version: str) -> None:
    with open(schema) as file:
        spec = json.load(file)
    spec["version"] = version  # the release process fills it in; without it the SDK asks for no plugin version
    json.dump(spec, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])

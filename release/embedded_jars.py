#!/usr/bin/env python3
"""embedded_jars.py JAR SBOM   adds jars to a list of jars (CycloneDX) that are not dependencies: another jar contains their classes."""

import json
import re
import sys
import zipfile
from pathlib import Path

PROPERTIES = re.compile(r"META-INF/maven/[^/]+/[^/]+/pom\.properties")


def named_in(jar: Path) -> set[tuple[str, str, str]]:
    """Returns group, artifact and version of each jar that Maven built, of those in a jar."""
    with zipfile.ZipFile(jar) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if PROPERTIES.fullmatch(name)]
    return {tuple(re.search(rf"^{key}=(.*?)\s*$", text, re.M)[1] for key in ("groupId", "artifactId", "version")) for text in texts}


def component(group: str, name: str, version: str) -> dict:
    url = f"pkg:maven/{group}/{name}@{version}?type=jar"
    return {"type": "library", "bom-ref": url, "group": group, "name": name, "version": version, "scope": "required", "purl": url}


def main() -> None:
    jar, sbom = map(Path, sys.argv[1:])
    document = json.loads(sbom.read_text())
    listed = {(one.get("group"), one["name"], one["version"]) for one in [document["metadata"]["component"], *document["components"]]}
    document["components"] += [component(*one) for one in sorted(named_in(jar) - listed)]
    sbom.write_text(json.dumps(document, indent=2) + "\n")


if __name__ == "__main__":
    main()

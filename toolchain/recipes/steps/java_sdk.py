"""Makes a Java SDK of a schema: generated, compiled, and laid into a Maven repository as the official jar is."""

import argparse
import fcntl
import hashlib
import json
import os
import subprocess
import zipfile
from pathlib import Path

GROUP = "com.pulumi"
CORE = "1.36.1"  # com.pulumi:pulumi, from the public repository
RELEASE = "11"  # Java, as the official jars
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a jar can hold: same input, same jar

POM = """<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>{group}</groupId>
  <artifactId>{name}</artifactId>
  <version>{version}</version>
  <dependencies>
    <dependency>
      <groupId>{group}</groupId>
      <artifactId>pulumi</artifactId>
      <version>{core}</version>
    </dependency>
  </dependencies>
</project>
"""


def generate(args) -> Path:
    """`pulumi package gen-sdk`, with a home of its own and no look at the network."""
    env = {**os.environ, "PATH": f"{args.programs}:{os.environ['PATH']}", "PULUMI_HOME": str(args.scratch / "home")}
    env |= {"PULUMI_SKIP_UPDATE_CHECK": "true", "PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK": "true"}
    command = ["pulumi", "package", "gen-sdk", str(args.schema), "--language", "java", "--out", str(args.scratch / "sdk")]
    subprocess.run(command, env=env, check=True)
    return args.scratch / "sdk" / "java" / "src" / "main" / "java"


def class_path(args, pom: str) -> str:
    """What com.pulumi:pulumi brings, fetched by Maven. One Maven at a time: they share the local repository."""
    (args.scratch / "pom.xml").write_text(pom)
    answer = args.scratch / "classpath"
    command = ["mvn", "-B", "-q", "-f", str(args.scratch / "pom.xml"), f"-Dmaven.repo.local={args.maven_cache}"]
    command += ["dependency:build-classpath", f"-Dmdep.outputFile={answer}"]
    args.maven_cache.mkdir(parents=True, exist_ok=True)
    with open(args.maven_cache / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(command, check=True)
    return answer.read_text().strip()


def compile_sources(args, sources: Path, path: str) -> Path:
    listing = args.scratch / "sources"
    listing.write_text("\n".join(str(file) for file in sorted(sources.rglob("*.java"))))
    classes = args.scratch / "classes"
    command = ["javac", "-J-Xmx2g", "-nowarn", "-Xlint:none", "-proc:none", "--release", RELEASE, "-encoding", "UTF-8"]
    subprocess.run([*command, "-cp", path, "-d", str(classes), f"@{listing}"], check=True)
    return classes


def add_resources(classes: Path, name: str, version: str) -> None:
    """The generated classes look for both at start-up."""
    folder = classes / GROUP.replace(".", "/") / name
    (folder / "version.txt").write_text(version)
    (folder / "plugin.json").write_text(json.dumps({"resource": True, "name": name, "version": version}))


def publish(args, classes: Path, pom: str, name: str, version: str) -> None:
    folder = args.repository / GROUP.replace(".", "/") / name / version
    folder.mkdir(parents=True)
    stem = folder / f"{name}-{version}"
    stem.with_name(stem.name + ".pom").write_text(pom)
    with zipfile.ZipFile(stem.with_name(stem.name + ".jar"), "w", zipfile.ZIP_DEFLATED) as jar:
        for file in sorted(path for path in classes.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(str(file.relative_to(classes)), EPOCH)
            jar.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)
    for file in list(folder.iterdir()):  # Maven warns about artefacts without
        file.with_name(file.name + ".sha1").write_text(hashlib.sha1(file.read_bytes()).hexdigest())


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schema", type=Path, required=True)
    parser.add_argument("--programs", required=True, help="folder of pulumi and pulumi-language-java")
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--maven-cache", type=Path, required=True)
    parser.add_argument("--repository", type=Path, required=True, help="Maven repository to write")
    return parser.parse_args()


def main() -> None:
    args = arguments()
    spec = json.loads(args.schema.read_text())
    name, version = spec["name"], spec["version"]
    pom = POM.format(group=GROUP, name=name, version=version, core=CORE)
    sources = generate(args)
    classes = compile_sources(args, sources, class_path(args, pom))
    add_resources(classes, name, version)
    publish(args, classes, pom, name, version)


if __name__ == "__main__":
    main()

"""Images of the shipped stack files. The lab creates each in Glance, with its name and its id."""

import re

from sandbox import paths
from sandbox.paths import LabError

IMAGE_KEY = re.compile(r"\bimage:\s*[\"']?([A-Za-z0-9][\w.:/+()-]*)@([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b")


def of_stack_files() -> dict[str, str]:
    """Returns the id of each image by its name. Reads the repository's stacks also if SLIPWAY_STACKS is another folder:
    the template is the same for every fleet."""
    found: dict[str, str] = {}
    for file in sorted((paths.REPO / "stacks").glob("*.yaml")):
        for name, image_id in IMAGE_KEY.findall(file.read_text()):
            if found.setdefault(name, image_id) != image_id:
                raise LabError(f"{file}: image {name} has id {image_id}, and {found[name]} in another stack file; use one id")
    if not found:
        raise LabError(f"no stack file in {paths.REPO}/stacks has an image NAME@ID; the lab creates the images of these files")
    return found

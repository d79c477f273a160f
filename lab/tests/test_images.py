"""Tests of the images that the lab creates: those of the shipped stack files."""

import tempfile
import unittest
from pathlib import Path
from unittest import mock

from sandbox import images, paths, prepare
from sandbox.paths import LabError

FIRST, SECOND = "5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f60", "11111111-2222-4333-8444-555555555555"


class Images(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.stacks = Path(folder.name) / "stacks"
        self.stacks.mkdir()
        patch = mock.patch.object(paths, "REPO", Path(folder.name))
        patch.start()
        self.addCleanup(patch.stop)

    def write(self, name, text):
        (self.stacks / f"{name}.yaml").write_text(text)

    def test_each_form_is_found(self):
        self.write("a", f"image: talos-1.13.9@{FIRST}\nendpoint:\n  image: \"debian-12@{SECOND}\"\n")
        self.write("b", f"workers:\n  logs: {{ count: 2, image: talos-logs@{SECOND}, slot: 1 }}\nimage: talos-1.13.9@{FIRST}\n")
        self.assertEqual({"talos-1.13.9": FIRST, "debian-12": SECOND, "talos-logs": SECOND}, images.of_stack_files())

    def test_two_ids_of_a_name_are_refused(self):
        self.write("a", f"image: talos@{FIRST}\n")
        self.write("b", f"image: talos@{SECOND}\n")
        with self.assertRaisesRegex(LabError, f"b.yaml: image talos has id {SECOND}, and {FIRST} in another stack file"):
            images.of_stack_files()

    def test_no_image_is_refused(self):
        self.write("a", "image: talos\n")
        with self.assertRaisesRegex(LabError, "has an image NAME@ID"):
            images.of_stack_files()

    def test_another_id_is_another_template(self):
        self.write("a", f"image: talos@{FIRST}\n")
        key = prepare.template_key()
        self.write("a", f"image: talos@{FIRST}\ntalos: 1.13.10\n")
        self.assertEqual(key, prepare.template_key())
        self.write("a", f"image: talos@{SECOND}\n")
        self.assertNotEqual(key, prepare.template_key())


class ShippedImages(unittest.TestCase):
    def test_have_the_names_that_tests_use(self):
        self.assertEqual({"talos-1.13.9", "debian-12"}, set(images.of_stack_files()))


if __name__ == "__main__":
    unittest.main()

"""Tests of saved labs: what makes one outdated, and what save and restore refuse."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from sandbox import paths, saved


class SavedLab(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.state = self.root / "state"
        repository = self.root / "repository"
        for roots in saved.PARTS.values():
            for root in roots:
                file = repository / root if "." in root else repository / root / "file"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("content")
        self.stack = repository / "stacks/file"
        variables = {"SLIPWAY_CACHE": str(self.root / "cache"), "SLIPWAY_LAB": str(self.state)}
        for patch in (mock.patch.object(paths, "REPO", repository), mock.patch.dict(os.environ, variables)):
            patch.start()
            self.addCleanup(patch.stop)

    def save(self):
        paths.prepare_state(self.state)
        (self.state / "cloud").mkdir()
        (self.state / "cloud/database").write_text("rows")
        (self.state / "pulumi/stack").write_text("resources")
        saved.save("ops", self.state)

    def test_is_copied_whole(self):
        self.save()
        target = self.root / "target"
        saved.restore("ops", target)
        self.assertEqual("rows", (target / "cloud/database").read_text())
        self.assertEqual("resources", (target / "pulumi/stack").read_text())
        self.assertTrue((target / paths.STATE_MARKER).exists())
        self.assertFalse((target / saved.FINGERPRINT).exists())

    def test_is_outdated_after_a_change_of_a_file_that_determines_it(self):
        self.save()
        self.assertIsNone(saved.outdated("ops"))
        (self.stack.parent / "README.md").write_text("documentation")
        self.assertIsNone(saved.outdated("ops"))
        self.stack.write_text("other content")
        self.assertEqual("saved lab 'ops' is outdated; changed since then: the stack files", saved.outdated("ops"))
        with self.assertRaisesRegex(paths.LabError, "changed since then: the stack files; create it with"):
            saved.restore("ops", self.root / "target")

    def test_is_outdated_in_another_state_folder(self):
        self.save()
        with mock.patch.dict(os.environ, SLIPWAY_LAB=str(self.root / "other")):
            self.assertEqual("saved lab 'ops' is outdated; changed since then: the state folder", saved.outdated("ops"))

    def test_unknown_name_lists_the_saved_labs(self):
        self.save()
        self.assertEqual("there is no saved lab 'other'; saved labs: ops", saved.outdated("other"))

    def test_replaces_no_state(self):
        self.save()
        with self.assertRaisesRegex(paths.LabError, "has the state of a lab; remove it first"):
            saved.restore("ops", self.state)

    def test_requires_a_state(self):
        with self.assertRaisesRegex(paths.LabError, "no lab's state in"):
            saved.save("ops", self.root / "nothing")

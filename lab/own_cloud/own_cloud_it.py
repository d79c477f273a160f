"""Runs docs/own-cloud.md as written. Requires root."""

import shutil
import tempfile
import unittest
from pathlib import Path

from own_cloud import walk

class OwnCloudIT(unittest.TestCase):
    def test_page(self):
        folder = Path(tempfile.mkdtemp(prefix="slipway-own-cloud-"))
        self.addCleanup(shutil.rmtree, folder)
        tour = walk.Walk(folder)
        self.addCleanup(tour.cloud.stop)
        tour.prepare(walk.signed.make(folder))
        output = {}
        for block in tour.blocks:
            if block.language == "bash" and block.title not in (walk.VALUES, walk.ROOT):
                done = walk.timed(tour, block)
                output[block.section] = output.get(block.section, "") + done.stdout
                self.assertEqual(0, done.returncode, f"{block.section}:\n{block.text}\n{done.stdout}")
                if block.section == "Look at it" and "--sign-in" in block.text:
                    self.assertIn("zitadel:auditor", walk.sign_in(tour, "auditor"))
        self.assert_built(output)
        self.assert_handed_over(output["Hand over to a colleague"])
        self.assert_removed(tour)

    def assert_built(self, output: dict[str, str]):
        self.assertEqual(5, output["The computer"].count(": OK"))
        self.assertEqual(8, output["Look at it"].count(" Ready "), output["Look at it"])
        self.assertIn("Synced", output["Look at it"])
        self.assertIn("2 stack files, no problems", output["Stack files"])

    def assert_handed_over(self, output: str):
        self.assertEqual(2, output.count("~ 1 to update"), output)
        self.assertEqual(2, output.count("~ pulumi:providers:openstack: (update)"), output)

    def assert_removed(self, tour):
        for stack in ("staging", "staging-osl2"):
            for kind in ("server", "port", "router", "floating ip"):
                command = ["openstack", *kind.split(), "list", "--project", f"slipway-{stack}", "-f", "value", "-c", "ID"]
                self.assertEqual("", tour.cloud.inside(*command), f"{kind} of {stack}")


if __name__ == "__main__":
    unittest.main()

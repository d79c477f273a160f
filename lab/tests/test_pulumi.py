"""Tests of `lab run`: the order of the updates."""

import unittest

from sandbox import pulumi


class Order(unittest.TestCase):
    def test_ops_stack_registers_clusters_after_their_update(self):
        self.assertEqual(["staging", "staging-osl2", "staging"], pulumi.order(["staging-osl2", "staging"]))

    def test_registration_needs_no_name_of_the_ops_stack(self):
        self.assertEqual(["staging-osl2", "staging-sto2", "staging"], pulumi.order(["staging-osl2", "staging-sto2"]))

    def test_ops_stack_alone_is_updated_once(self):
        self.assertEqual(["staging", "production"], pulumi.order(["staging", "production"]))


if __name__ == "__main__":
    unittest.main()

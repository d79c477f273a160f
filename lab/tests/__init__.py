"""Tests of the lab's Python code. `test_*.py` run without a lab, `*_it.py` start one."""

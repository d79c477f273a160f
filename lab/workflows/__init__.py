"""Checks the workflow files of forge/, and executes each of their lines without a forge."""

"""Reads the official SDKs and our schemas into one form, so that they can be compared."""

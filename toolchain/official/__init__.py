"""Reads the official SDKs and the built schemas into one form, to compare them."""

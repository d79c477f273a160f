"""Builds the lab's tools from package registries: table, store of results, building, profile."""

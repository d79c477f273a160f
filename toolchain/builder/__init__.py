"""Builds tools from package registries: table of tools, store of results, build schedule, profile."""

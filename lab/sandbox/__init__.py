"""The world: one private set of namespaces in which the whole lab runs, and what opens, watches and ends it."""

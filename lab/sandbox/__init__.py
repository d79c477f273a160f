"""The sandbox: one set of Linux namespaces in which the whole lab runs, and the code that creates, checks and removes it."""

"""Emulates the machines of the lab: `agent` runs a server's programs, `talosnode` (Go) answers as Talos."""

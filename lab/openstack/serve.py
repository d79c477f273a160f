"""Serves a WSGI factory with waitress: serve.py MODULE:FUNCTION PORT THREADS [the application's own arguments]"""

import importlib
import sys

import waitress

target, port, threads = sys.argv[1:4]
sys.argv = [target, *sys.argv[4:]]  # oslo.config would try to read ours
module, _, factory = target.partition(":")
application = getattr(importlib.import_module(module), factory)()
waitress.serve(application, listen=f"127.0.0.1:{port}", threads=int(threads), connection_limit=500, channel_timeout=300)

"""Talks to the world's supervisord over its socket (XML-RPC). Works inside the world only."""

import http.client
import socket
import xmlrpc.client

SOCKET = "/run/lab/supervisor.sock"


class _Connection(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(SOCKET)


class _Transport(xmlrpc.client.Transport):
    def make_connection(self, host):
        return _Connection("localhost")


def supervisor():
    return xmlrpc.client.ServerProxy("http://localhost/RPC2", transport=_Transport()).supervisor

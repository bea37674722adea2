#!/usr/bin/env python3
"""Counts answers to POST that a proxy cuts. It needs no Lutra: this script is the server behind the proxy, too.

    python3 docs/benchmarks/proxy-answers.py 18320 http://localhost:18321 [requests]

The proxy at the second address must pass requests on to the port that is the first argument. The server reads a request to
its end, answers at once with 20,000 bytes, and keeps its connection. Exit status 1: at least one answer was cut.
"""

import collections
import http.client
import http.server
import socketserver
import sys
import threading
import urllib.parse

PORT = int(sys.argv[1])
PROXY = urllib.parse.urlsplit(sys.argv[2])
REQUESTS = int(sys.argv[3]) if len(sys.argv) > 3 else 8000
CLIENTS = 8

lock = threading.Lock()
outcomes = collections.Counter()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100

    def handle_error(self, request, client_address):
        # A proxy that cuts an answer resets this connection.
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # One system call for each answer: the proxy sees all of it at once.
    wbufsize = 1 << 16

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "20000")
        self.end_headers()
        self.wfile.write(b"x" * 20000)

    def log_message(self, *arguments):
        pass


def connect():
    return http.client.HTTPConnection(PROXY.hostname, PROXY.port, timeout=30)


def client():
    connection = connect()
    for _ in range(REQUESTS // CLIENTS):
        try:
            connection.request("POST", "/", b"y" * 100, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            outcome = str(answer.status)
        except (OSError, http.client.HTTPException) as e:
            outcome = repr(e)
            connection.close()
            connection = connect()
        with lock:
            outcomes[outcome] += 1


threading.Thread(target=Server(("127.0.0.1", PORT), Handler).serve_forever, daemon=True).start()
threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
cut = sum(outcomes.values()) - outcomes["200"]
print(f"{cut} of {sum(outcomes.values())} answers were cut:", dict(outcomes))
sys.exit(1 if cut else 0)

#!/usr/bin/env python3
"""Serves the files of a folder on loopback, well and badly, for tests of fetching.

    dataset_server.py FOLDER

Makes FOLDER/certificate.pem by openssl, answers over https and http and as a proxy, and writes its three ports as a
line of JSON. How a file is served says the first part of its address:

    /fine/       as a good server would, by parts as well      /slow/      8 KB every 10 ms
    /whole/      never by parts                                /nolength/  without its length
    /cut/        two fifths, then the connection breaks; what is asked for from there on comes
    /half/       two fifths, then the connection breaks; nothing more comes ever
    /wrong/      another content of the same length            /missing/   404
    /endless/    bytes without end                             /large/     a length that no dataset has
    /moved/      leads to /fine/                               /insecure/  leads to plain http
    /round/      leads to itself                               /silent/    no answer
    /bomb/       70 MB of zeros, packed, whatever is asked for

FOLDER/requests.log gets a line for each request: its method, its path, and the bytes that it asks for. The server ends
with its standard input.
"""

import gzip
import http.server
import json
import os
import select
import socket
import ssl
import subprocess
import sys
import threading
import time

PIECE = 8192
SLOWNESS = 0.01
PATIENCE = 30


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def log_message(self, *_):
        pass

    def note(self):
        with self.server.lock, open(os.path.join(self.server.folder, "requests.log"), "a", encoding="utf-8") as log:
            log.write(f"{self.command} {self.path} {self.headers.get('Range', '')}\n")

    def do_GET(self):
        self.note()
        path = self.path
        if path.startswith("http://"):  # by the proxy, which is this server as well
            path = "/" + path.split("/", 3)[3]
        _, manner, name = path.split("/", 2)
        serve = getattr(self, "serve_" + manner, None)
        if serve is None:
            self.send_error(404)
        else:
            serve(name)

    def content(self, name):
        with open(os.path.join(self.server.folder, os.path.basename(name)), "rb") as file:
            return file.read()

    def first_byte(self):
        asked = self.headers.get("Range", "")
        return int(asked.removeprefix("bytes=").split("-")[0]) if asked else 0

    def begin(self, content, by_parts=True):
        """Sends the head; returns what is to be sent behind it, or None where there is nothing."""
        first = self.first_byte() if by_parts else 0
        if first >= len(content) and first > 0:
            self.send_response(416)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        self.send_response(206 if first else 200)
        if first:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - first))
        self.end_headers()
        return content[first:]

    def lead_to(self, address):
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def serve_fine(self, name):
        rest = self.begin(self.content(name))
        if rest is not None:
            self.wfile.write(rest)

    def serve_whole(self, name):
        self.wfile.write(self.begin(self.content(name), by_parts=False))

    def serve_nolength(self, name):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(self.content(name))
        self.close_connection = True

    def serve_slow(self, name):
        rest = self.begin(self.content(name))
        for start in range(0, len(rest or b""), PIECE):
            self.wfile.write(rest[start : start + PIECE])
            time.sleep(SLOWNESS)

    def break_off(self, name):
        content = self.content(name)
        self.wfile.write(self.begin(content)[: len(content) * 2 // 5])
        self.wfile.flush()
        self.close_connection = True

    def serve_cut(self, name):
        if self.first_byte():
            self.serve_fine(name)
        else:
            self.break_off(name)

    def serve_half(self, name):
        if self.first_byte():
            self.send_error(503)
        else:
            self.break_off(name)

    def serve_wrong(self, name):
        content = bytearray(self.content(name))
        with open(os.path.join(self.server.folder, "wrong.gz"), "rb") as file:
            other = file.read()
        content[: len(other)] = other[: len(content)]
        self.wfile.write(self.begin(bytes(content)))

    def serve_endless(self, _):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        while True:
            self.wfile.write(bytes(1 << 20))

    def serve_large(self, _):
        self.send_response(200)
        self.send_header("Content-Length", str(1 << 40))
        self.end_headers()
        self.wfile.write(bytes(PIECE))
        self.close_connection = True

    def serve_moved(self, name):
        self.lead_to(f"/fine/{name}")

    def serve_insecure(self, name):
        self.lead_to(f"http://127.0.0.1:{self.server.plain_port}/fine/{name}")

    def serve_round(self, name):
        self.lead_to(f"/round/{name}")

    def serve_silent(self, _):
        time.sleep(PATIENCE)

    def serve_bomb(self, _):
        self.serve_fine("bomb.gz")

    def do_CONNECT(self):
        self.note()
        host, port = self.path.rsplit(":", 1)
        with socket.create_connection((host, int(port))) as other:
            self.send_response(200)
            self.end_headers()
            ends = [self.connection, other]
            while True:
                for end in select.select(ends, [], [], PATIENCE)[0]:
                    piece = end.recv(1 << 16)
                    if not piece:
                        self.close_connection = True
                        return
                    (other if end is self.connection else self.connection).sendall(piece)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    lock = threading.Lock()

    def __init__(self, folder, context=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.context = context
        self.plain_port = 0

    def finish_request(self, request, client_address):
        # On the connection's own thread: a client that is slow to greet holds nobody up.
        if self.context is not None:
            request = self.context.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)
        if self.context is not None:
            request.close()

    def handle_error(self, *_):
        pass  # clients go away as they like


def make_certificate(folder):
    key = os.path.join(folder, "key.pem")
    certificate = os.path.join(folder, "certificate.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                    "2", "-subj", "/CN=Normscope's tests", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def main():
    folder = sys.argv[1]
    for name, content in (("bomb.gz", bytes(70 << 20)), ("wrong.gz", b"something else")):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(gzip.compress(content, 1))
    secure = Server(folder, make_certificate(folder))
    plain = Server(folder)
    proxy = Server(folder)
    secure.plain_port = plain.server_address[1]
    for server in (secure, plain, proxy):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({name: server.server_address[1]
                      for name, server in (("https", secure), ("http", plain), ("proxy", proxy))}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()

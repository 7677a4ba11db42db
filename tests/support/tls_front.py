"""The real platform behind https with a certificate that nobody trusts yet, made for the test by openssl."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .forward_proxy import tunnel


@dataclass
class TlsFront:
    """Where it listens, and with what.

    Attributes:
        url: the platform's address over https.
        place: `host:port` of it.
        certificate: the self-signed certificate, PEM.
        connected: connections on which a client has accepted the certificate and sent something.
    """

    url: str
    place: str
    certificate: str
    connected: int = 0


@contextmanager
def tls_front(target: str, folder: Path, names: str = "IP:127.0.0.1") -> Iterator[TlsFront]:
    """https before `target`, with a certificate for `names` (openssl's subjectAltName) in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=HSO prov",
         "-addext", f"subjectAltName={names}", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    parts = urlsplit(target)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        front = TlsFront(target.replace(f"http://{parts.netloc}", f"https://{place}"), place, certificate.read_text())

        def serve(plain: socket.socket) -> None:
            with suppress(OSError), context.wrap_socket(plain, server_side=True) as near:
                first = near.recv(65536)
                if first:
                    front.connected += 1
                    with socket.create_connection((parts.hostname, parts.port)) as far:
                        far.sendall(first)
                        tunnel(near, far)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield front
        # Closing a listening socket does not wake the thread that waits in `accept`.
        listener.shutdown(socket.SHUT_RDWR)

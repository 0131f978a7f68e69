"""A server of somebody else that receives webhooks: real TLS, and an authority made for the test."""

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

VANDAAG = datetime.datetime.now(tz=datetime.UTC)


@dataclass(frozen=True)
class Autoriteit:
    """Files of an authority and of the certificate that it gave to `localhost`."""

    ca: Path
    certificaat: Path
    sleutel: Path


def make_autoriteit(folder: Path, *, naam: str = "localhost") -> Autoriteit:
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _name("Autoriteit voor de tests")
    ca = _certificate(root, root, ca_key.public_key()).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        **dict.fromkeys(
            (
                "content_commitment",
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "encipher_only",
                "decipher_only",
            ),
            False,
        ),
    )
    ca = ca.add_extension(usage, critical=True).add_extension(
        x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key()), critical=False
    )
    leaf = (
        _certificate(_name(naam), root, key.public_key())
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(naam)]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()),
            critical=False,
        )
    )
    files = Autoriteit(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    pem = serialization.Encoding.PEM
    files.ca.write_bytes(ca.sign(ca_key, hashes.SHA256()).public_bytes(pem))
    files.certificaat.write_bytes(leaf.sign(ca_key, hashes.SHA256()).public_bytes(pem))
    files.sleutel.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return files


def _name(naam: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])


def _certificate(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VANDAAG - datetime.timedelta(days=1))
        .not_valid_after(VANDAAG + datetime.timedelta(days=2))
    )


@dataclass
class Ontvanger:
    """What came in, and how the server behaves. The path of a call decides: see `Handler`."""

    poort: int
    handler: type
    ontvangen: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    status: int = 204
    gestuurd: int = 0

    @property
    def plek(self) -> str:
        return f"localhost:{self.poort}"

    def url(self, pad: str = "/") -> str:
        return f"https://{self.plek}{pad}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    ontvanger: Ontvanger

    def do_POST(self) -> None:
        inhoud = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {naam.lower(): waarde for naam, waarde in self.headers.items()}
        self.ontvanger.ontvangen.append((self.path, headers, inhoud))
        with suppress(OSError):
            getattr(self, f"send_{self.path.partition('?')[0].strip('/') or 'status'}")()

    def do_GET(self) -> None:
        self.ontvanger.ontvangen.append((self.path, {}, b""))
        self.send_status()

    def log_message(self, *args: object) -> None:
        pass

    def write(self, inhoud: bytes) -> None:
        self.wfile.write(inhoud)
        self.ontvanger.gestuurd += len(inhoud)

    def send_status(self) -> None:
        tekst = b"" if self.ontvanger.status == 204 else "Wij zeggen <b>nee</b>\0 ✓".encode()
        self.send_response(self.ontvanger.status)
        self.send_header("Content-Length", str(len(tekst)))
        self.end_headers()
        self.write(tekst)

    def send_doorsturen(self) -> None:
        self.send_response(307)
        self.send_header("Location", self.ontvanger.url("/gevolgd"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_stil(self) -> None:
        time.sleep(3)

    def send_druppel(self) -> None:
        """A byte now and then: each step is quick, the whole never ends."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n")
        for _ in range(40):
            time.sleep(0.05)
            self.write(b"x")

    def send_druppelkop(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Traag: ")
        for _ in range(40):
            time.sleep(0.05)
            self.write(b"x")

    def send_groot(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(10_000):
            self.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def send_grotekop(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(10_000):
            self.write(b"X-Groot: " + b"x" * 60_000 + b"\r\n")

    def send_onzin(self) -> None:
        self.wfile.write(b"\xff\x00 dit is geen HTTP\r\n\r\n")


@contextmanager
def run_ontvanger(autoriteit: Autoriteit) -> Iterator[Ontvanger]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Eigen", (Handler,), {}))
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(autoriteit.certificaat, autoriteit.sleutel)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.handle_error = lambda *args: None
    ontvanger = Ontvanger(server.server_address[1], server.RequestHandlerClass)
    ontvanger.handler.ontvanger = ontvanger
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield ontvanger
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def run_rauw(antwoord: bytes | None) -> Iterator[int]:
    """A port where somebody listens without TLS: sends `antwoord`, or with None never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:
        stop = threading.Event()

        def serve() -> None:
            luisteraar.settimeout(0.05)
            open_: list[socket.socket] = []
            while not stop.is_set():
                with suppress(TimeoutError):
                    verbinding, _ = luisteraar.accept()
                    open_.append(verbinding)
                    if antwoord is not None:
                        verbinding.sendall(antwoord)
            for verbinding in open_:
                verbinding.close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield luisteraar.getsockname()[1]
        finally:
            stop.set()
            thread.join()

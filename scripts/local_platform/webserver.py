"""nginx in front of the workers: HTTP Basic, size limit, and fault answers that a WFS client can read."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from scripts.server.errors import PlatformError

from . import processes
from .layout import Layout
from .state import PUBLIC_PATH, PlatformState, free_port, is_free

PROGRAM = Path("/usr/sbin/nginx")
_REPORT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" version="1.0.0" language="sv">'
    '<ows:Exception exceptionCode="{code}"><ows:ExceptionText>{code}: {text}</ows:ExceptionText></ows:Exception>'
    "</ows:ExceptionReport>"
)
_CONFIGURATION = """\
# Written by scripts/local_platform at every start.
pid "{folder}/nginx.pid";
error_log "{logs}/nginx-error.log" warn;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
  log_format plain '$remote_addr $remote_user [$time_local] "$request_method $uri" $status '
                   '$request_length $body_bytes_sent $request_time';
  access_log "{logs}/nginx-access.log" plain;
  client_body_temp_path "{folder}/body";
  fastcgi_temp_path "{folder}/fastcgi";
  proxy_temp_path "{folder}/proxy";
  scgi_temp_path "{folder}/scgi";
  uwsgi_temp_path "{folder}/uwsgi";
  server_tokens off;
  default_type text/plain;
  keepalive_timeout 65;
  # A dead worker refuses the connection at once, and nginx turns to the other: neither is ever put aside.
  upstream qgis {{
    least_conn;
{workers}
  }}
  server {{
    listen 127.0.0.1:{port};
    server_name 127.0.0.1 localhost;
    absolute_redirect off;
    client_max_body_size 20m;
    client_body_timeout 60s;
    auth_basic "Strukturbild Vasternorrland";
    auth_basic_user_file "{folder}/htpasswd";
    error_page 413 @too_large;
    error_page 502 504 @no_worker;
{addresses}
    location / {{ return 404; }}
    location @too_large {{ default_type text/xml; return 413 '{too_large}'; }}
    location @no_worker {{ default_type text/xml; return 503 '{no_worker}'; }}
  }}
}}
"""
#: An address that the workers answer.
_ADDRESS = """\
    location = {path} {{
      {access}
      fastcgi_pass qgis;
      fastcgi_read_timeout 300s;
      fastcgi_buffers 64 16k;
      fastcgi_max_temp_file_size 0;
      gzip off;
      fastcgi_param REMOTE_USER {user};
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      # Always this very path: QGIS Server's other interfaces are chosen by path, and none of them is published.
      fastcgi_param SCRIPT_NAME {path};
      fastcgi_param REQUEST_URI {path}$is_args$args;
      fastcgi_param SERVER_PROTOCOL $server_protocol;
      fastcgi_param SERVER_NAME $server_name;
      fastcgi_param SERVER_PORT $server_port;
      fastcgi_param REMOTE_ADDR $remote_addr;
      fastcgi_param HTTP_AUTHORIZATION "";
      # FastCGI replaces a worker's environment by these parameters at every request, and libpq reads this one then.
      fastcgi_param PGSERVICEFILE "{service}";
    }}
"""
_SIGNED_IN = "limit_except GET POST { deny all; }"
#: A password that a browser or QGIS sends along here is neither asked for nor believed.
_PUBLIC = "auth_basic off; limit_except GET { deny all; }"


def hashed(password: str) -> str:
    """`password` salted and hashed (SHA-512 crypt). It reaches openssl by a pipe, never by the command line."""
    done = subprocess.run(
        ["openssl", "passwd", "-6", "-stdin"], input=password + "\n", capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


class WebServer:
    """The nginx of one platform."""

    def __init__(self, layout: Layout, state: PlatformState) -> None:
        self.layout = layout
        self.state = state
        self.configuration = layout.nginx / "nginx.conf"

    def running(self) -> int | None:
        """Process id of the main process, None when it does not run."""
        return processes.pid_in(self.layout.nginx / "nginx.pid", PROGRAM.name, self.layout.run)

    def start(self, workers: list[Path]) -> None:
        """Start on the port of last time, or another when that one is taken; anew if it is to serve otherwise."""
        if self.running() is not None and self._serves(self._settings(workers)):
            return
        if not PROGRAM.exists():
            raise PlatformError("nginx is not installed: run scripts/dev/setup.sh")
        processes.stop(processes.own(PROGRAM.name, self.layout.run), PROGRAM.name, self.layout.run)
        if not self.state.http_port or not is_free(self.state.http_port):
            self.state.http_port = free_port()
        self._write_passwords()
        self.layout.write(self.configuration, self._settings(workers))
        command = self.layout.account.command(
            PROGRAM, "-p", self.layout.nginx, "-c", self.configuration, "-e", self.layout.logs / "nginx-error.log"
        )
        with (self.layout.logs / "nginx-start.log").open("wb") as log:
            done = subprocess.run(
                command, cwd=self.layout.nginx, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
            )
        if done.returncode:
            words = (self.layout.logs / "nginx-start.log").read_text(encoding="utf-8", errors="replace").strip()
            raise PlatformError(f"nginx does not start: {words[-400:]}")

    def stop(self) -> bool:
        """Stop nginx, also what a crash left of it. True if anything ran."""
        pids = processes.own(PROGRAM.name, self.layout.run)
        processes.stop(pids, PROGRAM.name, self.layout.run, signal.SIGQUIT)
        return bool(pids)

    def _serves(self, settings: str) -> bool:
        """Whether `settings` are what it was last started with."""
        return self.configuration.exists() and self.configuration.read_text(encoding="utf-8") == settings

    def _settings(self, workers: list[Path]) -> str:
        service = self.layout.server / "pg_service.conf"
        return _CONFIGURATION.format(
            folder=self.layout.nginx,
            addresses="".join(
                _ADDRESS.format(path=path, access=access, user=user, service=service)
                for path, access, user in (("/wfs", _SIGNED_IN, "$remote_user"), (PUBLIC_PATH, _PUBLIC, '""'))
            ),
            logs=self.layout.logs,
            workers="\n".join(f'    server "unix:{socket}" max_fails=0;' for socket in workers),
            port=self.state.http_port,
            too_large=_REPORT.format(
                code="HSO-STORLEK", text="Anropet är större än 20 MB. Skicka färre objekt åt gången."
            ),
            no_worker=_REPORT.format(
                code="HSO-TJANST", text="Karttjänsten svarar inte just nu. Försök igen om en stund."
            ),
        )

    def _write_passwords(self) -> None:
        """Hashes of the users' passwords; made anew only for a password that is not there yet."""
        path = self.layout.nginx / "htpasswd"
        if path.exists() and {line.split(":")[0] for line in path.read_text(encoding="ascii").splitlines()} == set(
            self.state.user_passwords
        ):
            return
        self.layout.write(
            path, "".join(f"{name}:{hashed(password)}\n" for name, password in self.state.user_passwords.items())
        )

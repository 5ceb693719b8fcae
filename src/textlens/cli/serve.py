"""``textlens serve``: a page on this machine to paste articles into."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from typing import Any

import click

from textlens._pipeline import Pipeline
from textlens.cli._inputs import make_config
from textlens.cli._lines import warn
from textlens.errors import TextlensError

__all__ = ["command"]


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535),
              help="Port to listen on; 0 takes a free one.")  # fmt: skip
@click.option("--limit", default=2_000_000, show_default=True, type=click.IntRange(1_000),
              metavar="BYTES", help="Largest article that is taken.")  # fmt: skip
@click.option("--plugin", "plugins", multiple=True, metavar="NAME",
              help="Use only this plugin; may be given several times.")  # fmt: skip
@click.option("--config", "config_path", type=click.Path(), metavar="FILE",
              help="Read settings from FILE (default: the nearest textlens.toml).")  # fmt: skip
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE",
              help="A setting, e.g. plugin.quotes.model=none; VALUE as in TOML.")  # fmt: skip
def command(host: str, port: int, limit: int, **given: Any) -> int:  # Any: the settings' options
    """Open a page to paste articles into and see their reports.

    Only this machine can reach it unless --host says otherwise. Nothing is stored.
    """
    try:
        import uvicorn

        from textlens.serve import LOOPBACK, make_app
    except ImportError as error:
        raise TextlensError(
            f"textlens serve needs the extra: pip install 'textlens[serve]' ({error})"
        ) from None
    pipeline = Pipeline(
        config=make_config(given["config_path"], given["settings"], given["plugins"])
    ).warm_up()
    for problem in pipeline.problems:
        warn(str(problem))
    is_open = not _is_loopback(host)
    if is_open:
        warn(f"{host} can be reached from other machines; there is no password")
    with _listening(host, port) as listener:
        bound = listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"http://{shown}:{bound}/  (stop with Ctrl+C)")
        settings_of_server = uvicorn.Config(
            make_app(pipeline, limit=limit, hosts=("*",) if is_open else (*LOOPBACK, shown)),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
        )
        # uvicorn raises the interruption again once it has shut down in order.
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(settings_of_server).run(sockets=[listener])
    return 0


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    try:
        (family, *_, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # From here on browsers wait for the server rather than being turned away.
        listener.listen(128)
    except OSError as error:
        raise TextlensError(
            f"cannot listen on {host} port {port}: {error.strerror or error}; "
            "choose another with --port"
        ) from error
    return listener

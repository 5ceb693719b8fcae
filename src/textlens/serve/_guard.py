"""What a request must be like before it is looked at: its host, its origin, its size."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Guard"]

# Said with every answer: keep nothing, guess nothing, be framed by nobody else.
_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


class Guard:
    """Turns away requests for other hosts, from other sites, and larger than *limit* bytes.

    A page elsewhere could point a name at this machine, or send a form here: hence the first two.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], limit: int) -> None:
        self.app = app
        self.hosts = frozenset(host.casefold() for host in hosts)
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        refusal = self._refusal(headers)
        if refusal is not None:
            status, words = refusal
            await PlainTextResponse(f"{words}\n", status)(scope, receive, send_guarded)
            return
        seen = 0

        async def receive_limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise HTTPException(413, self._too_large)
            return message

        await self.app(scope, receive_limited, send_guarded)

    @property
    def _too_large(self) -> str:
        return f"The article is larger than {self.limit:,} bytes, the limit of this playground."

    def _refusal(self, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        name = host[: host.rindex("]") + 1] if "]" in host else host.partition(":")[0]
        if "*" not in self.hosts and name.casefold() not in self.hosts:
            return 421, "This playground answers only to the name it was started for."
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return 403, "This playground takes no requests from other sites."
        declared = headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self.limit:
            return 413, self._too_large
        return None

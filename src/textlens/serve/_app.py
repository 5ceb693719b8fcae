"""The application: one page to write in, one answer that is the report."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Collection, Mapping
from importlib.resources import files
from pathlib import PurePath
from typing import Any

import attrs
import jinja2
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from textlens._document import Document, Meta, parse_published
from textlens._guarded import readers_of
from textlens._pipeline import Pipeline
from textlens.audit import Auditor, house_names
from textlens.errors import InputError, TextlensError
from textlens.ingest import read_stream
from textlens.report import Pages
from textlens.serve._guard import Guard

__all__ = ["DEFAULT_LIMIT", "LOOPBACK", "make_app"]

DEFAULT_LIMIT = 2_000_000
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
# Articles read at a time; more requests wait their turn.
AT_A_TIME = 2


def make_app(
    pipeline: Pipeline, *, limit: int = DEFAULT_LIMIT, hosts: Collection[str] = LOOPBACK
) -> Starlette:
    """Return the playground as an ASGI application.

    *limit* bounds a request in bytes. *hosts* are the names it answers to; ``"*"`` means any.
    """
    auditors = {name: Auditor(name, config=pipeline.config) for name in house_names()}
    playground = _Playground(pipeline, limit, auditors)
    return Starlette(
        routes=[
            Route("/", playground.front),
            Route("/report", playground.report, methods=["POST"]),
        ],
        middleware=[Middleware(Guard, hosts=hosts, limit=limit)],
        exception_handlers={HTTPException: playground.refuse},
    )


@attrs.frozen
class _Playground:
    """The pages, the pipeline, and the turnstile before it."""

    pipeline: Pipeline
    limit: int
    auditors: Mapping[str, Auditor]
    pages: Pages = attrs.field(factory=Pages)
    turnstile: asyncio.Semaphore = attrs.field(factory=lambda: asyncio.Semaphore(AT_A_TIME))
    templates: jinja2.Environment = attrs.field(
        factory=lambda: jinja2.Environment(
            loader=jinja2.PackageLoader("textlens.serve", "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
        )
    )

    async def front(self, _request: Request) -> Response:
        style, script = _asset("playground.css"), _asset("playground.js")
        policy = (
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'"
        )
        page = self.templates.get_template("playground.html.j2").render(
            style=Markup(style),  # noqa: S704  # package data
            script=Markup(script),  # noqa: S704  # package data
            example=_asset("example.txt"),
            example_published="2025-11-28",
            limit=f"{self.limit:,}",
            houses=[(name, one.house.title or name) for name, one in self.auditors.items()],
        )
        return HTMLResponse(page, headers={"content-security-policy": policy})

    async def report(self, request: Request) -> Response:
        async with request.form(max_files=1, max_fields=8, max_part_size=self.limit) as form:
            document = await self._document(form)
            auditor = self._auditor(form)
        async with self.turnstile:
            page = await run_in_threadpool(self._render, document, auditor)
        return _framed(page, 200)

    def _render(self, document: Document, auditor: Auditor | None) -> str:
        document = self.pipeline.analyse(document)
        return self.pages.article(auditor.audit(document).document if auditor else document)

    def _auditor(self, form: FormData) -> Auditor | None:
        """Return the checks of the house that was asked for: one that ships, never a file."""
        house = form.get("house")
        if not isinstance(house, str) or not house:
            return None
        if house not in self.auditors:
            raise HTTPException(422, f"There is no house {house[:40]!r}; choose one of the list.")
        return self.auditors[house]

    async def _document(self, form: FormData) -> Document:
        given = {name: value for name, value in form.items() if isinstance(value, str)}
        upload = form.get("file")
        try:
            published = parse_published(given.get("published", "").strip())
            meta = Meta(id="playground", title=given.get("title", "").strip(), published=published)
            if isinstance(upload, UploadFile) and upload.filename:
                return self._from_file(await upload.read(), upload.filename, meta)
            # Forms send line ends as CR LF; the text that was pasted had plain ones.
            text = given.get("text", "").replace("\r\n", "\n")
            if not text.strip():
                raise InputError("There is no text yet: paste an article, or choose a file.")
            return Document(text, meta)
        except TextlensError as error:
            raise HTTPException(422, str(error)) from None

    def _from_file(self, data: bytes, name: str, meta: Meta) -> Document:
        readers = [reader for _, reader in readers_of(self.pipeline.registry)]
        suffix = PurePath(name).suffix.lower()
        known = [reader.name for reader in readers if suffix in reader.suffixes]
        options: dict[str, Any] = {  # Any: fields of Meta
            key: value
            for key, value in attrs.asdict(meta, recurse=False).items()
            if key in ("title", "published") and value
        }
        found = read_stream(data, readers, format=known[0] if known else None, options=options)
        document = next(iter(found), None)
        if document is None:
            raise InputError("The file holds no article.")
        return document

    async def refuse(self, _request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        page = self.pages.render("message.html.j2", title="Not read", message=error.detail)
        return _framed(page, error.status_code, error.headers)


def _framed(page: str, status: int, headers: Any = None) -> Response:  # Any: starlette's mapping
    # The page brings its own policy; this one holds even if somebody opens it outside our frame.
    policy = {
        "content-security-policy": (
            "frame-ancestors 'self'; "
            "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox"
        )
    }
    content = page.encode("utf-8", "xmlcharrefreplace")
    return HTMLResponse(content, status, headers={**(headers or {}), **policy})


def _asset(name: str) -> str:
    return (files("textlens.serve") / "static" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

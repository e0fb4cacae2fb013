"""The desk: the archive in the browser, and the HTTP API.

In: an `Archive` that links, and a `Reader`. Out: server-rendered pages that work without
JavaScript, and `/api/v1`. Nothing that a page needs comes from anywhere else than this machine.
"""

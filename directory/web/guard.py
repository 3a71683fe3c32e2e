"""Headers that every answer carries: nothing from another host, no place or name told to one, nothing kept by caches between."""

from flask import Flask, Response

POLICY = ("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'%s; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
}


def register(app: Flask, tile_origin: str | None) -> None:
    """Adds the headers to every answer of `app`; pictures may come from the host of the map's tiles, where one is set."""
    headers = HEADERS | {"Content-Security-Policy": POLICY % (f" {tile_origin}" if tile_origin else "")}
    app.after_request(lambda response: _guarded(response, headers))


def _guarded(response: Response, headers: dict[str, str]) -> Response:
    for name, value in headers.items():
        response.headers[name] = value
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache"
    return response

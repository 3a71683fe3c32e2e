"""One span a request, for OpenTelemetry, where TRACES_TO names a collector: the rule of the address and how it went.

Instrumentation made for Flask writes the address, query and all, and who asked: so this is done here, in a few lines.
"""

from typing import TYPE_CHECKING, Any

from flask import Flask, g, request, request_finished, request_started
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

NO_RULE = "none"


def register(app: Flask, traces_to: str, exporter: "SpanExporter | None" = None) -> None:
    """Sends a span of each answer of `app` to an address; none where that is empty. exporter: what sends them."""
    if not traces_to:
        return
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource({"service.name": "directory"}))
    provider.add_span_processor(BatchSpanProcessor(exporter or _exporter(traces_to)))
    tracer = provider.get_tracer("directory")

    def begin(_app: Flask, **_: Any) -> None:
        """Begins the span of a request."""
        rule = request.url_rule.rule if request.url_rule else NO_RULE
        g.span = tracer.start_span(rule, attributes={"http.route": rule})

    def end(_app: Flask, response: Response, **_: Any) -> None:
        """Ends it."""
        if span := g.pop("span", None):
            span.set_attribute("http.response.status_code", response.status_code)
            span.end()

    app.extensions["traces"] = (begin, end, provider)  # signals hold what they call weakly
    request_started.connect(begin, app)
    request_finished.connect(end, app)


def _exporter(traces_to: str) -> "SpanExporter":
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    exporter: SpanExporter = OTLPSpanExporter(f"{traces_to.rstrip('/')}/v1/traces")
    return exporter

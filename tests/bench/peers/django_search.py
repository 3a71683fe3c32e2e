"""The search page in Django with PostGIS, as a user of both would write it: models, a view, a template.

Who is near, of a kind, with a payer, the nearest first, lapsed licenses last; the total, twenty cards, the number of
each kind. No map, no counts beside other choices, no Spanish: less than our page has.
"""

import django
from django.conf import settings
from django.urls import path

FIELDS = ("number", "name", "kind", "lapsed", "accepting")
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.paginator.count }} found</title></head><body>
<form><input name="near" value="{{ near }}"><input name="within" value="{{ within }}">
<select name="kind"><option value="">Anybody</option>{% for each in kinds %}
<option value="{{ each.kind }}"{% if each.kind == kind %} selected{% endif %}>{{ each.kind }} ({{ each.count }})
{% endfor %}</select><input name="payer" value="{{ payer }}"><button>Search</button></form>
<h1>{{ page.paginator.count }} within {{ within }} miles</h1>
<ol>{% for one in page %}
<li id="{{ one.number }}"><h2><a href="/practitioner/{{ one.number }}">{{ one.name }}</a></h2>
<p>{{ one.kind }} · {{ one.distance.mi|floatformat:1 }} mi{% if one.accepting %} · accepting new patients{% endif %}</p>
{% for place in one.places.all %}<p>{{ place.address }}, {{ place.city }}, {{ place.state }} {{ place.zip }}
<a href="tel:{{ place.phone }}">{{ place.phone }}</a></p>{% endfor %}
</li>{% endfor %}</ol>
{% if page.has_next %}<a href="?page={{ page.next_page_number }}">Next</a>{% endif %}
</body></html>"""


def make_ready(host: str, user: str, database: str) -> None:
    """Sets Django up for the database; before anything else here is used."""
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.contrib.gis.db.backends.postgis",
                "NAME": database,
                "USER": user,
                "HOST": host,
                "CONN_MAX_AGE": None,
            }
        },
        INSTALLED_APPS=["django.contrib.gis", "peers"],
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["*"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [("django.template.loaders.locmem.Loader", {"search.html": TEMPLATE})],
                        )
                    ]
                },
            }
        ],
    )
    django.setup()


def create_tables() -> None:
    """Makes the tables and their indexes, as a migration would."""
    from django.db import connection

    from peers.models import Payer, Place, Practitioner

    with connection.schema_editor() as editor:
        for model in (Payer, Practitioner, Place):
            editor.create_model(model)


def search(request: object) -> object:
    """The page."""
    from django.contrib.gis.db.models.functions import Distance
    from django.contrib.gis.geos import Point
    from django.contrib.gis.measure import D
    from django.core.paginator import Paginator
    from django.db.models import Count, Min
    from django.shortcuts import render

    from peers.models import Practitioner

    asked = request.GET
    latitude, longitude = map(float, asked["near"].split(","))
    here, within = Point(longitude, latitude, srid=4326), asked["within"]
    near = Practitioner.objects.filter(places__point__dwithin=(here, D(mi=float(within))))
    if payer := asked.get("payer"):
        near = near.filter(payers__name=payer)
    kinds = near.values("kind").annotate(count=Count("number", distinct=True)).order_by("kind")
    if kind := asked.get("kind"):
        near = near.filter(kind=kind)
    found = (
        near.annotate(distance=Min(Distance("places__point", here)))
        .order_by("lapsed", "distance", "number")
        .prefetch_related("places")
    )
    page = Paginator(found, 20).get_page(asked.get("page"))
    shown = {"page": page, "kinds": kinds, "near": asked["near"], "within": within, "kind": kind, "payer": payer}
    return render(request, "search.html", shown)


urlpatterns = [path("search", search)]

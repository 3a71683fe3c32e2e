"""The page on which an admin matches a table's columns with our fields, as tests read and fill it."""

import csv
import io
import re

from directory.store.listings.reader import Current


def table(header, rows):
    """A CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def columns(boss, address):
    """{name of a column: its place} on the page."""
    html = boss.plain.get(f"{address}/columns").text
    return {name: place for place, name in re.findall('<label for="column-([0-9]+)"[^>]*>([^<]*)</label>', html)}


def selected(boss, address, query=""):
    """What the select boxes of the page say, {name: value}."""
    html = boss.plain.get(f"{address}/columns{query}").text
    boxes = re.findall('<select id="[^"]+" name="((?:column|meaning)-[^"]+)".*?</select>', html, re.DOTALL)
    bodies = re.findall('<select id="[^"]+" name="(?:column|meaning)-[^"]+"(.*?)</select>', html, re.DOTALL)
    chosen = [re.findall('<option value="([^"]*)" selected>', body) for body in bodies]
    return {name: (values or [""])[0] for name, values in zip(boxes, chosen, strict=True)}


def form(boss, address):
    """What the page sends where nothing is changed on it."""
    forms = boss.get(f"{address}/columns").forms
    return next(each["sent"] for each in forms if each.get("id") == "columns") | selected(boss, address)


def fields(boss, address, query=""):
    """{name of a column: our field} as the page has it."""
    boxes = selected(boss, address, query)
    return {name: boxes[f"column-{place}"] for name, place in columns(boss, address).items()}


def listed(settings):
    """{id: listing} of the directory."""
    directory = Current(settings.directory_db).get()
    return {each.id: each for number in range(len(directory)) for each in directory.listings([number])}

"""What tests of the desk do with a job: its file is given, it is published."""

import io


def give(boss, name, content):
    """Uploads a file by the form; where it leads."""
    return boss.send("/admin/imports/new", form="upload", file=(io.BytesIO(content), name))


def publish(boss, address, work, **typed):
    """Publishes a tried job."""
    boss.send(address, form="publish", reason="weekly", **typed)
    work()
    return boss.get(address)

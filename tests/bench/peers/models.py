"""The tables of the peer in Django."""

from django.contrib.gis.db import models


class Payer(models.Model):
    """A company whose insurance is taken."""

    name = models.TextField(unique=True)


class Practitioner(models.Model):
    """A listing."""

    number = models.IntegerField(primary_key=True)
    name = models.TextField()
    kind = models.TextField(db_index=True)
    lapsed = models.BooleanField()
    accepting = models.BooleanField(null=True)
    payers = models.ManyToManyField(Payer)


class Place(models.Model):
    """Where a practitioner is met."""

    practitioner = models.ForeignKey(Practitioner, models.CASCADE, related_name="places")
    address = models.TextField()
    city = models.TextField()
    state = models.TextField()
    zip = models.TextField()
    phone = models.TextField()
    point = models.PointField(geography=True)

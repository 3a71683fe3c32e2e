"""Where a practice is: the center of its ZIP code, or of its city where the ZIP code is not known."""

from directory.core.gazetteer import Gazetteer


def locate(location: dict, gazetteer: Gazetteer) -> dict:
    """latitude, longitude (degrees) and precision ("zip", "city" or None) of a location.

    A ZIP code in another state than the address is a slip of the pen: then the city decides.
    """
    zip_code = gazetteer.zip((location["postal_code"] or "")[:5])
    city = gazetteer.city(location["city"], location["state"])
    if zip_code and zip_code.latitude is not None and (zip_code.state == location["state"] or not city):
        return {"latitude": zip_code.latitude, "longitude": zip_code.longitude, "precision": "zip"}
    if city:
        return {"latitude": city.latitude, "longitude": city.longitude, "precision": "city"}
    return {"latitude": None, "longitude": None, "precision": None}

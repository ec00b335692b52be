"""Where the firm is: in one of the places named, or within a distance of their centre."""

from __future__ import annotations

import numpy as np

from matxich.domain.matching.levels import Comparison, Level, at_most, yes_or_no
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed, measured
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

EARTH_KM = 6371.0


def distances_km(offers: Offers, codes: list[str]) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Return each firm's distance to the nearest of these places, km; NaN where either has no coordinates."""
    tree = offers.registry.vocabulary.tree("place")
    latitude, longitude = np.radians(offers.firm("latitude")), np.radians(offers.firm("longitude"))
    best = np.full(offers.count, np.nan, np.float32)
    for code in codes:
        attributes = tree.get(code).attributes
        if not attributes.get("latitude"):
            continue
        lat, lon = np.radians(float(attributes["latitude"])), np.radians(float(attributes["longitude"]))
        half = (
            np.sin((latitude - lat) / 2) ** 2
            + np.cos(latitude) * np.cos(lat) * np.sin((longitude - lon) / 2) ** 2
        )
        best = np.fmin(best, (2 * EARTH_KM * np.arcsin(np.sqrt(half))).astype(np.float32))
    return best


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    tree = offers.registry.vocabulary.tree("place")
    codes = {
        code
        for asked in wanted["any_of"]
        for code in (asked, *tree.get(asked).listed("succeeded_by"))
        if code in tree
    }
    inside = offers.has("places", codes)
    if wanted.get("within_km") is not None:
        near = at_most(float(wanted["within_km"]), distances_km(offers, list(wanted["any_of"])), 0.5)
        return Comparison(
            np.where(inside, np.uint8(Level.MEETS), near.levels),
            np.where(inside, np.float32(1), near.closeness),
        )
    return yes_or_no(inside, ~offers.states("places"))


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    names = concepts(vocabulary, "place", wanted["any_of"])
    if wanted.get("within_km") is None:
        return names
    return Text("trong {km} quanh {names}", "within {km} of {names}").format(
        km=measured(float(wanted["within_km"]), "km"), names=names
    )


def _held(wanted: Wanted, offer: Offers) -> Text:
    names = listed(offer.registry.vocabulary, "place", offer.the_firm.places)
    distance = float(distances_km(offer, list(wanted["any_of"]))[0])
    if np.isnan(distance):
        return names
    return Text(f"{names.vi} (khoảng {distance:.0f} km)", f"{names.en} (about {distance:.0f} km)")


TYPE = RequirementType(
    code="place",
    label=Text("Địa điểm", "Location"),
    weight=1.0,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("any_of", "none_of", "within_km"),
    offer_columns=("places", "latitude", "longitude"),
)

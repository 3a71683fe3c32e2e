// The place searched, the circle around it where that is what was searched, the first view, and "Search this area" once the view is another.

import { placeAt } from "./base.js";

const MILE = 1609.344; // meters
const DIGITS = 2; // of a degree: about half a mile
const MOVED = 0.25; // of the shorter side of the view: so far, it is another area

export function addSearched(map, section, pins) {
  const { latitude, longitude, miles } = section.dataset;
  const place = L.latLng(latitude, longitude);
  const icon = L.divIcon({ className: "searched", iconSize: null });
  map.fitBounds(pins.getBounds().extend(place), { padding: [36, 36], maxZoom: 12, animate: false });
  L.marker(place, { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map);
  if (miles) addCircle(map, section, place, miles);
  offerSearch(map, section);
}

function addCircle(map, section, place, miles) {
  const circle = L.circle(place, { radius: miles * MILE, interactive: false, fill: false, weight: 1.5, dashArray: "6 5" }).addTo(map);
  const paint = () => circle.setStyle({ color: getComputedStyle(section).getPropertyValue("--map-circle").trim() });
  paint();
  for (const change of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(change).addEventListener("change", paint);
}

function offerSearch(map, section) {
  const link = section.querySelector(".search-here");
  const first = { center: map.getCenter(), zoom: map.getZoom() };
  const area = link.textContent;
  map.on("moveend", async () => {
    const shift = map.project(first.center).distanceTo(map.project(map.getCenter()));
    const { x, y } = map.getSize();
    link.hidden = map.getZoom() === first.zoom && shift < MOVED * Math.min(x, y);
    link.href = searchOf(map, section);
    if (link.hidden) return;
    const name = await placeAt(map.getCenter()).catch(() => undefined); // without a name the link does the same
    link.textContent = name ? section.dataset.around.replace("{place}", name) : area;
  });
}

// This search with the middle of the view as its place, and of the radii offered the one that fits the view.
function searchOf(map, section) {
  const address = new URL(section.dataset.search, location.href);
  const { lat, lng } = map.getCenter().wrap();
  address.searchParams.set("near", `${lat.toFixed(DIGITS)},${lng.toFixed(DIGITS)}`);
  address.searchParams.set("within", radius(map, section.dataset.radii.split(" ").map(Number)));
  return address.href;
}

function radius(map, offered) {
  const view = map.getBounds(), center = map.getCenter();
  const half = Math.min(center.distanceTo([view.getNorth(), center.lng]), center.distanceTo([center.lat, view.getEast()])) / MILE;
  return offered.find((miles) => miles >= half) ?? offered.at(-1);
}

// The map: beside the results where there is room, above them behind a button where there is not. This file comes with the page,
// the others and the outlines are fetched when the map is shown. Nothing is remembered.

const section = document.getElementById("map");
const [button, view] = section.children;
const frame = view.querySelector(".frame");
const results = document.querySelector(".results");
const wide = matchMedia("(min-width: 60rem)");
let drawn;

function settle() {
  if (wide.matches) results.append(section);
  else results.querySelector(".tools").append(section);
  show(wide.matches);
}

function show(shown) {
  view.hidden = !shown;
  button.textContent = shown ? section.dataset.hide : section.dataset.show;
  if (shown) drawn ??= draw().catch(failed);
}

async function draw() {
  await Promise.all([style("leaflet.css"), script("leaflet.js")]);
  await script("leaflet.markercluster.js");
  const [{ addBase }, { addPins, addEverybody }, { addSearched }, { addMoving }] = await Promise.all(["./base.js", "./pins.js", "./around.js", "./moving.js"].map((name) => import(name)));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  frame.textContent = "";
  const map = L.map(frame, {
    zoomControl: false, attributionControl: false, preferCanvas: true, minZoom: 3, maxZoom: section.dataset.streets ? 17 : 14, scrollWheelZoom: false,
    zoomAnimation: !still, fadeAnimation: false, markerZoomAnimation: !still, inertia: !still,
  });
  const words = section.dataset;
  addMoving(map, view.querySelector(".moving"), words);
  // A wheel over the map scrolls the page, until the map has been clicked or tabbed to.
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  new ResizeObserver(() => map.invalidateSize()).observe(frame);
  const cards = results.querySelectorAll(results.querySelector(".nearby") ? ".nearby .card" : ".list > .cards > .card");
  const pins = addPins(map, cards, words, wide);
  addSearched(map, section, pins);
  if (words.everybody) addEverybody(pins, words).catch(console.error); // the page's own are there
  if (words.tiles) L.tileLayer(words.tiles).addTo(map);
  else (words.streets ? addTheStreets(map, words.streets) : addBase(map, section)).catch(console.error); // pins on an empty map are better than no map
}

async function addTheStreets(map, url) {
  await script("protomaps-leaflet.js");
  const { addStreets } = await import("./streets.js");
  addStreets(map, url);
}

function failed(error) {
  console.error(error);
  drawn = undefined;
  frame.textContent = section.dataset.failed;
}

const beside = (name) => new URL(name, import.meta.url).href;

function script(name) {
  return loaded(Object.assign(document.createElement("script"), { src: beside(name) }));
}

function style(name) {
  return loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: beside(name) }));
}

function loaded(element) {
  return new Promise((done, failed) => {
    element.addEventListener("load", done);
    element.addEventListener("error", () => failed(new Error(`${element.src || element.href} did not load`)));
    document.head.append(element);
  });
}

button.addEventListener("click", () => show(view.hidden));
wide.addEventListener("change", settle);
settle();

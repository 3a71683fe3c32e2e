// Land, water, highways, borders and names of places, from files of our own. What they hold is written in data/reference/make_map.py.

const FINEST = 1000; // steps in a degree
const FINE_FROM = 7; // the zoom from which counties, smaller places and every bend of the shore are shown
const WIDE_FROM = 10; // the zoom from which roads are as wide as a city's map has them
const ROOM = { x: 110, y: 40 }; // pixels that a name has to itself, at least
const LETTER = 7; // pixels, about
const fetched = new Map();

export async function addBase(map, section) {
  map.createPane("names").style.pointerEvents = "none";
  const canvas = L.canvas({ pane: "tilePane", padding: 0.4 });
  const shared = { renderer: canvas, pane: "tilePane", interactive: false };
  const coarse = await country();
  const states = Object.entries(coarse.boxes).map(([state, steps]) => ({ state, box: box(steps), land: L.polygon([], shared), places: [] }));
  const land = L.featureGroup(states.map(({ land }) => land)).addTo(map);
  const counties = L.featureGroup().addTo(map);
  const rivers = L.featureGroup().addTo(map);
  const lakes = L.featureGroup([L.polygon(coarse.lakes.map(points), shared)]).addTo(map);
  const curbs = L.featureGroup().addTo(map); // a road is two lines, one upon the other: its edges show on land of any color
  const roads = L.featureGroup().addTo(map);
  const names = L.layerGroup().addTo(map);

  function paint() {
    const colours = getComputedStyle(section);
    const colour = (name) => colours.getPropertyValue(`--map-${name}`).trim();
    land.setStyle({ stroke: true, color: colour("border"), weight: 1.5, fill: true, fillColor: colour("land"), fillOpacity: 1 });
    counties.setStyle({ color: colour("county"), weight: 1 });
    rivers.setStyle({ color: colour("river"), weight: 2 });
    lakes.setStyle({ color: colour("border"), weight: 1, fill: true, fillColor: colour("water"), fillOpacity: 1 });
    const wide = map.getZoom() >= WIDE_FROM ? 2 : 0;
    curbs.setStyle({ color: colour("curb"), weight: 3.5 + wide });
    roads.setStyle({ color: colour("road"), weight: 2 + wide });
  }

  // Lines of the states that were looked at closely are not drawn from afar, where all others have none.
  function detail() {
    for (const group of [counties, rivers, curbs, roads]) map.getZoom() >= FINE_FROM ? group.addTo(map) : group.remove();
    for (const group of [lakes, curbs, roads]) group.bringToFront();
  }

  async function look() {
    const view = map.getBounds();
    const near = map.getZoom() >= FINE_FROM ? states.filter(({ box }) => box.intersects(view)) : [];
    await (near.length ? Promise.all(near.filter((state) => !state.asked).map(fill)) : outline());
    names.clearLayers();
    const known = [...coarse.places, ...near.flatMap((state) => state.places)];
    for (const place of fitting(map, known)) label(place).addTo(names);
  }

  // Every state as it is seen from afar; those that are there already stay as they are.
  async function outline() {
    const { land: rings } = await once("land.json");
    for (const { state, land } of states.filter(({ asked, land }) => !asked && land.isEmpty())) land.setLatLngs(rings[state].map(points));
  }

  async function fill(state) {
    state.asked = true;
    const fine = await once(`${state.state}.json`);
    state.land.setLatLngs(fine.land.map(points));
    L.polyline(fine.lines.map(points), shared).addTo(counties);
    L.polyline(fine.rivers.map(points), shared).addTo(rivers);
    L.polygon(fine.lakes.map(points), shared).addTo(lakes);
    for (const group of [curbs, roads]) L.polyline(fine.roads.map(points), shared).addTo(group);
    detail();
    state.places = fine.places;
    paint();
  }

  paint();
  await look();
  map.on("moveend", () => look().catch(console.error));
  map.on("zoomend", () => [detail, paint].forEach((each) => each()));
  for (const change of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(change).addEventListener("change", paint);
}

const country = () => once("states.json");

// A file, fetched once.
function once(name) {
  if (!fetched.has(name)) fetched.set(name, read(name));
  return fetched.get(name);
}

const TOWN = 5000; // people: of the places about, the nearest such gives its name; the nearest of all where none is within REACH
const REACH = 40000; // meters

// The name of the place at a point: of those that the whole country's file has, and its state's.
export async function placeAt(point) {
  const { boxes, places } = await country();
  const inside = Object.keys(boxes).filter((state) => box(boxes[state]).contains(point));
  const files = await Promise.all(inside.map((state) => once(`${state}.json`)));
  const known = [...places, ...files.flatMap((file) => file.places)].map(([name, latitude, longitude, people]) => ({ name, people, away: point.distanceTo([latitude, longitude]) }));
  const near = known.sort((a, b) => a.away - b.away);
  return (near.find(({ people, away }) => people >= TOWN && away < REACH) ?? near[0])?.name;
}

async function read(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

// The southwest and the northeast of a state.
function box([south, west, north, east]) {
  return L.latLngBounds([south / FINEST, west / FINEST], [north / FINEST, east / FINEST]);
}

// A flat list of steps as points in degrees.
function points(steps) {
  const found = [];
  let latitude = 0, longitude = 0;
  for (let at = 0; at < steps.length; at += 2) {
    latitude += steps[at];
    longitude += steps[at + 1];
    found.push([latitude / FINEST, longitude / FINEST]);
  }
  return found;
}

// The largest places in view whose names do not come near each other.
function fitting(map, places) {
  const view = map.getBounds();
  const edge = map.getSize().x;
  const taken = [];
  const inView = places.filter(([, latitude, longitude]) => view.contains([latitude, longitude])).sort((a, b) => b[3] - a[3]);
  return inView.filter(([name, latitude, longitude]) => {
    const { x, y } = map.latLngToContainerPoint([latitude, longitude]);
    const half = Math.max(ROOM.x, name.length * LETTER + 24) / 2;
    const free = x > half && x < edge - half && taken.every((other) => Math.abs(other.x - x) > half + other.half || Math.abs(other.y - y) > ROOM.y);
    if (free) taken.push({ x, y, half });
    return free;
  });
}

function label([name, latitude, longitude, people]) {
  const text = document.createElement("span");
  text.textContent = name;
  const className = people >= 100000 ? "name large" : "name";
  const icon = L.divIcon({ html: text, className, iconSize: null });
  return L.marker([latitude, longitude], { icon, pane: "names", interactive: false, keyboard: false });
}

// A pin for each card, numbered as the list is. Pins that would cover each other are one, which opens into them.

const APART = 58; // pixels; nearer pins are drawn as one
const AREAS = ["zip", "city"]; // a listing placed so is somewhere around its point

// The pins, as a layer that knows its bounds. `words` are the texts of the page, `wide` whether the list stands beside the map.
export function addPins(map, cards, words, wide) {
  const layer = L.markerClusterGroup({
    maxClusterRadius: APART, animate: false, showCoverageOnHover: false, spiderfyDistanceMultiplier: 1.5,
    spiderLegPolylineOptions: { color: getComputedStyle(map.getContainer()).getPropertyValue("--accent").trim(), weight: 1.5 },
    iconCreateFunction: (cluster) => together(cluster.getAllChildMarkers(), words),
  });
  const elementOf = (pin) => layer.getVisibleParent(pin)?.getElement();

  for (const card of cards) {
    const pin = pinOf(card, words);
    if (!pin) continue;
    lightTogether(card, pin, elementOf);
    pin.on("click", () => open(map, pin, card, words, wide));
    layer.addLayer(pin);
  }

  layer.addTo(map);
  // Once the layer has opened what was pressed, or the map has moved for it, go on with the first of what it held.
  map.whenReady(() => layer.on("clusterclick", ({ layer: cluster }) => {
    const first = inOrder(cluster.getAllChildMarkers())[0];
    const go = () => elementOf(first)?.focus();
    if (elementOf(first) === cluster.getElement()) map.once("moveend", go);
    else go();
  }));
  keys(map, elementOf);
  return layer;
}

function pinOf(card, words) {
  const point = [parseFloat(card.dataset.latitude), parseFloat(card.dataset.longitude)];
  if (point.some(Number.isNaN)) return null;
  const area = AREAS.includes(card.dataset.precision);
  const number = card.id.replace("result-", "");
  const icon = L.divIcon({ html: text(number, area ? `${card.dataset.name}, ${words.area}` : card.dataset.name), className: area ? "pin area" : "pin", iconSize: null });
  return Object.assign(L.marker(point, { icon, riseOnHover: true }), { number: Number(number) });
}

function together(pins, words) {
  const numbers = inOrder(pins).map((pin) => pin.number).join(", ");
  const shown = words.here.replace("{count}", pins.length);
  return L.divIcon({ html: text(shown, words.numbers.replace("{numbers}", numbers)), className: "pin many", iconSize: null });
}

// Pointing at one of the two, or tabbing to it, lights both.
function lightTogether(card, pin, elementOf) {
  const lit = (on) => () => {
    elementOf(pin)?.classList.toggle("lit", on);
    card.classList.toggle("lit", on);
  };
  for (const event of ["mouseenter", "focusin"]) card.addEventListener(event, lit(true));
  for (const event of ["mouseleave", "focusout"]) card.addEventListener(event, lit(false));
  pin.on("mouseover", lit(true)).on("mouseout", lit(false));
  pin.on("add", () => {
    pin.getElement().addEventListener("focus", lit(true));
    pin.getElement().addEventListener("blur", lit(false));
  });
}

const inOrder = (pins) => [...pins].sort((a, b) => a.number - b.number);

// What is seen, and after it what is only read aloud.
function text(seen, heard) {
  const whole = document.createElement("span");
  const aloud = document.createElement("span");
  aloud.className = "sr";
  aloud.textContent = `, ${heard}`;
  whole.append(seen, aloud);
  return whole;
}

// Says who it is, and brings the card into view: beside the map the focus goes there, above the list it stays with the map.
function open(map, pin, card, words, wide) {
  const link = document.createElement("a");
  link.href = `#${card.id}`;
  link.textContent = words.toCard.replace("{number}", pin.number);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    toCard(card);
  });
  const name = document.createElement("strong");
  name.textContent = card.dataset.name;
  const lines = [".kind", ".miles"].map((part) => card.querySelector(part)?.firstChild.textContent.trim());
  const said = document.createElement("div");
  said.append(name, ...lines.filter(Boolean).flatMap((line) => [document.createElement("br"), line]), document.createElement("br"), link);
  const popup = L.popup({ offset: [0, -8], maxWidth: 240, autoPanPadding: [20, 20] }).setLatLng(pin.getLatLng()).setContent(said);
  popup.pin = pin;
  map.openPopup(popup);
  popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
  if (wide.matches) toCard(card);
  else link.focus();
}

function toCard(card) {
  card.querySelector("h3 a").focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

// Space presses what Enter does; Escape closes what a pin has opened, and goes back to the pin.
function keys(map, elementOf) {
  map.getContainer().addEventListener("keydown", (event) => {
    const pressed = event.target.closest("[role=button]");
    if (!pressed || ![" ", "Enter"].includes(event.key)) return;
    event.preventDefault();
    pressed.click();
  });
  let shown;
  map.on("popupopen", ({ popup }) => { shown = popup; }).on("popupclose", () => { shown = undefined; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const { pin } = shown;
    map.closePopup();
    elementOf(pin)?.focus();
  });
}

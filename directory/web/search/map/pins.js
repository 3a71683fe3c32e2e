// A pin for each card, numbered as the list is, and quieter ones for those on its other pages. Pins that would cover each other are one, which
// opens into them. For the keyboard they stand in the order of the list.

const APART = 58; // pixels; nearer pins are drawn as one
const MOST_TOLD = 20; // numbers of a pin of many that are read aloud
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
  layer.open = (pin) => open(map, pin, null, words, wide);
  let waiting;
  map.on("moveend layeradd", () => {
    waiting ??= requestAnimationFrame(() => {
      waiting = undefined;
      inListOrder(map);
    });
  });

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

// Those whom the search finds and this page does not show; at most as many as the server gives.
export async function addEverybody(layer, words) {
  const answer = await fetch(words.everybody);
  if (!answer.ok) throw new Error(`pins: ${answer.status}`);
  const shown = new Set(layer.getLayers().map((pin) => pin.number));
  const others = (await answer.json()).filter(({ number, point }) => !shown.has(number) && !point.includes(null));
  layer.addLayers(others.map((person) => {
    const pin = marker(person, words, "other");
    return pin.on("click", () => layer.open(pin));
  }));
}

function pinOf(card, words) {
  const { dataset } = card, call = card.querySelector("a.call"), link = card.querySelector("h3 a");
  const point = [parseFloat(dataset.latitude), parseFloat(dataset.longitude)];
  if (point.some(Number.isNaN)) return null;
  return marker({
    number: Number(card.id.replace("result-", "")), name: dataset.name, point, precision: dataset.precision, page: link.href, call: call?.href,
    phone: call?.lastChild.textContent.trim(), kind: card.querySelector(".kind").textContent.trim(), miles: card.querySelector(".miles")?.textContent.trim(),
  }, words, "");
}

function marker(person, words, quieter) {
  const area = AREAS.includes(person.precision);
  const className = ["pin", area && "area", quieter].filter(Boolean).join(" ");
  const icon = L.divIcon({ html: text(person.number, area ? `${person.name}, ${words.area}` : person.name), className, iconSize: null });
  return Object.assign(L.marker(person.point, { icon, riseOnHover: true }), { number: person.number, person, other: quieter !== "" });
}

// Leaflet puts a pin last in the page when it is drawn; the keyboard walks the page.
function inListOrder(map) {
  const pane = map.getPane("markerPane");
  const numberOf = (element) => parseInt(element.firstElementChild?.dataset.first ?? element.textContent, 10) || 0;
  const pins = [...pane.children], sorted = [...pins].sort((a, b) => numberOf(a) - numberOf(b));
  if (pins.every((pin, at) => pin === sorted[at])) return;
  const focused = document.activeElement;
  pane.append(...sorted);
  if (pane.contains(focused)) focused.focus({ preventScroll: true });
}

function together(pins, words) {
  const ordered = inOrder(pins), listed = ordered.filter((pin) => !pin.other); // whose cards are on this page
  const told = (listed.length ? listed : ordered.slice(0, MOST_TOLD)).map((pin) => pin.number).join(", ");
  const html = text(words.here.replace("{count}", pins.length), words.numbers.replace("{numbers}", told));
  html.dataset.first = ordered[0].number;
  return L.divIcon({ html, className: "pin many", iconSize: null });
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

// Says who it is, with the way to call and to the profile. Who is on this page: brings the card into view; beside the map the focus goes there,
// above the list it stays with the map.
function open(map, pin, card, words, wide) {
  const popup = L.popup({ offset: [0, -8], maxWidth: 260, autoPanPadding: [16, 16] }).setLatLng(pin.getLatLng()).setContent(about(pin.person, card, words));
  popup.pin = pin;
  map.openPopup(popup);
  popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
  if (card && wide.matches) toCard(card);
  else popup.getElement().querySelector(card ? "a.to-card" : "a").focus();
}

function about({ name, kind, miles, phone, call, page, number }, card, words) {
  const said = document.createElement("div");
  const line = (...parts) => said.appendChild(document.createElement("p")).append(...parts.filter(Boolean));
  const profile = linkTo(page, name);
  profile.translate = false;
  line(profile);
  line([kind, miles].filter(Boolean).join(" · "));
  if (call) {
    const dial = linkTo(call, phone);
    dial.setAttribute("aria-label", `${words.call.replace("{name}", name)} ${phone}`);
    line(dial);
  }
  if (card) {
    const there = linkTo(`#${card.id}`, words.toCard.replace("{number}", number));
    there.className = "to-card";
    there.addEventListener("click", (event) => {
      event.preventDefault();
      toCard(card);
    });
    line(there);
  }
  return said;
}

function linkTo(href, words) {
  return Object.assign(document.createElement("a"), { href, textContent: words });
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

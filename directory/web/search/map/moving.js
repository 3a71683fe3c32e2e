// Buttons that move the map and change its size: whoever cannot drag, or has no wheel, presses them. They stand above the map, never over it.

const STEP = 0.4; // of the view

export function addMoving(map, bar, words) {
  const by = (x, y) => () => map.panBy(map.getSize().scaleBy(L.point(x * STEP, y * STEP)), { animate: map.options.inertia });
  const buttons = [
    ["+", words.zoomIn, () => map.zoomIn()], ["−", words.zoomOut, () => map.zoomOut()],
    ["←", words.left, by(-1, 0)], ["↑", words.up, by(0, -1)], ["↓", words.down, by(0, 1)], ["→", words.right, by(1, 0)],
  ].map(([sign, name, press]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", name);
    button.title = name;
    button.addEventListener("click", press);
    return button;
  });
  bar.replaceChildren(...buttons);
  const limits = () => [map.getMaxZoom(), map.getMinZoom()].forEach((zoom, at) => buttons[at].setAttribute("aria-disabled", String(map.getZoom() === zoom)));
  map.on("zoomend", limits);
  limits();
}

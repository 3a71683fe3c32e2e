// Streets, water, parks and names, from the vector tiles that this site serves, in the colors of day or night.

const dark = matchMedia("(prefers-color-scheme: dark)");

export function addStreets(map, url) {
  let layer;
  const draw = () => {
    const before = layer;
    layer = protomapsL.leafletLayer({ url, flavor: dark.matches ? "dark" : "light", lang: document.documentElement.lang });
    layer.addTo(map);
    before?.remove();
  };
  draw();
  dark.addEventListener("change", draw);
}

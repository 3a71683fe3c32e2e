// Links to the way to an address open the map of the device; without this they open one that every browser shows.

export function directions(links) {
  const device = navigator.userAgent;
  const app = /Android/.test(device) ? "geo:0,0?q=" : /iPhone|iPad|Macintosh/.test(device) ? "https://maps.apple.com/?daddr=" : null;
  if (!app) return;
  for (const link of links) {
    link.href = app + encodeURIComponent(new URL(link.href).searchParams.get("destination"));
  }
}

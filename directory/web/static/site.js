// What scripts add to every page; without them nothing is lost.
import { directions } from "./directions.js";
import { locate } from "./locate.js";
import { reveal } from "./reveal.js";
import { share } from "./share.js";
import { shortlist } from "./shortlist.js";
import { suggest } from "./suggest.js";

const form = document.querySelector("form.search");
if (form) {
  locate(form);
  const { suggest: insurances, offers, places, placeOffers } = form.dataset;
  if (form.elements.insurance) suggest(form.elements.insurance, insurances, offers);
  if (form.elements.near) suggest(form.elements.near, places, placeOffers);
}
document.querySelectorAll("button.reveal").forEach(reveal);
shortlist(document.querySelector(".shortlist"), document.getElementById("save"));
share(document.querySelector(".print"), document.querySelector(".copy"));
directions(document.querySelectorAll('a[href^="https://www.google.com/maps/dir/"]'));

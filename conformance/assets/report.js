// Filters the list of scenarios by words and verdicts. Without it the page shows everything.
const words = document.querySelector("#words"), boxes = [...document.querySelectorAll(".tools input[type=checkbox]")];
const scenarios = [...document.querySelectorAll("details.scenario")], groups = [...document.querySelectorAll("section.group")];
const shown = document.querySelector("#shown");
function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const verdicts = new Set(boxes.filter(box => box.checked).map(box => box.value));
  let count = 0;
  for (const scenario of scenarios) {
    const text = scenario.dataset.words;
    scenario.hidden = !verdicts.has(scenario.dataset.verdict) || !wanted.every(word => text.includes(word));
    count += scenario.hidden ? 0 : 1;
  }
  for (const group of groups) group.hidden = !group.querySelector("details.scenario:not([hidden])");
  shown.textContent = count + " of " + scenarios.length + " scenarios";
}
function open_named() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) { named.hidden = false; named.open = true; named.scrollIntoView(); }
}
for (const control of [words, ...boxes]) control.addEventListener("input", filter);
addEventListener("hashchange", open_named);
document.querySelector(".tools").hidden = false;
filter();
open_named();

// Keys for a list of the desk, and ticks for several rows. The list works without this file.
// Only letters without Ctrl or Alt are heard, and never while somebody types (WCAG 2.1.4: they work on the list's page alone).

const rows = () => [...document.querySelectorAll("[data-list] .list__open")];
const dialog = document.querySelector("[data-keys]");
const said = document.querySelector("[data-list-said]");
const typing = (at) => at.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");

const move = (by) => {
  const all = rows(), here = document.activeElement.closest("tr");
  const now = all.findIndex((link) => link.closest("tr") === here);
  const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? 0 : now + by))];
  if (!next) return;
  next.focus();
  next.closest("tr").scrollIntoView({ block: "nearest" });
};
const keys = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => document.getElementById("cari").focus(),
  "?": () => dialog.showModal(),
  n: () => { const next = document.querySelector("[data-next]"); if (next) next.click(); },
  x: () => {
    const row = document.activeElement.closest("tr"), box = row && row.querySelector("input[name=berkas]");
    if (box) box.click();
  },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) dialog.showModal();
});

// Back from a case: its row, or the one that comes next, has the focus again.
const back = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (back && back.matches(".list__row")) back.querySelector(".list__open").focus({ preventScroll: true });

// Several rows: how many are ticked, and all of the page at once.
const boxes = () => [...document.querySelectorAll("[data-list] input[name=berkas]")];
const count = () => {
  const ticked = boxes().filter((box) => box.checked).length, all = document.querySelector("[data-tick-all]");
  for (const place of document.querySelectorAll("[data-ticked]")) place.textContent = ticked ? `${ticked} dipilih` : "Pilih berkas di daftar";
  if (!all) return;
  all.hidden = !boxes().length;
  all.checked = ticked > 0 && ticked === boxes().length;
  all.indeterminate = ticked > 0 && ticked < boxes().length;
};
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.closest("[data-list]")) count();
});
addEventListener("pageshow", count);

// The list renews itself, but not under somebody's hands.
document.addEventListener("htmx:beforeRequest", (event) => {
  const list = event.target;
  if (!list.matches("[data-quiet]")) return;
  if (list.contains(document.activeElement) || boxes().some((box) => box.checked) || document.querySelector("dialog[open]")) event.preventDefault();
});
document.addEventListener("htmx:afterSwap", () => {
  count();
  const shown = rows().length;
  if (said && document.activeElement.id === "cari") said.textContent = shown ? `${shown} baris` : "Tidak ada yang cocok";
});

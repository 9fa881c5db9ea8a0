// A case at work: one paper at a time, marks and papers side by side, keys. Without this file every paper stands below
// the other, and the marks are sent as they are.

const space = document.querySelector("[data-workspace]");
const stage = space.querySelector("[data-viewer-stage]");
const sheets = [...space.querySelectorAll(".viewer__sheet")];
const checks = [...space.querySelectorAll("[data-check]")];
const panes = space.querySelector("[data-panes]");
const ZOOMS = [50, 75, 100, 125, 150, 200, 300];
let shown = 0, zoom = 100;

// The viewer
const frames = () => (sheets[shown] ? [...sheets[shown].querySelectorAll(".viewer__frame")] : []);
const pageAt = () => {
  const top = stage.getBoundingClientRect().top + stage.clientHeight / 3;
  const past = frames().filter((frame) => frame.getBoundingClientRect().top <= top);
  return Math.max(0, past.length - 1);
};
const tellPage = () => {
  const count = frames().length;
  space.querySelector("[data-viewer-page]").textContent = count ? `${pageAt() + 1}/${count}` : "";
};
const show = (place, page = 0) => {
  const next = sheets.findIndex((sheet) => sheet.id === place);
  if (next < 0) return;
  shown = next;
  sheets.forEach((sheet, n) => { sheet.hidden = n !== next; });
  for (const link of space.querySelectorAll(".viewer__strip a")) {
    if (link.dataset.sheet !== place) { link.removeAttribute("aria-current"); continue; }
    link.setAttribute("aria-current", "true");
    const strip = link.closest(".viewer__strip"), box = link.getBoundingClientRect(), around = strip.getBoundingClientRect();
    strip.scrollBy(box.left < around.left ? box.left - around.left : Math.max(0, box.right - around.right), box.top < around.top ? box.top - around.top : Math.max(0, box.bottom - around.bottom));
  }
  for (const check of checks) check.toggleAttribute("data-now", `lihat-${check.id.replace("id_tanda-", "")}` === place);
  stage.scrollTop = 0;
  if (page) toPage(page);
  look();
};
const step = (by) => { if (sheets.length) show(sheets[(shown + by + sheets.length) % sheets.length].id); };
const toPage = (page) => { const frame = frames()[page]; if (frame) stage.scrollTop += frame.getBoundingClientRect().top - stage.getBoundingClientRect().top - 8; };
const look = () => {
  for (const frame of frames()) {
    frame.style.width = `${zoom}%`;
    const picture = frame.querySelector("img"), turns = Number(frame.dataset.turns || 0);
    const wide = frame.clientWidth * window.devicePixelRatio;
    if (wide > 1100 && !picture.src.includes("ukuran")) picture.src += "?ukuran=besar";
    const ratio = picture.naturalHeight / picture.naturalWidth || 1.414, side = turns % 2;
    frame.classList.toggle("viewer__frame--turned", turns > 0);
    frame.style.aspectRatio = turns ? (side ? ratio : 1 / ratio) : "";
    picture.style.width = side ? `${100 / ratio}%` : "";
    picture.style.transform = turns ? `translate(-50%, -50%) rotate(${turns * 90}deg)` : "";
  }
  tellPage();
};
const enlarge = (by) => {
  zoom = ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(zoom) + by))];
  look();
};
const acts = {
  before: () => step(-1), next: () => step(1), up: () => toPage(pageAt() - 1), down: () => toPage(pageAt() + 1),
  smaller: () => enlarge(-1), larger: () => enlarge(1), fit: () => { zoom = 100; look(); },
  turn: () => { const frame = frames()[pageAt()]; if (frame) frame.dataset.turns = (Number(frame.dataset.turns || 0) + 1) % 4; look(); },
};
for (const tool of space.querySelectorAll("[data-viewer-tools], [data-do]")) tool.hidden = false;
stage.addEventListener("scroll", tellPage, { passive: true });
space.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-do]"), link = event.target.closest("a[href^='#lihat-']");
  if (tool) acts[tool.dataset.do]();
  if (!link) return;
  event.preventDefault();
  const [, place, page] = link.hash.slice(1).match(/^(.*?)(?:-(\d+))?$/);
  if (sheets.some((sheet) => sheet.id === link.hash.slice(1))) show(link.hash.slice(1)); else show(place, Number(page) - 1);
  if (panes.scrollWidth > panes.clientWidth + 1) panes.scrollTo({ left: 0, behavior: "smooth" });
});

// The tabs of a phone
const tabs = [...space.querySelectorAll("[data-tab]")];
const tellTab = () => {
  const now = panes.scrollLeft > panes.clientWidth / 2 ? 1 : 0;
  tabs.forEach((tab, n) => { if (n === now) tab.setAttribute("aria-current", "true"); else tab.removeAttribute("aria-current"); });
};
panes.addEventListener("scroll", tellTab, { passive: true });
tabs.forEach((tab, n) => tab.addEventListener("click", (event) => {
  if (panes.scrollWidth <= panes.clientWidth + 1) return;
  event.preventDefault();
  panes.scrollTo({ left: n * panes.clientWidth, behavior: "smooth" });
}));

// The marks: what is looked at is marked, and the sum of the marks stands in the bar.
const current = () => checks.find((check) => check.contains(document.activeElement)) || checks.find((check) => check.hasAttribute("data-now")) || checks.find((check) => !mark(check));
const mark = (check) => (check.querySelector("input[type=radio]:checked") || {}).value;
const reason = (check) => check.querySelector(".check__why input");
const sum = space.querySelector("[data-marks]");
const count = () => {
  if (!sum) return;
  const open = checks.filter((check) => !mark(check)).length, wrong = checks.filter((check) => mark(check) === "salah");
  const line = document.createElement("p"), list = document.createElement("ul");
  line.textContent = open ? `${checks.length - open} dari ${checks.length} ditandai.` : wrong.length ? "Yang perlu diperbaiki pemohon:" : "Semua benar.";
  for (const check of wrong) {
    const item = document.createElement("li");
    item.textContent = `${check.dataset.label}: ${reason(check).value.trim() || "alasan belum ditulis"}`;
    list.append(item);
  }
  sum.replaceChildren(line, ...(wrong.length ? [list] : []));
};
const follow = (check) => { const link = check.querySelector("[data-sheet]"); if (link) show(link.dataset.sheet); };
const set = (check, value) => {
  const input = check.querySelector(`input[value=${value}]`);
  input.checked = true;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  if (value === "salah") { reason(check).focus(); return; }
  const next = checks.slice(checks.indexOf(check) + 1).find((one) => !mark(one));
  if (next) { follow(next); next.querySelector("input").focus(); next.scrollIntoView({ block: "nearest" }); }
};
for (const check of checks) {
  check.addEventListener("focusin", () => follow(check));
  check.addEventListener("click", (event) => { if (!event.target.closest("a, button")) follow(check); });
  check.addEventListener("change", () => { count(); check.scrollIntoView({ block: "nearest" }); });
}
space.addEventListener("change", count);
space.addEventListener("input", count);
const rest = space.querySelector("[data-rest]");
if (rest) rest.addEventListener("click", (event) => {
  event.preventDefault();
  for (const check of checks) if (!mark(check)) check.querySelector("input[value=benar]").checked = true;
  count();
});

// The office's reasons: a press writes one, and it may be changed.
for (const input of space.querySelectorAll(".check__why input")) input.removeAttribute("list");
for (const group of space.querySelectorAll("[data-reasons]")) {
  const field = document.getElementById(group.dataset.reasons);
  const others = field.matches("textarea") && space.querySelector(".decision__others");
  group.hidden = Boolean(others);
  if (others) others.addEventListener("toggle", () => { group.hidden = !others.open; if (others.open) field.scrollIntoView({ block: "center" }); });
  group.addEventListener("click", (event) => {
    if (!event.target.matches("button")) return;
    field.value = event.target.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

// Keys
const help = document.getElementById("tombol");
const keys = {
  b: () => current() && set(current(), "benar"), s: () => current() && set(current(), "salah"),
  n: acts.next, p: acts.before, ArrowRight: acts.next, ArrowLeft: acts.before,
  "+": acts.larger, "-": acts.smaller, 0: acts.fit, r: acts.turn,
  "/": () => { const field = space.querySelector("#kata"); if (field) { field.closest("details").open = true; field.focus(); } }, "?": () => help.showModal(),
};
keys[1] = keys.b;
keys[2] = keys.s;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const at = event.target, isRadio = at.matches("input[type=radio]");
  if (at.matches("input, textarea, select") && !isRadio) { if (event.key === "Escape") at.blur(); return; }
  if (event.key.startsWith("Arrow") && isRadio) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

for (const picture of stage.querySelectorAll("img")) picture.addEventListener("load", () => { if (picture.closest("[data-turns]")) look(); tellPage(); });
addEventListener("resize", look);
const first = checks.find((check) => !mark(check) && check.querySelector("[data-sheet]"));
const asked = location.hash.slice(1);
if (sheets.some((sheet) => sheet.id === asked)) show(asked);
else if (first) show(first.querySelector("[data-sheet]").dataset.sheet);
else if (sheets.length) show(sheets[0].id);
count();
tellTab();

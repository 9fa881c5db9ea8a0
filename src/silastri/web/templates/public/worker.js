// Keeps the verifier on this telephone. It serves two kinds of page, /S/... and /surat/periksa/, and nothing else.
"use strict";

const KEPT = "silastri-periksa-{{ version }}", SHELL = "{{ shell }}", FILES = {{ files|safe }};
const SLOW = 10000; // ms that a weak line is given before the kept page is shown

self.addEventListener("install", (event) => {
  self.skipWaiting();
  // As nobody in particular: what is kept holds no one's menu.
  event.waitUntil(caches.open(KEPT).then((box) => box.addAll([SHELL, ...FILES].map((path) => new Request(path, { credentials: "omit" })))));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("silastri-periksa-") && name !== KEPT;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

const page = async (request) => {
  try {
    const late = new Promise((_, fail) => setTimeout(fail, SLOW, new Error("late")));
    const answer = await Promise.race([fetch(request), late]);
    if (answer.status < 502) return answer;
  } catch (error) { /* no network: the kept page reads the code's own statement */ }
  return caches.match(SHELL);
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") return event.respondWith(page(request));
  const { origin, pathname } = new URL(request.url);
  if (origin === location.origin && FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept || fetch(request)));
  }
});

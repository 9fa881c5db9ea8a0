// A touch-screen of the hall. Its pages change without leaving it: a broken line shows a sentence, not the browser's.
// Without this file its links and forms work like any others.
const touchScreen = document.querySelector("[data-screen]");
if (touchScreen) {
  const away = touchScreen.querySelector("[data-away]"), start = touchScreen.dataset.start;
  const page = () => touchScreen.querySelector("[data-page]");
  let touched = 0, resets, busy = false;

  const ask = async (address, options) => {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), 8000);
    try {
      const answer = await fetch(address, { ...options, signal: stop.signal, cache: "no-store" });
      if (answer.status >= 500) throw new Error(String(answer.status));
      return answer;
    } finally { clearTimeout(late); }
  };

  const show = async (address, options) => {
    if (busy) return;
    busy = true;
    try {
      const answer = await ask(address, options);
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-page]");
      away.hidden = true;
      if (!found) { location.replace(start); return; }
      history.replaceState(null, "", answer.url);
      page().replaceWith(found);
      scrollTo(0, 0);
      begin();
    } catch { away.hidden = false; } finally { busy = false; }
  };

  // Who walks away leaves nothing on the screen.
  const wait = () => {
    clearTimeout(resets);
    const idle = Number(page().dataset.idle);
    if (idle) resets = setTimeout(() => { show(start); wait(); }, idle * 1000);
  };
  const begin = () => {
    wait();
    page().focus({ preventScroll: true });
    document.dispatchEvent(new Event("screen"));
    if (page().querySelector("[data-print]")) print();
  };
  for (const sign of ["pointerdown", "keydown", "scroll", "input"]) addEventListener(sign, () => { touched = Date.now(); wait(); }, { passive: true });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.hash) return;
    event.preventDefault();
    show(link.href);
  });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    show(event.target.action, { method: "POST", body: new FormData(event.target, event.submitter) });
  });
  document.addEventListener("contextmenu", (event) => event.preventDefault());

  const listen = async () => {
    try {
      const answer = await ask(touchScreen.dataset.news);
      const version = answer.redirected ? "" : (await answer.json()).version;
      away.hidden = true;
      if (version !== touchScreen.dataset.version && Date.now() - touched > 10_000) { location.replace(start); return; }
    } catch { away.hidden = false; }
    setTimeout(listen, away.hidden ? 15_000 : 3000);
  };
  begin();
  setTimeout(listen, 3000);
}

// What is said when something was not done, and how typed text outlives a broken line and the end of a session.
{
  const LINE = "Belum terkirim. Periksa sambungan internet, lalu coba lagi.";
  const TROUBLE = "Ada gangguan di sistem kami. Coba lagi sebentar lagi.";
  const WAITS = "Belum tersimpan, menunggu sambungan.";
  const LARGE = "Berkas terlalu besar. Perkecil dulu, lalu kirim lagi.";  // a proxy before us refuses with a page of its own
  const saves = (element) => element.matches("[data-autosave]");
  const polls = (element) => (element.getAttribute("hx-trigger") || "").startsWith("every");

  // One place for one sentence beside what asked.
  const place = (element) => {
    if (saves(element)) return element.querySelector("[data-saved]");
    const found = element.previousElementSibling;
    if (found && found.matches("[data-refused]")) return found;
    const made = document.createElement("div");
    made.dataset.refused = "";
    made.setAttribute("role", "alert");
    element.before(made);
    return made;
  };
  const sentence = (words) => {
    const made = document.createElement("span");
    made.className = "govuk-error-message";
    made.textContent = words;
    return made;
  };
  const tell = (element, said) => {
    if (place(element).textContent !== said.textContent) place(element).replaceChildren(said);
  };
  // Without words, what was said before is gone.
  document.addEventListener("refused", (event) => {
    const element = event.target.closest(".picker") || event.target;
    if (event.detail) tell(element, sentence(event.detail));
    else place(element).remove();
  });

  // The server refuses with a fragment that is marked; anything else of 400 and more is the fault of a machine.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig: { elt } } = event.detail;
    const refused = xhr.status >= 400 && xhr.getResponseHeader("HX-Reswap") === "none";
    if (xhr.status < 400 || (event.detail.shouldSwap && !refused)) {
      if (xhr.status < 400 && !saves(elt)) { const old = elt.previousElementSibling; if (old && old.matches("[data-refused]")) old.remove(); }
      if (xhr.status < 400 && saves(elt)) { waiting = null; if (sent === edits) letGo(); }
      return;
    }
    event.detail.shouldSwap = event.detail.isError = false;
    if (polls(elt) && !refused) return;
    const said = refused ? document.createRange().createContextualFragment(xhr.responseText) : sentence(xhr.status === 413 ? LARGE : TROUBLE);
    if (saves(elt)) {
      keep(elt, true);
      said.append(" Ketikan Anda tidak hilang: disimpan di sini, dan dikirim begitu halaman ini dibuka lagi.");
    }
    tell(elt, said);
  });
  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      const { elt } = event.detail.requestConfig;
      if (polls(elt)) return;
      if (saves(elt)) wait(elt);
      else tell(elt, sentence(LINE));
    });
  }

  // Text is kept when it could not be saved, and while a form is under way: in this tab, or, of an application that
  // somebody fills in at home, on this device until it was saved or they sign out. It is given back to the same person on
  // the same page: after signing in again, or when the page is opened again. Passwords and files are never kept.
  const KEPT = "ketikan:", HOUR = 3600 * 1000, LONGEST = { sessionStorage: 12 * HOUR, localStorage: 72 * HOUR };
  const who = document.body.dataset.who, path = location.pathname;
  const lasts = (form) => Boolean(form.dataset.autosave);
  const shelf = (form) => (lasts(form) ? "localStorage" : "sessionStorage");
  const store = (where, work) => { try { return work(window[where]); } catch { return null; } };
  const letGo = (key = KEPT + path) => { for (const where in LONGEST) store(where, (kept) => kept.removeItem(key)); };
  const allKept = () => Object.keys(LONGEST).flatMap((where) => (store(where, Object.keys) || []).filter((key) => key.startsWith(KEPT)).map((key) => [where, key]));
  const texts = (form) => [...form.elements].filter((input) => input.name && input.matches("textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit])"));
  const choice = (input) => input.type === "radio" || input.type === "checkbox";
  let leaving = false;  // what is refused from now on would stay for whoever comes next
  addEventListener("pageshow", () => { leaving = false; });
  const keep = (form, refused) => {
    const typed = texts(form).filter((input) => !choice(input) || input.checked).map((input) => [input.name, input.value]);
    if (leaving || !who || !typed.some(([, value]) => value)) return;
    const kept = { who, refused: refused || lasts(form), sent: !refused, at: Date.now(), edition: form.dataset.edition, action: form.getAttribute("action") || "", typed };
    store(shelf(form), (all) => all.setItem(KEPT + path, JSON.stringify(kept)));
  };
  const fill = (form, typed) => {
    const left = [...typed];
    for (const input of texts(form)) {
      const at = left.findIndex(([name, value]) => name === input.name && (!choice(input) || value === input.value));
      if (choice(input)) input.checked = at >= 0;
      else if (at >= 0) input.value = left[at][1];
      if (at >= 0) left.splice(at, 1);
    }
  };
  const giveBack = (kept) => {
    const names = new Set(kept.typed.map(([name]) => name));
    const form = [...document.forms].find((one) => one.method === "post" && (one.getAttribute("action") || "") === kept.action && texts(one).some((input) => names.has(input.name)));
    if (!form) return;
    if (form.dataset.edition !== kept.edition) { letGo(); return; }  // it has arrived since
    fill(form, kept.typed);
    if (saves(form)) { form.dispatchEvent(new Event("change", { bubbles: true })); return; }
    letGo();
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.textContent = "Ketikan Anda tadi sudah kembali di sini. Periksa, lalu kirim lagi.";
    form.before(notice);
  };
  const look = ([where, key]) => {
    const kept = store(where, (all) => JSON.parse(all.getItem(key)));
    const stopped = !who || document.querySelector("[data-not-done]");
    if (!kept || (who && who !== kept.who) || Date.now() - kept.at > LONGEST[where]) letGo(key);
    else if (stopped) store(where, (all) => all.setItem(key, JSON.stringify({ ...kept, refused: true })));
    else if (!kept.refused) letGo(key);
    else if (key === KEPT + path) giveBack(kept);
    else if (kept.sent && document.referrer === location.origin + key.slice(KEPT.length)) letGo(key);
  };
  addEventListener("load", () => allKept().forEach(look));

  // What was being typed when the session ended by itself.
  let touched = null;
  document.addEventListener("input", (event) => { touched = event.target.form; });
  document.addEventListener("presence:over", () => { if (touched?.method === "post") keep(touched, true); });

  document.addEventListener("asked", (event) => {
    const form = document.querySelector("[data-edition]");
    if (!form) return;
    form.dataset.edition = event.detail.edition;
    if (sent !== edits && lasts(form)) keep(form, true);
  });

  // What waits for the line is sent when the line is back.
  let waiting = null, edits = 0, sent = 0;
  const wait = (form) => { waiting = form; keep(form, true); tell(form, sentence(WAITS)); };
  const again = () => { if (waiting && navigator.onLine) waiting.dispatchEvent(new Event("change", { bubbles: true })); };
  addEventListener("online", again);
  setInterval(again, 20000);
  addEventListener("offline", () => { const form = document.querySelector("[data-autosave]"); if (form && edits) wait(form); });
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !saves(form)) return;
    edits += 1;
    if (lasts(form)) keep(form, true);
  });
  document.addEventListener("htmx:beforeRequest", (event) => { if (saves(event.detail.requestConfig.elt)) sent = edits; });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.action.endsWith("/keluar/")) { leaving = true; for (const [, key] of allKept()) letGo(key); }
    else if (saves(form) && !navigator.onLine) { event.preventDefault(); wait(form); }
    else if (form.method === "post" && !event.defaultPrevented && !form.matches("[data-upload]")) keep(form, false);
  });
}

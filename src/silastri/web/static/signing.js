// The signing session: each letter that was read goes in a request of its own, so that a weak line loses one answer at most and
// every result is seen at once. The passphrase stays in its input, is sent with each, and is cleared at the end.
for (const form of document.querySelectorAll("[data-signing]")) {
  const boxes = () => [...form.querySelectorAll("[name=surat]")];
  const pass = form.querySelector("[name=frasa]"), go = form.querySelector("[data-go]"), bar = form.querySelector("[data-progress]");
  if (!go) continue;
  const count = () => { const n = boxes().filter((box) => box.checked).length; go.textContent = n ? `Tandatangani ${n} surat` : "Tandatangani"; };
  // Not for the passphrase: its change comes with the press on the button, whose words must not change under the finger.
  form.addEventListener("change", (event) => { if (event.target !== pass) count(); });
  // What was read by other means is ticked by hand, and kept like the rest.
  for (const box of boxes()) box.addEventListener("change", () => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("surat", box.value);
    body.set("tanda", box.checked ? "ya" : "tidak");
    fetch(box.closest("li").dataset.read, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => {});
  });
  const say = (box, html, busy) => {
    const said = box.closest("li").querySelector("[data-said]");
    if (busy) said.textContent = html; else said.innerHTML = html;
  };
  const tell = (done, of, words) => {
    bar.hidden = false;
    bar.querySelector("progress").value = of ? done / of : 0;
    bar.querySelector("span").textContent = words;
  };
  const send = async (box, typed) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("frasa", typed);  // what is typed meanwhile is for the next try
    body.set("surat", box.value);
    return fetch(form.dataset.signing, { method: "POST", body, headers: { "HX-Request": "true" } });
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const picked = boxes().filter((box) => box.checked && !box.disabled);
    const typed = pass.value;
    if (!picked.length) { tell(0, 0, "Baca dulu surat yang akan ditandatangani."); return; }
    go.disabled = true;
    let done = 0, stopped = "";
    for (const box of picked) {
      say(box, "Sedang ditandatangani…", true);
      tell(done, picked.length, `${done} dari ${picked.length} selesai`);
      try {
        const answer = await send(box, typed);
        if (answer.redirected) throw new Error();
        say(box, await answer.text());
        if (!answer.ok) { stopped = "Berhenti di surat yang ditolak"; break; }
      } catch {
        say(box, "Jawaban tidak sampai. Muat ulang halaman untuk melihat hasilnya.", true);
        stopped = "Sambungan terputus";
        break;
      }
      box.checked = false; box.disabled = true; done += 1;
    }
    if (stopped && picked.length === 1) bar.hidden = true;  // the letter itself says why
    else tell(done, picked.length, stopped ? `${stopped}: ${done} dari ${picked.length} ditandatangani, sisanya belum dikirim.` : `${done} surat ditandatangani.`);
    if (pass.value === typed) pass.value = "";
    if (stopped) pass.focus();
    go.disabled = false;
    count();
  });
}

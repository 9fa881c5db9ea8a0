// An officer's session ends when nobody uses its page: the page says so in time, and whoever types or points is there.
{
  const { idle, here } = document.body.dataset;
  const MINUTE = 60 * 1000, WARNED = 2 * MINUTE, TOLD = 5 * MINUTE;
  let ends = Date.now() + idle * 1000, told = Date.now(), box = null;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("silastri-di-sini") : null;

  const close = () => { box?.remove(); box = null; };
  const stays = () => { told = Date.now(); ends = told + idle * 1000; close(); };
  const tell = async () => {
    told = Date.now();
    const answer = await fetch(here, { redirect: "manual" }).catch(() => null);
    if (answer && answer.status === 204) { stays(); tabs?.postMessage("here"); }
  };
  if (tabs) tabs.onmessage = stays;
  for (const used of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(used, () => { if (Date.now() - told > TOLD && Date.now() < ends) tell(); }, { passive: true });
  }

  const warn = () => {
    box = document.createElement("div");
    box.className = "presence";
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", "Masih di sini?");
    const said = document.createElement("p"), button = document.createElement("button");
    said.textContent = "Masih di sini? Sebentar lagi Anda keluar sendiri, supaya orang lain tidak memakai akun Anda. Ketikan Anda tidak hilang.";
    button.type = "button";
    button.className = "govuk-button";
    button.textContent = "Saya masih di sini";
    button.addEventListener("click", tell);
    box.append(said, button);
    document.body.append(box);
  };
  const over = () => {
    close();
    document.dispatchEvent(new Event("presence:over"));
    location.reload();
  };
  setInterval(() => {
    const left = ends - Date.now();
    if (left < -5000) over();
    else if (left < WARNED && !box) warn();
  }, 5000);
}

// The survey on the tablet: one question at a time, each answer a big target, one touch an answer. Without this file it is
// the same form, whole. What was answered stays in the form until it is sent, or until the screen begins anew.
const oneByOne = (form) => {
  const groups = [...form.children].filter((one) => one.matches(".govuk-form-group")), send = form.querySelector("button.govuk-button");
  const answered = (group) => Boolean(group.querySelector(":checked") || group.querySelector("textarea")?.value.trim());
  const free = form.querySelector("[data-free]"); // what follows it may be left empty
  const isFree = (group) => Boolean(free?.compareDocumentPosition(group) & Node.DOCUMENT_POSITION_FOLLOWING);
  const button = (words, kind) => Object.assign(document.createElement("button"), { type: "button", textContent: words, className: `govuk-button big-button ${kind}` });
  const place = Object.assign(document.createElement("p"), { className: "asked__place", tabIndex: -1 });
  const bar = Object.assign(document.createElement("progress"), { className: "asked__bar", max: groups.length, ariaLabel: "Kemajuan" });
  const back = button("Kembali", "govuk-button--secondary"), on = button("Berikutnya", "");
  const row = Object.assign(document.createElement("div"), { className: "asked__row" });
  let at = 0, touched = 0, soon;

  const show = () => {
    groups.forEach((group, n) => { group.hidden = n !== at; });
    const isLast = at === groups.length - 1;
    back.hidden = at === 0;
    on.hidden = isLast || !(answered(groups[at]) || isFree(groups[at]));
    on.classList.toggle("govuk-button--secondary", isFree(groups[at]));
    on.textContent = answered(groups[at]) ? "Berikutnya" : "Lewati";
    send.hidden = !isFree(groups[at]) && !isLast;
    place.textContent = `Pertanyaan ${at + 1} dari ${groups.length}${isFree(groups[at]) ? ", boleh dilewati" : ""}`;
    bar.value = at + 1;
  };
  const go = (to) => {
    clearTimeout(soon);
    at = Math.max(0, Math.min(groups.length - 1, to));
    show();
    scrollTo(0, 0);
    place.focus({ preventScroll: true });
  };
  back.addEventListener("click", () => go(at - 1));
  on.addEventListener("click", () => go(at + 1));
  form.addEventListener("pointerdown", () => { touched = Date.now(); });
  form.addEventListener("input", show);
  // A touch is an answer; whoever walks through the answers by keys goes on with the button.
  form.addEventListener("change", (event) => {
    if (event.target.type !== "radio" || Date.now() - touched > 1000 || at === groups.length - 1) return;
    clearTimeout(soon);
    soon = setTimeout(() => go(at + 1), 400);
  });
  const goTo = (id) => { const found = groups.findIndex((group) => group.querySelector(`[id="${id}"]`)); if (found >= 0) go(found); };
  for (const link of form.parentElement.querySelectorAll(".govuk-error-summary a")) link.addEventListener("click", () => goTo(link.hash.slice(1)));

  for (const heading of form.querySelectorAll("h2")) heading.hidden = true;
  form.classList.add("asked");
  form.prepend(place, bar);
  row.append(back, on, send);
  send.classList.add("big-button");
  form.append(row);
  at = Math.max(0, groups.findIndex((group) => group.matches(".govuk-form-group--error")));
  show();
};
const splitQuestions = () => { for (const form of document.querySelectorAll("[data-one-by-one] form:not(.asked)")) oneByOne(form); };
document.addEventListener("screen", splitQuestions);
splitQuestions();

// A conversation: ready answers are written into the field by a press, and the newest words are in sight.
"use strict";

for (const group of document.querySelectorAll("[data-ready]")) {
  const field = document.getElementById(group.dataset.ready);
  group.hidden = false;
  group.addEventListener("click", (event) => {
    if (!event.target.matches("button")) return;
    const typed = field.value.trimEnd();
    field.value = typed ? `${typed}\n${event.target.textContent}` : event.target.textContent;
    field.focus();
  });
}

for (const form of document.querySelectorAll("[data-answer]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
  });
}

const toNewest = () => { const talk = document.getElementById("kata"); if (talk) talk.scrollTop = talk.scrollHeight; };
toNewest();
document.body.addEventListener("htmx:afterSwap", toNewest);

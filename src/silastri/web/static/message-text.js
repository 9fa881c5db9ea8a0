// The buttons of places put them where the cursor stands. Without this file a place is typed.
{
  const typed = document.querySelector("#id_teks");
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-place]");
    if (!button || !typed) return;
    typed.setRangeText(button.dataset.place, typed.selectionStart, typed.selectionEnd, "end");
    typed.focus();
    typed.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

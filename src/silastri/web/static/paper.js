// The codes of the paper: printed, or copied to where their holder keeps such things.
document.querySelector("[data-print]").addEventListener("click", () => print());
document.querySelector("[data-copy]").addEventListener("click", async () => {
  const codes = [...document.querySelectorAll("[data-codes] li")].map((one) => one.textContent.trim());
  const said = document.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(codes.join("\n"));
    said.textContent = "Tersalin.";
  } catch { said.textContent = "Tidak bisa disalin di sini. Cetak, atau tulis dengan tangan."; }
});

// A slip prints itself when it is opened.
if (document.querySelector("[data-print]")) addEventListener("load", () => window.print());

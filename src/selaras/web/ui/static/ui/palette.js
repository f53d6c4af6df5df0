// Ctrl or ⌘ K, or “/”: the search as a dialog. Without this the field of the top bar leads to the search page.

const links = (dialog) => [...dialog.querySelectorAll("#palet-hasil a")];

const open = (dialog) => {
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input").select();
};

const walk = (dialog, event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [dialog.querySelector("input"), ...links(dialog)];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
};

const prepare = (dialog) => {
  const field = document.querySelector("form[data-palette] input");

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const asked = (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))
      || (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey);
    if (!asked) return;
    event.preventDefault();
    open(dialog);
  });

  field?.addEventListener("click", () => open(dialog));
  dialog.addEventListener("keydown", (event) => walk(dialog, event));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  // Enter opens the first result when there is one.
  dialog.querySelector("form").addEventListener("submit", (event) => {
    const [hit] = links(dialog);
    if (!hit) return;
    event.preventDefault();
    window.location.assign(hit.href);
  });
};

const palette = document.getElementById("palet");
if (palette) prepare(palette);

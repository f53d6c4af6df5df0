// What is typed is saved by itself; who leaves before it has been is asked first.
const waiting = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-autosave]");
  if (form) waiting.add(form);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("form[data-autosave]");
  if (form) waiting.delete(form);
});

// Not arrived, or refused: what is on the screen is still not saved.
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    const form = event.target.closest?.("form[data-autosave]");
    if (form) waiting.add(form);
  });
}

document.addEventListener("submit", (event) => {
  waiting.delete(event.target);
});

window.addEventListener("beforeunload", (event) => {
  if ([...waiting].some((form) => form.isConnected)) event.preventDefault();
});

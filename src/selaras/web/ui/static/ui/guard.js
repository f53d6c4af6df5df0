// Forms: sent once, and not lost by a slip.

const state = (form) => new URLSearchParams(
  [...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]),
).toString();

const first = new WeakMap();
const remember = (root) => {
  for (const form of root.querySelectorAll("form[data-guard]")) first.set(form, state(form));
};
const changed = (form) => !form.dataset.sent && first.has(form) && first.get(form) !== state(form);

remember(document);
document.addEventListener("htmx:afterSwap", (event) => remember(event.target));

window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll("form[data-guard]")].some(changed)) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method.toLowerCase() !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  // The button stays enabled until its own name and value are on their way.
  setTimeout(() => event.submitter?.classList.add("sending"), 0);
  // A download leaves the page where it is; the form may be sent again.
  if ("download" in form.dataset) setTimeout(() => free(form), 3000);
});

const free = (form) => {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll(".sending")) button.classList.remove("sending");
};

// Back button: the page comes out of the browser's memory, and its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) free(form);
});

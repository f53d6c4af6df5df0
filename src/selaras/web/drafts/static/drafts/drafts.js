// What is typed is saved by itself; what could not be saved stays on the screen and says so; who leaves is asked first.
const AGAIN = 10_000; // ms until a server that did not answer is asked again
const SIGNED_OUT = [200, 403, 405]; // the page to sign in, a token of another session, an address behind signing in
const waiting = new Set();
const renewed = new Set(); // forms sent once more with a new token
const formOf = (event) => event.target.closest?.("form[data-autosave]");

const say = (form, what) => {
  const place = form.querySelector("[role=status]");
  const words = document.getElementById(`belum-${what}`);
  if (place && words) place.replaceChildren(words.content.cloneNode(true));
};

const unsaved = (form, what) => {
  waiting.add(form);
  renewed.delete(form);
  say(form, what);
};

const send = (form) => form.isConnected && window.htmx.trigger(form, "submit");

// Signed in again in another tab: this page's token is of the session before. True when it could be renewed.
const renew = async () => {
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector('meta[name="csrf-token"]')?.content;
  if (!answer.ok || new URL(answer.url).pathname !== window.location.pathname || !token) return false;
  document.querySelector('meta[name="csrf-token"]').content = token;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
};

document.addEventListener("input", (event) => {
  const form = formOf(event);
  if (form) waiting.add(form);
});

// What was sent already is not sent once more when its pause in typing ends: the answer would redraw the row in use.
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  if (!form) return;
  const pressed = event.detail.requestConfig.triggeringEvent?.type === "submit";
  if (!pressed && !waiting.has(form)) event.preventDefault();
  waiting.delete(form);
});

// A whole page in answer to a row (signed out, refused, broken) would replace what was written: it is not shown.
document.addEventListener(
  "htmx:beforeSwap",
  (event) => {
    const form = formOf(event);
    const { xhr } = event.detail;
    if (!form || !/^\s*(<!doctype|$)/i.test(xhr.responseText || "") || xhr.status === 204) return;
    event.preventDefault();
    event.stopPropagation();
    waiting.add(form);
    if (renewed.has(form) || !SIGNED_OUT.includes(xhr.status)) return unsaved(form, "galat");
    renewed.add(form);
    renew().then(
      (done) => (done ? send(form) : unsaved(form, "keluar")),
      () => unsaved(form, "galat"),
    );
  },
  true,
);

// Refused with a reason of its own: what is on the screen is still not saved.
document.addEventListener("htmx:responseError", (event) => {
  const form = formOf(event);
  if (form) waiting.add(form);
});

document.addEventListener("htmx:afterOnLoad", (event) => {
  const form = formOf(event);
  if (form && event.detail.xhr.status < 300 && !waiting.has(form)) renewed.delete(form);
});

document.addEventListener("htmx:sendError", (event) => {
  const form = formOf(event);
  if (!form) return;
  unsaved(form, "putus");
  setTimeout(() => waiting.has(form) && send(form), AGAIN);
});

// Sent the plain way, the page is left on purpose.
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) waiting.delete(event.target);
});

window.addEventListener("beforeunload", (event) => {
  if ([...waiting].some((form) => form.isConnected)) event.preventDefault();
});

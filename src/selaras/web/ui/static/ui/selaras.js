// Everything here is comfort: each page works without it. No module imports another: each has its own fingerprint.

const token = () => document.querySelector('meta[name="csrf-token"]')?.content;

// htmx sends the token that forms carry.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get" && token()) event.detail.headers["X-CSRFToken"] = token();
});

// A whole page where a fragment was asked for: an error is shown in this frame, anything else (signed out) is gone to.
const show = (html) => {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  const here = document.querySelector("main");
  if (!main || !here) return;
  here.replaceChildren(...main.childNodes);
  here.focus();
};

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (/^\s*<!doctype/i.test(xhr.responseText || "")) {
    event.preventDefault();
    if (xhr.status >= 400) show(xhr.responseText);
    else if (xhr.responseURL && requestConfig.verb === "get") window.location.assign(xhr.responseURL);
    else window.location.reload();
  } else if (xhr.status === 422 || xhr.status === 409) {
    event.detail.shouldSwap = true; // a form with its errors, an edit that came second
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:sendError", () => {
  const place = document.getElementById("pesan");
  const words = document.documentElement.lang === "en"
    ? "The server cannot be reached. Check the connection, then try again."
    : "Server tidak dapat dihubungi. Periksa sambungan, lalu coba lagi.";
  if (place) place.innerHTML = `<div class="notice notice-no" role="alert"><div>${words}</div></div>`;
});

// Open menus close on Escape and on a click elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The summary of a form's errors is where the reader goes first.
const focus = (root) => root.querySelector("[data-focus]")?.focus();
focus(document);
document.addEventListener("htmx:afterSwap", (event) => focus(event.target));

// Comfort for lists: each works without it.

const rows = (form) => [...form.querySelectorAll('tbody input[name="id"]')];
const english = () => document.documentElement.lang === "en";

const tell = (form) => {
  const all = form.querySelector("[data-all]");
  const chosen = rows(form).filter((box) => box.checked).length;
  for (const box of rows(form)) box.disabled = all.checked;
  const place = form.querySelector("[data-chosen]");
  place.textContent = all.checked || !chosen ? "" : english() ? `${chosen} chosen` : `${chosen} dipilih`;
};

// One box above the column chooses every row of the page.
const head = (root) => {
  const form = root.querySelector("#massal");
  const cell = form?.querySelector("thead .box");
  if (!cell || cell.querySelector("input")) return;
  const box = document.createElement("input");
  box.type = "checkbox";
  box.className = "form-check-input";
  box.setAttribute("aria-label", english() ? "Choose all on this page" : "Pilih semua di halaman ini");
  cell.append(box);
  box.addEventListener("change", () => {
    for (const each of rows(form)) each.checked = box.checked;
    tell(form);
  });
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("#massal");
  if (form) tell(form);
});

// Controls left empty stay out of the address; without any, the whole list is meant and not a view that opens first.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches?.(".list-find")) return;
  const said = event.detail.parameters;
  for (const name of Object.keys(said)) if (said[name] === "") delete said[name];
  if (!Object.keys(said).length) said.semua = "1";
});

// A download leaves the page where it is: its form may be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-download]");
  if (form) setTimeout(() => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    for (const button of form.querySelectorAll(".sending")) button.classList.remove("sending");
  }, 3000);
});

head(document);
document.addEventListener("htmx:afterSwap", (event) => head(event.target));

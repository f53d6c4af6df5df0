// Copying is comfort: without it the fields are selected and copied by hand.
for (const group of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) continue;
  group.hidden = false;
  const told = group.querySelector("[data-copied]");
  for (const button of group.querySelectorAll("[data-copy]"))
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        told.textContent = told.dataset.copied;
      } catch { /* the field stays selected: Ctrl C copies it */ }
    });
}
// An address with an anchor opens what holds it.
const open = () => {
  const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = there?.closest("details");
  if (fold) { fold.open = true; there.scrollIntoView(); }
};
open();
addEventListener("hashchange", open);

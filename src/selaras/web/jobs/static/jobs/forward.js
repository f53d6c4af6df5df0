// A job that ended while it was watched leads to its outcome; “back” then skips the page of the job.
document.body.addEventListener("htmx:afterSettle", () => {
  const ended = document.querySelector("#job[data-forward]");
  if (ended) window.location.replace(ended.dataset.forward);
});

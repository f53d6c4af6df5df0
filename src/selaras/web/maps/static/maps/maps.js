// Comfort for maps: arrow keys move between cells, and one button prints. Without it every cell is a link like any other.

const tab = document.querySelector(".tabs [aria-current]"); // in sight where they do not all fit
if (tab) tab.closest(".tabs").scrollLeft = tab.offsetLeft - tab.closest(".tabs").offsetLeft - 16;

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const table of document.querySelectorAll("table[data-grid]")) {
  const grid = [...table.tBodies].flatMap((body) => [...body.rows])
    .map((row) => [...row.cells].map((cell) => cell.querySelector("a")));
  const links = grid.flat().filter(Boolean);
  if (!links.length) continue;

  // One stop for the Tab key; the arrows do the rest.
  let current = links[0];
  for (const link of links) link.tabIndex = -1;
  current.tabIndex = 0;
  const go = (link) => {
    if (!link) return;
    current.tabIndex = -1;
    current = link;
    current.tabIndex = 0;
    current.focus();
    current.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const place = (link) => {
    const row = grid.findIndex((cells) => cells.includes(link));
    return [row, grid[row].indexOf(link)];
  };
  const along = (row, column, down, right) => {
    for (let y = row + down, x = column + right; grid[y] && x >= 0 && x < grid[y].length; y += down, x += right)
      if (grid[y][x]) return grid[y][x];
    return null;
  };
  const last = (cells) => cells.filter(Boolean).at(-1);
  const first = (cells) => cells.find(Boolean);

  table.addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    if (link && links.includes(link) && link !== current) {
      current.tabIndex = -1;
      current = link;
      current.tabIndex = 0;
    }
  });
  table.addEventListener("keydown", (event) => {
    const link = event.target.closest("a");
    if (!link || event.altKey || event.metaKey || event.shiftKey) return;
    const [row, column] = place(link);
    const moves = {
      ArrowRight: () => along(row, column, 0, 1),
      ArrowLeft: () => along(row, column, 0, -1),
      ArrowDown: () => along(row, column, 1, 0),
      ArrowUp: () => along(row, column, -1, 0),
      Home: () => (event.ctrlKey ? links[0] : first(grid[row])),
      End: () => (event.ctrlKey ? links.at(-1) : last(grid[row])),
    };
    if (!moves[event.key] || (event.ctrlKey && !["Home", "End"].includes(event.key))) return;
    event.preventDefault();
    go(moves[event.key]());
  });
}

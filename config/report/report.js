"use strict";
// The page is whole without this: it only sorts and searches the tables.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.textContent;
  };
  table.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows];
      rows.sort((a, b) => key(a, column).localeCompare(key(b, column), "en", { numeric: true }));
      if (down) rows.reverse();
      body.append(...rows);
    });
  });
}
for (const tools of document.querySelectorAll(".tools")) {
  const rows = [...document.getElementById(tools.dataset.table).tBodies[0].rows];
  const text = tools.querySelector("input");
  const state = tools.querySelector("select");
  const count = tools.querySelector("output");
  // Accents do not matter: "cote" finds "Côte".
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = rows.map((row) => plain(row.dataset.find ?? row.textContent));
  const search = () => {
    const wanted = plain(text.value.trim());
    let shown = 0;
    rows.forEach((row, i) => {
      const fits = texts[i].includes(wanted) && (state.value === "" || row.dataset.state === state.value);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    count.textContent = shown + " of " + rows.length;
  };
  text.addEventListener("input", search);
  state.addEventListener("change", search);
  tools.hidden = false;
  search();
}

// Makes long tables searchable, and readable on a phone; without this script they are complete as they stand.
(() => {
  const nb = !document.documentElement.lang.startsWith("en");
  const words = nb
    ? { search: "Søk i tabellen", all: "Alle", of: "av", shown: "rader vises" }
    : { search: "Search the table", all: "All", of: "of", shown: "rows shown" };

  const distinct = (values) => [...new Set(values)].filter(Boolean).sort((a, b) => a.localeCompare(b, "nb", { numeric: true }));

  // What the table is called: its number, or the heading that it stands under; no two searches have the same name.
  const named = new Map();
  function nameOf(table) {
    const heading = table.closest("section")?.querySelector("h1, h2, h3, h4, h5, h6")?.cloneNode(true);
    heading?.querySelector(".headerlink")?.remove();
    const subject = (table.querySelector("caption .caption-number") ?? heading)?.textContent.trim();
    const name = subject ? `${words.search}: ${subject}` : words.search;
    named.set(name, (named.get(name) ?? 0) + 1);
    return named.get(name) === 1 ? name : `${name} (${named.get(name)})`;
  }

  // On a phone each row is a card (compendium.css), whose lines say which column they are of; an empty cell is no line.
  function labelCells(table) {
    const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, column) => cell.textContent.trim() && (cell.dataset.label = headings[column]));
    }
    table.classList.add("labelled");
  }

  function makeFilterable(table) {
    const columns = [...table.classList].map((name) => /^filter-(\d+)$/.exec(name)).filter(Boolean).map((match) => Number(match[1]));
    const rows = [...table.tBodies[0].rows].map((row) => ({
      row,
      text: row.textContent.toLocaleLowerCase("nb"),
      // A cell with a list of codes, or of links, can be narrowed by each of them.
      values: columns.map((column) => {
        const names = [...row.cells[column].querySelectorAll(".code-name, a")];
        return names.length ? names.map((name) => name.textContent) : [row.cells[column].textContent.trim()];
      }),
    }));

    const form = document.createElement("form");
    form.className = "table-filter";
    form.setAttribute("role", "search");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.setAttribute("aria-label", nameOf(table));

    const field = (label, control) => {
      const wrapper = document.createElement("label");
      wrapper.append(label, control);
      // A select's options would otherwise be read out as part of its name.
      control.setAttribute("aria-label", label);
      form.append(wrapper);
      control.addEventListener("input", filter);
      return control;
    };
    const query = field(words.search, Object.assign(document.createElement("input"), { type: "search" }));
    const choices = columns.map((column, place) => {
      const select = document.createElement("select");
      select.add(new Option(words.all, ""));
      distinct(rows.flatMap((r) => r.values[place])).forEach((value) => select.add(new Option(value, value)));
      return field(table.tHead.rows[0].cells[column].textContent.trim(), select);
    });
    const count = document.createElement("output");
    form.append(count);

    function filter() {
      const terms = query.value.toLocaleLowerCase("nb").split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const r of rows) {
        const fits =
          terms.every((term) => r.text.includes(term)) &&
          choices.every((choice, place) => !choice.value || r.values[place].includes(choice.value));
        r.row.hidden = !fits;
        shown += fits;
      }
      count.textContent = `${shown} ${words.of} ${rows.length} ${words.shown}`;
    }
    table.closest(".pst-scrollable-table-container, .table-wrapper, table").before(form);
    filter();
  }

  document.querySelectorAll("table.filterable").forEach(makeFilterable);
  // A table of three columns fits.
  document.querySelectorAll("table:is(.artefact, .filterable)").forEach((table) => table.tHead.rows[0].cells.length > 3 && labelCells(table));
})();

// Makes the table of all excerpts searchable; without this script the table is complete as it stands.
(() => {
  const table = document.querySelector("table.excerpt-list");
  if (!table) return;
  const nb = !document.documentElement.lang.startsWith("en");
  const words = nb
    ? { search: "Søk i utdragene", informant: "Informant", code: "Kode", all: "Alle", of: "av", shown: "utdrag vises" }
    : { search: "Search the excerpts", informant: "Informant", code: "Code", all: "All", of: "of", shown: "excerpts shown" };
  const rows = [...table.tBodies[0].rows].map((row) => ({
    row,
    text: row.textContent.toLocaleLowerCase("nb"),
    informant: row.cells[2].textContent.trim(),
    codes: [...row.querySelectorAll(".code-name")].map((node) => node.textContent),
  }));

  const form = document.createElement("form");
  form.className = "excerpt-filter";
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", words.search);
  form.addEventListener("submit", (event) => event.preventDefault());

  const field = (label, control) => {
    const wrapper = document.createElement("label");
    wrapper.append(label, control);
    // A select's options would otherwise be read out as part of its name.
    control.setAttribute("aria-label", label);
    form.append(wrapper);
    control.addEventListener("input", filter);
    return control;
  };
  const choice = (label, values) => {
    const select = document.createElement("select");
    select.add(new Option(words.all, ""));
    values.forEach((value) => select.add(new Option(value, value)));
    return field(label, select);
  };
  const distinct = (values) => [...new Set(values)].sort((a, b) => a.localeCompare(b, "nb", { numeric: true }));

  const query = field(words.search, Object.assign(document.createElement("input"), { type: "search" }));
  const informant = choice(words.informant, distinct(rows.map((r) => r.informant)));
  const code = choice(words.code, distinct(rows.flatMap((r) => r.codes)));
  const count = document.createElement("output");
  form.append(count);

  function filter() {
    const terms = query.value.toLocaleLowerCase("nb").split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const r of rows) {
      const fits =
        terms.every((term) => r.text.includes(term)) &&
        (!informant.value || r.informant === informant.value) &&
        (!code.value || r.codes.includes(code.value));
      r.row.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} ${words.of} ${rows.length} ${words.shown}`;
  }
  table.closest(".pst-scrollable-table-container, .table-wrapper, table").before(form);
  filter();
})();

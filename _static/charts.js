// Makes a still figure interactive when a reader comes near it. Without this script the still picture is complete.
(() => {
  const nb = !document.documentElement.lang.startsWith("en");
  const words = nb
    ? { pick: "Framhev", all: "alle", rows: "Bak det framhevede" }
    : { pick: "Highlight", all: "all", rows: "Behind what is highlighted" };
  const here = document.currentScript.src;

  let library;
  // One script for all charts, loaded when the first of them is near.
  function loadLibrary() {
    library ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("vega.js", here).href;
      script.onload = () => resolve(window.vegaEmbed);
      script.onerror = () => reject(new Error("vega.js"));
      document.head.append(script);
    });
    return library;
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // The ids behind the marks that are picked out, as links to their rows.
  function listRows(output, payload, picked) {
    output.replaceChildren();
    if (!payload.ids || !Object.values(picked).some((value) => value !== null)) return;
    const column = (choice) => choice.column;
    const rows = payload.data.filter((row) =>
      payload.choices.every((choice) => picked[choice.signal] === null || String(row[column(choice)]) === picked[choice.signal]));
    const ids = [...new Set(rows.flatMap((row) => String(row[payload.ids] ?? "").split(" ")).filter(Boolean))].sort();
    output.append(`${words.rows}: ${ids.length ? "" : "–"}`);
    ids.forEach((id, place) => {
      if (place) output.append(", ");
      output.append(element("a", { className: "reference internal", href: `${payload.rows}#rad-${id.toLowerCase()}`, textContent: id }));
    });
  }

  async function makeInteractive(box) {
    const payload = JSON.parse(box.parentElement.querySelector("script.chart-spec").textContent);
    payload.data = dataOf(payload.spec);
    const still = box.querySelector(".chart-still svg");
    const live = element("div", { className: "chart-live" });
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", still.getAttribute("aria-label"));
    box.append(live);

    const embed = await loadLibrary();
    const { view } = await embed(live, payload.spec, {
      actions: false,
      defaultStyle: false,
      renderer: "svg",
      tooltip: { disableDefaultStyle: true, id: "chart-tooltip" },
    });
    live.querySelector("svg").setAttribute("aria-hidden", "true");
    box.classList.add("is-live");
    if (payload.choices.length) addChoices(box, view, payload);
  }

  // The rows that the marks are drawn from; panels of one figure share them.
  function dataOf(part) {
    if (part.data?.values) return part.data.values;
    for (const key of ["layer", "hconcat", "vconcat", "concat"]) {
      const all = (part[key] ?? []).flatMap(dataOf);
      if (all.length) return all;
    }
    return part.spec ? dataOf(part.spec) : [];
  }

  function addChoices(box, view, payload) {
    const picked = Object.fromEntries(payload.choices.map((choice) => [choice.signal, null]));
    const output = element("output", { className: "chart-rows" });
    const selects = payload.choices.map((choice) => {
      const select = element("select", {}, new Option(words.all, ""));
      choice.values.forEach((value) => select.add(new Option(value, value)));
      select.addEventListener("input", () => pick({ [choice.signal]: select.value || null }));
      return select;
    });

    function pick(change) {
      Object.assign(picked, change);
      payload.choices.forEach((choice, place) => {
        view.signal(choice.signal, picked[choice.signal]);
        selects[place].value = picked[choice.signal] ?? "";
      });
      view.runAsync();
      listRows(output, payload, picked);
    }

    view.addEventListener("click", (event, item) => {
      const datum = item?.datum ?? {};
      const found = payload.choices.map((choice) => {
        const value = String(datum[choice.column] ?? "");
        // The label of an axis has its value under another name.
        const label = String(datum.value ?? "");
        return choice.values.includes(value) ? value : choice.values.includes(label) && choiceOf(label, payload) === choice ? label : null;
      });
      const again = payload.choices.every((choice, place) => picked[choice.signal] === found[place]);
      pick(Object.fromEntries(payload.choices.map((choice, place) => [choice.signal, again ? null : found[place]])));
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") pick(Object.fromEntries(payload.choices.map((choice) => [choice.signal, null])));
    });

    const form = element("form", { className: "chart-choices" });
    form.addEventListener("submit", (event) => event.preventDefault());
    payload.choices.forEach((choice, place) =>
      form.append(element("label", {}, `${words.pick} ${choice.column.toLocaleLowerCase("nb")}`, selects[place])));
    form.append(output);
    box.after(form);
  }

  const choiceOf = (value, payload) => payload.choices.find((choice) => choice.values.includes(value));

  // A print shows the still pictures, so nothing needs to be loaded for it.
  const near = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
      near.unobserve(target);
      makeInteractive(target).catch((error) => {
        // The still picture stays.
        target.querySelector(".chart-live")?.remove();
        console.error(`${target.getAttribute("aria-label")}: ${error.message}`);
      });
    }),
    { rootMargin: "200px" },
  );
  document.querySelectorAll("figure.artefact .chart").forEach((box) => near.observe(box));
})();

// Makes a still figure interactive when a reader comes near it. Without this script the still picture is complete.
(() => {
  const nb = !document.documentElement.lang.startsWith("en");
  const words = nb
    ? { pick: "Framhev", all: "alle", rows: "Bak det framhevede", none: "Ingenting i figuren har begge verdiene." }
    : { pick: "Highlight", all: "all", rows: "Behind what is highlighted", none: "Nothing in the figure has both values." };
  const here = document.currentScript.src;

  // Classic scripts, each loaded once, when the first figure is near; a page on disk may load no other kind.
  const loading = new Map();
  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(name, here).href;
        script.onload = resolve;
        script.onerror = () => reject(new Error(name));
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // Labels of Vega's axes take no clicks of their own accord.
  function withClickableLabels(spec) {
    const walk = (group) => {
      for (const axis of group.axes ?? []) {
        axis.encode = { ...axis.encode, labels: { ...axis.encode?.labels, interactive: true } };
      }
      (group.marks ?? []).forEach(walk);
    };
    walk(spec);
    return spec;
  }

  // The column that stands along an axis, in the first view that has one there.
  const columnAlong = (part, axis) =>
    part?.encoding?.[axis]?.field ??
    [part?.layer, part?.hconcat, part?.vconcat, part?.spec].flat().filter(Boolean).map((below) => columnAlong(below, axis)).find(Boolean);

  // What one row of the figure's data says, but for what was picked itself.
  function rowItem(payload, row, picked) {
    const known = (column, value) => payload.choices.some((choice) => choice.columns.includes(column) && picked[choice.signal] === String(value));
    const said = payload.columns
      .map((column, place) => [column, row[place]])
      .filter(([column, value]) => !known(column, value) && column !== payload.ids && value !== "" && value !== null)
      .map(([column, value]) => `${payload.headings[column]}: ${typeof value === "number" ? value.toLocaleString(nb ? "nb" : "en", { useGrouping: false }) : String(value)}`);
    return element("li", {}, said.join(" · "));
  }

  // An excerpt or claim behind a row: a link to it, who speaks, and the words.
  function wordsItem(id) {
    const found = window.figureTexts?.[id];
    if (!found) return element("li", {}, id);
    const root = new URL(document.documentElement.dataset.content_root, location.href);
    const link = element("a", { className: "reference internal", href: new URL(found.href, root).href, textContent: id });
    return element("li", { className: "chart-words" }, link, ` ${found.speaker}: ${found.text}`);
  }

  // The numbers and the words behind what is picked out.
  function listRows(list, payload, picked) {
    const chosen = payload.choices.filter((choice) => picked[choice.signal] !== null);
    list.hidden = !chosen.length;
    list.replaceChildren();
    if (!chosen.length) return;
    const place = (column) => payload.columns.indexOf(column);
    const rows = payload.rows.filter((row) =>
      chosen.every((choice) => choice.columns.some((column) => String(row[place(column)]) === picked[choice.signal])));
    const ids = payload.ids ? [...new Set(rows.flatMap((row) => row[place(payload.ids)].split(" ")).filter(Boolean))] : [];
    // C9 before C10, and an ellipsis for ids that are not named after all that are.
    ids.sort((a, b) => (a === "…") - (b === "…") || a.localeCompare(b, undefined, { numeric: true }));
    const items = [...rows.map((row) => rowItem(payload, row, picked)), ...ids.map(wordsItem)].filter((item) => item.textContent);
    list.append(...(items.length ? items : [element("li", {}, words.none)]));
  }

  async function makeInteractive(box) {
    const payload = JSON.parse(box.parentElement.querySelector("script.chart-spec").textContent);
    const still = box.querySelector(".chart-still svg");
    const live = element("div", { className: "chart-live" });
    box.append(live);

    await Promise.all([load("vega.js"), payload.ids && payload.choices.length ? load("figure-texts.js") : null]);
    const { view } = await window.vegaEmbed(live, payload.spec, {
      actions: false,
      // Expressions are interpreted, not compiled: a host may forbid what makes code out of text.
      ast: true,
      defaultStyle: false,
      patch: withClickableLabels,
      // SVG follows the ground by currentColor; a canvas would keep the colours it was drawn in.
      renderer: "svg",
      tooltip: { disableDefaultStyle: true, id: "chart-tooltip" },
    });
    // Vega names the place it draws in by itself, and takes away what was said of it before.
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", still.getAttribute("aria-label"));
    live.removeAttribute("aria-roledescription");
    live.querySelector("svg").setAttribute("aria-hidden", "true");
    if (payload.choices.length) addChoices(box, view, payload);
    box.classList.add("is-live");
  }

  function addChoices(box, view, payload) {
    const picked = Object.fromEntries(payload.choices.map((choice) => [choice.signal, null]));
    const nothing = { ...picked };
    // Its words may be long, so that it scrolls, and a keyboard must reach it.
    const list = element("ul", { className: "chart-rows", hidden: true, tabIndex: 0 });
    list.setAttribute("aria-label", words.rows);
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
      listRows(list, payload, picked);
    }

    view.addEventListener("click", (event, item) => {
      const label = item?.mark?.role === "axis-label";
      // The label of an axis stands for one value of the column along it, a mark for a value of each.
      const along = label && columnAlong(payload.spec, ["top", "bottom"].includes(item.mark.group.orient) ? "x" : "y");
      const values = label ? { [along]: item.datum.value } : (item?.datum ?? {});
      const first = label && payload.choices.find((choice) => choice.columns.includes(along));
      const found = Object.fromEntries(payload.choices.map((choice) => {
        const value = String(values[label ? choice === first && along : choice.columns[0]] ?? "");
        return [choice.signal, choice.values.includes(value) ? value : null];
      }));
      // A second click on the same takes the choice back, and so does one beside all marks.
      const again = payload.choices.every((choice) => picked[choice.signal] === found[choice.signal]);
      pick(again ? nothing : found);
    });

    const form = element("form", { className: "chart-choices" });
    form.addEventListener("submit", (event) => event.preventDefault());
    payload.choices.forEach((choice, place) => {
      const name = `${words.pick} ${choice.heading.toLocaleLowerCase("nb")}`;
      // A select's options would otherwise be read out as part of its name.
      selects[place].setAttribute("aria-label", name);
      form.append(element("label", {}, name, selects[place]));
    });
    form.append(list);
    box.after(form);
    for (const part of [box, form]) part.addEventListener("keydown", (event) => event.key === "Escape" && pick(nothing));
  }

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

// What a hit shows of its page: the words of the article, without the frame around it and what is drawn or folded away.
// Sphinx's own takes all of <main>, with its contents list, and runs the labels of a figure together.
(() => {
  const LEFT_OUT = "details, nav, script, style, svg, .cite-chapter, .cite-control, .cite-parts, .deviation, .headerlink, .page-forms";
  // Before Sphinx's search, which begins when the page is ready too.
  document.addEventListener("DOMContentLoaded", () => {
    Search.htmlToText = (html, anchor) => {
      const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
      const part = (anchor && article?.querySelector(anchor)) || article;
      part?.querySelectorAll(LEFT_OUT).forEach((node) => node.remove());
      // A term and what is said of it stand apart on the page, and so they do here.
      part?.querySelectorAll("dt, dd").forEach((node) => node.append(" "));
      return part?.textContent.replace(/\s+/g, " ") ?? "";
    };
  });
})();

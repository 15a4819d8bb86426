// Copies a reference with one click. The text itself stands on the page without this script.
(() => {
  const SHOWN_FOR = 2500;

  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  // Where a page was not served securely, the browser offers no clipboard but this.
  const copySelected = (node) => {
    const closed = node.closest("details:not([open])");
    if (closed) closed.open = true;
    select(node);
    return document.execCommand("copy");
  };

  const copy = async (node, text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelected(node);
    }
  };

  // A reference is one line; a file keeps its lines.
  const textOf = (node) => (node.matches("pre") ? node.textContent : node.textContent.replace(/\s+/g, " ").trim());

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const node = button.closest("[data-cite]").querySelector(button.dataset.copy);
      button.textContent = (await copy(node, textOf(node))) ? button.dataset.done : button.dataset.failed;
      setTimeout(() => (button.textContent = label), SHOWN_FOR);
    });
  }
})();

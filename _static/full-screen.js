// The theme's button for the whole screen, without a handler in the page, which a host may forbid.
document.querySelector(".btn-fullscreen-button")?.addEventListener("click", () => toggleFullScreen());

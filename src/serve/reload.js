// Reloads the page when the site has changed. Only `gongshi serve` puts it there.
(() => {
  const shown = document.currentScript.src.split("?")[1];
  let source;
  const listen = () => {
    source = new EventSource("/__gongshi/events");
    source.onmessage = (event) => {
      if (event.data !== shown) location.reload();
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED && !document.hidden) setTimeout(listen, 1000);
    };
  };
  // A browser opens six connections to a host: pages in the background leave theirs to the others.
  document.addEventListener("visibilitychange", () => {
    source?.close();
    if (!document.hidden) listen();
  });
  if (!document.hidden) listen();
})();

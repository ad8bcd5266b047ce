// What `tickwire dev` adds to each page: it shows what is wrong with the game, and loads the page anew when its files have changed. No server but that one has it.
(() => {
  const ID = "tickwire-dev";
  const AGAIN_MILLIS = 1000;
  let first;
  let events;

  function element(tag, style, text) {
    const made = document.createElement(tag);
    made.style.cssText = style;
    made.textContent = text;
    return made;
  }

  function show(troubles) {
    document.getElementById(ID)?.remove();
    if (troubles.length === 0) return;
    const box = element(
      "div",
      "all:initial;position:fixed;inset:0 0 auto 0;z-index:2147483647;max-height:60vh;overflow:auto;box-sizing:border-box;padding:16px 20px;" +
        "background:#2b1216f2;border-bottom:3px solid #ff6b6b;color:#fff;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap",
      "",
    );
    box.id = ID;
    box.setAttribute("role", "alert");
    for (const { file, line, text } of troubles) {
      const place = file && (line ? `${file}:${line}` : file);
      const entry = element("div", "margin:0 0 8px", "");
      if (place) entry.append(element("strong", "color:#ff9d9d", `${place}\n`));
      entry.append(text);
      box.append(entry);
    }
    document.documentElement.append(box);
  }

  function hear({ data }) {
    const now = JSON.parse(data);
    first ??= now;
    if (now.site !== first.site || now.pages !== first.pages) location.reload();
    else show(now.troubles);
  }

  // A browser opens few connections to one server: a page that nobody sees leaves its own to others.
  function look() {
    events?.close();
    events = undefined;
    if (document.hidden) return;
    events = new EventSource("/tickwire-dev");
    events.onmessage = hear;
    events.onerror = () => {
      if (events?.readyState === EventSource.CLOSED) setTimeout(look, AGAIN_MILLIS);
    };
  }

  document.addEventListener("visibilitychange", look);
  look();
})();

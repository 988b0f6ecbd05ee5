// How to use the page: what the hand does, and which keys do the same.

/** Keys, and the string that says what they do. @type {[string, string][]} */
const HELP = [
  ["/", "help_search"],
  ["Tab · Enter", "help_table"],
  ["Esc", "help_escape"],
  ["← ↑ ↓ → · + −", "help_view"],
  ["Shift + ← ↑ ↓ →", "help_move"],
  ["", "help_cluster"],
  ["", "help_legend"],
  ["", "help_days"],
  ["", "help_path"],
  ["", "help_link"],
];

function renderHelp() {
  const body = byId("help-body");
  if (body.dataset.shown === state.lang) return;
  body.dataset.shown = state.lang;
  const rows = HELP.map(([keys, words]) =>
    make("li", {}, ...keys.split(" · ").filter(Boolean).map((key) => make("kbd", {}, key)), make("span", {}, ui(words))),
  );
  body.replaceChildren(make("h2", {}, ui("help")), make("ul", {}, ...rows));
}

/* People as a list that folds. */

/** Give the element for a list of people under its name. */
export function people(name, all, open = false) {
  const list = document.createElement("ul");
  list.append(...all.map((person) => Object.assign(document.createElement("li"), { textContent: person })));
  const summary = Object.assign(document.createElement("summary"), { textContent: `${name} (${all.length})` });
  const details = Object.assign(document.createElement("details"), { open });
  details.append(summary, list);
  return details;
}

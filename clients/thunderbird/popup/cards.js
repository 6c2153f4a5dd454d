/* Findings as cards: the worst first, the others behind "more". */

const say = messenger.i18n.getMessage;
const MOST_NAMED = 6;

/** Give the elements for all findings of an answer. */
export function cards({ findings, shown, left, skipped }) {
  const made = findings.slice(0, shown).map(card);
  const rest = findings.slice(shown);
  if (rest.length) made.push(more(rest, left));
  if (skipped.length) made.push(madeOf("p", "faint", `${say("notLookedAt")} ${skipped.join("; ")}`));
  return made;
}

function more(rest, left) {
  const button = madeOf("button", "", say("more", [String(rest.length + left)]));
  button.addEventListener("click", () => {
    const made = rest.map(card);
    button.replaceWith(...made);
    made[0].tabIndex = -1;
    made[0].focus();
  });
  return button;
}

function card(finding) {
  const article = madeOf("article", finding.level);
  article.dataset.rule = finding.id;
  article.append(madeOf("span", "rule", `${say(`level_${finding.level}`)} ${finding.id}`), madeOf("h2", "", finding.message));
  for (const place of finding.places.slice(0, 4)) article.append(madeOf("p", "place", placed(place, finding)));
  if (finding.help) article.append(madeOf("p", "", finding.help));
  return article;
}

function placed({ where, values }, { left, places }) {
  const named = values.slice(0, MOST_NAMED).join(", ");
  const others = values.length - Math.min(values.length, MOST_NAMED) + (places.length === 1 ? left : 0);
  const tail = others ? ` ${say("andMore", [String(others)])}` : "";
  return named ? `${where}: ${named}${tail}` : where;
}

function madeOf(name, style, text = "") {
  return Object.assign(document.createElement(name), { className: style, textContent: text });
}

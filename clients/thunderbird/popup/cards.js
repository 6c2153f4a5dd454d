/* Findings as cards: the worst first, the others behind "more". */

const say = messenger.i18n.getMessage;
const MOST_NAMED = 10;
const MOST_PLACES = 4;

/** Give the elements for all findings of an answer; `show` is called with the number of a mark to show in the draft. */
export function cards({ findings, shown, left, skipped }, show) {
  const made = findings.slice(0, shown).map((finding) => card(finding, show));
  const rest = findings.slice(shown);
  if (rest.length) made.push(more(rest, left, show));
  if (skipped.length) made.push(notLookedAt(skipped));
  return made;
}

function more(rest, left, show) {
  const button = madeOf("button", "more", say("more", [String(rest.length + left)]));
  button.addEventListener("click", () => {
    const made = rest.map((finding) => card(finding, show));
    button.replaceWith(...made);
    made[0].tabIndex = -1;
    made[0].focus();
  });
  return button;
}

function card(finding, show) {
  const article = madeOf("article", finding.level);
  article.dataset.rule = finding.id;
  const heading = madeOf("h2", "");
  heading.append(madeOf("span", "", capital(finding.message)), rule(finding));
  const places = madeOf("dl", "places");
  for (const place of finding.places.slice(0, MOST_PLACES)) {
    const shown = madeOf("dd", "");
    shown.append(...values(place, finding), ...(place.mark === null ? [] : [showing(place, show)]));
    places.append(madeOf("dt", "", place.where), shown);
  }
  article.append(heading, places);
  if (finding.help) article.append(madeOf("p", "help", finding.help));
  return article;
}

function rule({ id, name, level }) {
  return Object.assign(madeOf("span", "rule", `${say(`level_${level}`)} ${id}`), { title: name });
}

function values({ values: given }, { left, places }) {
  const named = given.slice(0, MOST_NAMED).map((value) => madeOf("span", "value", value));
  const others = given.length - named.length + (places.length === 1 ? left : 0);
  return others ? [...named, madeOf("span", "faint", say("andMore", [String(others)]))] : named;
}

function showing({ mark }, show) {
  const button = madeOf("button", "show", say("showInDraft"));
  button.addEventListener("click", () => show(mark));
  return button;
}

function notLookedAt(skipped) {
  const list = madeOf("ul", "");
  list.append(...skipped.map((row) => madeOf("li", "", row)));
  const details = madeOf("details", "");
  details.append(madeOf("summary", "", say("notLookedAt")), list);
  return details;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function madeOf(name, style, text = "") {
  return Object.assign(document.createElement(name), { className: style, textContent: text });
}

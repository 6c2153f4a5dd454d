/* The popup: what the host said, and what the person wants to do about it. */
import { progressKey } from "../src/delivery.js";
import { heldOf } from "../src/held.js";
import { translate } from "../src/words.js";
import { cards } from "./cards.js";
import { people } from "./people.js";

const say = messenger.i18n.getMessage;
const tab = Number(new URLSearchParams(location.search).get("tab"));
const STATES = { pass: "stateMayGo", hold: "stateHeld", unchecked: "stateUnchecked" };
const TROUBLES = { changed: "changed", gone: "gone" };
const element = (id) => document.getElementById(id);

async function show() {
  translate(document);
  const held = await heldOf(tab);
  if (!held) return window.close();
  if (held.delivery) showDelivery(held.delivery);
  else if (held.answer) showAnswer(held);
  else showFailure(held);
  if (held.notSent !== undefined) trouble(held.notSent || say("notSent"));
  document.querySelector("#choices button:not([hidden])").focus();
  document.body.dataset.ready = "yes";
  return undefined;
}

function showAnswer({ answer, onlyLook }) {
  heading(answer.sentence, answer.level);
  const stopped = answer.verdict !== "pass";
  element("state").textContent = say(onlyLook ? "stateLooked" : STATES[answer.verdict]);
  element("findings").replaceChildren(...cards(answer, (mark) => act("show", { mark })));
  if (onlyLook && !stopped) return;
  element("bcc").hidden = element("each").hidden = answer.visible < 2;
  element("anyway").hidden = onlyLook || !answer.code;
  if (!answer.code && !onlyLook) element("state").textContent += ` ${say("firm")}`;
}

function showFailure({ failure, mark, onlyLook }) {
  heading(say("notChecked"), "warning");
  const known = say(`failure_${failure.code.replaceAll("-", "_")}`);
  element("state").textContent = [known || failure.message || say("failure_internal"), say("nothingSent")].join(" ");
  if (known && failure.message) element("findings").append(Object.assign(document.createElement("p"), { textContent: failure.message }));
  element("anyway").textContent = say("sendUnchecked");
  element("anyway").hidden = onlyLook || !mark;
  if (!mark && !onlyLook) element("state").textContent += ` ${say("closed")}`;
}

/** Say who got a mail that stopped on its way from one to the next. */
function showDelivery({ sent, left, perhaps, subject }) {
  heading(say("stoppedAfter", [String(sent.length), String(sent.length + left.length)]), "warning");
  element("state").textContent = perhaps ? say("interrupted", [subject, perhaps]) : say("leftInDraft");
  element("findings").append(people(say("theyGotIt"), sent), people(say("theyDidNot"), left, !!left.length));
  element("back").textContent = say(perhaps ? "understood" : "backToDraft");
}

/** Say how far a mail is that goes to one after the other. */
function showProgress({ number, all }) {
  element("choices").hidden = element("why").hidden = element("trouble").hidden = true;
  element("progress").hidden = false;
  element("state").textContent = say("sendingEach");
  element("far").textContent = say("sentSoFar", [String(number), String(all)]);
}

/** Show who sees whom large, and what else there is below it. */
function heading(text, level) {
  const [first, ...others] = text.split("; ");
  const rest = others.map((clause) => clause.charAt(0).toUpperCase() + clause.slice(1)).join(". ");
  element("sentence").replaceChildren(first, ...(rest ? [span("rest", rest)] : []));
  element("head").className = level;
  document.title = `leakcheck: ${first}`;
}

function span(style, text) {
  return Object.assign(document.createElement("span"), { className: style, textContent: text });
}

function trouble(text) {
  element("trouble").textContent = text;
  element("trouble").hidden = false;
}

/** Ask the background page to act; what sends closes this window. */
async function act(name, more = {}) {
  const used = document.activeElement;
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  const answer = await messenger.runtime.sendMessage({ do: name, tab, ...more });
  for (const button of document.querySelectorAll("button")) button.disabled = false;
  used.focus();
  if (answer?.error) trouble(say(TROUBLES[answer.error] ?? "notSent"));
}

element("back").addEventListener("click", () => act("back"));
element("bcc").addEventListener("click", () => act("bcc"));
element("each").addEventListener("click", () => act("each"));
element("anyway").addEventListener("click", () => {
  element("why").hidden = false;
  element("anyway").setAttribute("aria-expanded", "true");
  element("reason").focus();
});
element("why").addEventListener("submit", (event) => {
  event.preventDefault();
  act("anyway", { reason: element("reason").value });
});
element("stop").addEventListener("click", () => {
  element("stop").disabled = true;
  messenger.runtime.sendMessage({ do: "stop", tab });
});
messenger.storage.session.onChanged.addListener((changes) => {
  const progress = changes[progressKey(tab)]?.newValue;
  if (!progress) return;
  if (element("progress").hidden) element("stop").disabled = false;
  showProgress(progress);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") act("back");
});
show();

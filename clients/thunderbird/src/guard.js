/* May this mail go? The host says so; where it cannot, the person's setting does. */
import { PATIENCE, bounded } from "./bounded.js";
import { draftOf, markOf } from "./draft.js";
import { dismiss, hold, takeWord } from "./held.js";
import { mark, unmark } from "./marks.js";
import { forHost, loadSettings } from "./settings.js";

const FOR_FILES = 2500;

/** Give what compose.onBeforeSend expects: {} lets the mail go, {cancel: true} keeps the window open and free. */
export async function decide(host, tab, details) {
  const seen = {};
  try {
    const answer = await bounded(() => check(host, tab.id, details, seen), PATIENCE);
    if (answer.verdict === "pass") return await letGo(tab.id);
    await hold(tab.id, { answer });
    mark(tab.id, answer.marks);
    return { cancel: true };
  } catch (error) {
    return unchecked(tab.id, error, seen.draft);
  }
}

/** Check on demand, without sending. */
export async function review(host, tab) {
  const details = await messenger.compose.getComposeDetails(tab.id);
  try {
    const answer = await bounded(() => check(host, tab.id, details, {}), PATIENCE);
    await hold(tab.id, { answer, onlyLook: true });
    await mark(tab.id, answer.marks);
  } catch (error) {
    await hold(tab.id, { failure: failureOf(error), onlyLook: true });
  }
}

/** `seen` gets the draft and the settings on the way, for whoever must decide without an answer. */
async function check(host, tabId, details, seen) {
  const begun = Date.now();
  const settings = await loadSettings();
  seen.draft = await draftOf(tabId, details, FOR_FILES);
  const left = PATIENCE - (Date.now() - begun) - 100;
  const language = messenger.i18n.getUILanguage();
  return host.ask("check", { draft: seen.draft, settings: forHost(settings), language }, left);
}

async function letGo(tabId) {
  await dismiss(tabId);
  return {};
}

async function unchecked(tabId, error, draft) {
  unmark(tabId);
  const { whenUnchecked } = await loadSettings();
  const name = draft ? await markOf(draft) : "";
  if (whenUnchecked === "open" || (name && (await takeWord(tabId, name)))) return letGo(tabId);
  await hold(tabId, { failure: failureOf(error), mark: whenUnchecked === "closed" ? "" : name });
  return { cancel: true };
}

function failureOf(error) {
  const code = error.name === "Slow" ? "slow" : error.code || "internal";
  return { code, message: error.code ? error.message : "" };
}

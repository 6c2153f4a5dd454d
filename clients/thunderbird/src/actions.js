/* What the buttons of the popup do. Whatever is sent here is checked again on its way out. */
import { draftOf, markOf } from "./draft.js";
import { deliver, stop } from "./delivery.js";
import { toBcc } from "./deliver.js";
import { dismiss, heldOf, hold, keepWord } from "./held.js";
import { select } from "./marks.js";
import { forHost, loadSettings } from "./settings.js";

const ACTIONS = { back, bcc, each, stop: (_host, tabId) => stop(tabId), anyway, hello, show };
const MOST_KEPT = 100;

/** Do what a page of ours asks for: {do, tab, ...}. */
export async function act(host, message) {
  const action = Object.hasOwn(ACTIONS, message?.do) ? ACTIONS[message.do] : null;
  if (!action) return { error: "unknown" };
  return (await action(host, message.tab, message)) ?? {};
}

async function back(_host, tabId) {
  await dismiss(tabId);
  if (tabId) await inFront(tabId);
}

/** Bring the compose window to the front with a value selected; the popup stays open beside it. */
async function show(_host, tabId, { mark }) {
  const held = await heldOf(tabId);
  const found = await select(tabId, held?.answer?.marks[mark]?.value ?? "");
  if (!found) return { error: "gone" };
  return inFront(tabId);
}

async function inFront(tabId) {
  const tab = await messenger.tabs.get(tabId);
  await messenger.windows.update(tab.windowId, { focused: true });
}

function bcc(_host, tabId) {
  return delivered(tabId, () => toBcc(tabId));
}

function each(_host, tabId) {
  return deliver(tabId);
}

/** Send all the same: the host keeps the reason and lets this very mail through once; without a host our own note does. */
async function anyway(host, tabId, { reason }) {
  const held = await heldOf(tabId);
  if (!held || !reason?.trim()) return { error: "reason" };
  if (held.answer) await host.ask("allow-once", { code: held.answer.code, reason }, 4000);
  else await noteUnchecked(tabId, held, reason);
  return delivered(tabId, () => messenger.compose.sendMessage(tabId, { mode: "default" }));
}

async function noteUnchecked(tabId, held, reason) {
  const details = await messenger.compose.getComposeDetails(tabId);
  const mark = await markOf(await draftOf(tabId, details, 2500));
  if (!held.mark || mark !== held.mark) throw new Error("changed");
  const { journal } = await messenger.storage.local.get({ journal: [] });
  journal.push({ time: new Date().toISOString(), decision: "sent-unchecked", why: held.failure.code, reason });
  await messenger.storage.local.set({ journal: journal.slice(-MOST_KEPT) });
  await keepWord(tabId, mark);
}

/** Send with the popup out of the way; one that is held again opens its own. */
async function delivered(tabId, send) {
  const held = await heldOf(tabId);
  await dismiss(tabId);
  try {
    return await send();
  } catch (error) {
    if (!(await heldOf(tabId)) && (await isOpen(tabId))) {
      await hold(tabId, { ...held, windowId: 0, notSent: String(error?.message ?? "") });
    }
    return undefined;
  }
}

async function isOpen(tabId) {
  return messenger.tabs.get(tabId).then(() => true, () => false);
}

/** Tell the options page whether the host answers. */
async function hello(host) {
  try {
    const { version } = await host.ask("hello", {}, 4000);
    await host.ask("hint", { draft: {}, settings: forHost(await loadSettings()) }, 4000);
    return { version };
  } catch (error) {
    return { failure: { code: error.code ?? "internal", message: error.message } };
  }
}

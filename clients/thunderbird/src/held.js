/* Mails that are held, one a compose window: what the popup shows, and the window in which it does. */

const WIDTH = 720;
const [LOWEST, HIGHEST] = [400, 680];
const key = (tabId) => `held-${tabId}`;

/** Give what is known of the held mail of a compose window, null where there is none. */
export async function heldOf(tabId) {
  return (await messenger.storage.session.get(key(tabId)))[key(tabId)] ?? null;
}

/** Show why a mail is held, in place of what was shown before. */
export async function hold(tabId, held) {
  await dismiss(tabId);
  await messenger.storage.session.set({ [key(tabId)]: held });
  const url = `/popup/popup.html?tab=${tabId}`;
  const window = await messenger.windows.create({ type: "popup", url, ...(await placeFor(tabId, held)) });
  await messenger.storage.session.set({ [key(tabId)]: { ...held, windowId: window.id } });
}

/** Give a window beside the compose window where there is room, else over its middle; as high as the findings need. */
async function placeFor(tabId, { answer }) {
  const cards = Math.min(answer?.findings.length ?? 0, answer?.shown ?? 0);
  const size = { width: WIDTH, height: Math.min(LOWEST + 125 * Math.max(cards - 1, 0), HIGHEST) };
  if (!tabId) return size;
  const { windowId } = await messenger.tabs.get(tabId);
  const { left, top, width, height } = await messenger.windows.get(windowId);
  const middle = (start, room, own) => Math.max(Math.round(start + (room - own) / 2), 0);
  const besides = [left + width, left - size.width].filter((x) => x >= screen.availLeft && x + size.width <= screen.availWidth);
  return { ...size, left: besides[0] ?? middle(left, width, size.width), top: middle(top, height, size.height) };
}

/** Close the popup of a compose window. */
export async function dismiss(tabId) {
  const held = await heldOf(tabId);
  if (!held) return;
  await messenger.storage.session.remove(key(tabId));
  if (held.windowId) await messenger.windows.remove(held.windowId).catch(() => {});
}

/** A compose window was closed: what is shown about it goes too. */
export async function forget(tabId) {
  await dismiss(tabId);
  await messenger.storage.session.remove(`word-${tabId}`);
}

/** Keep the word of a person that this very mail goes without a check; it holds once. */
export async function keepWord(tabId, mark) {
  await messenger.storage.session.set({ [`word-${tabId}`]: mark });
}

export async function takeWord(tabId, mark) {
  const name = `word-${tabId}`;
  const kept = (await messenger.storage.session.get(name))[name];
  await messenger.storage.session.remove(name);
  return kept === mark;
}

/*
 * A mail on its way to many people, one by one: how far it is, on the screen and on the disk, so that nobody is left
 * without an answer to "who got it?" when something or somebody ends it.
 */
import { heldOf, hold } from "./held.js";
import { oneByOne } from "./deliver.js";

const NOWHERE = 0; // the number of no compose window
const stopping = new Set();
const running = new Set();

export const progressKey = (tabId) => `progress-${tabId}`;

/** Whether mails are on their way: to count meanwhile would only slow them down. */
export function isDelivering() {
  return running.size > 0;
}

/** Send one by one while the popup tells how far it is; whatever ends it early, the person is told who got the mail. */
export async function deliver(tabId) {
  const held = await heldOf(tabId);
  stopping.delete(tabId);
  running.add(tabId);
  try {
    await oneByOne(tabId, (people, number) => goesOn(tabId, people, number));
    await messenger.storage.local.remove("delivery");
  } catch (error) {
    if (!error.delivery) throw error;
    const isOpen = await messenger.tabs.get(tabId).then(() => true, () => false);
    await tell(isOpen ? tabId : NOWHERE, { ...held, windowId: held?.windowId ?? 0, delivery: error.delivery });
  } finally {
    running.delete(tabId);
    await messenger.storage.session.remove(progressKey(tabId));
  }
}

/** The next mail is the last one of this window. */
export function stop(tabId) {
  stopping.add(tabId);
}

/** Thunderbird has just started: tell of a delivery that ended with it last time. */
export async function tellOfLastTime() {
  const { delivery } = await messenger.storage.local.get("delivery");
  if (!delivery) return;
  const { people, number, subject } = delivery;
  const left = people.slice(number);
  await tell(NOWHERE, { delivery: { sent: people.slice(0, number), left, perhaps: left[0], subject } });
}

async function tell(tabId, held) {
  await hold(tabId, held);
  await messenger.storage.local.remove("delivery");
}

async function goesOn(tabId, people, number) {
  if (stopping.has(tabId)) return false;
  if (!number) await noted(tabId, people);
  const { delivery } = await messenger.storage.local.get("delivery");
  await messenger.storage.local.set({ delivery: { ...delivery, number } });
  await messenger.storage.session.set({ [progressKey(tabId)]: { number, all: people.length } });
  return true;
}

async function noted(tabId, people) {
  const { subject } = await messenger.compose.getComposeDetails(tabId);
  await messenger.storage.local.set({ delivery: { people, number: 0, subject } });
}

/* Two ways to send without showing people to one another. */
import { expanded, listNames } from "./recipients.js";

const KEPT = ["identityId", "subject", "isPlainText", "priority", "returnReceipt", "replyTo", "customHeaders", "deliveryFormat"];

const CLOSING = 4000;
// Thunderbird frees closed windows only when it has time for it: 500 sent without a rest hold 2 GB, with it 0.75.
const IN_A_ROW = 20;
const REST = 2000;

/** Move everybody to Bcc, then send. */
export async function toBcc(tabId) {
  const { to, cc, bcc } = await messenger.compose.getComposeDetails(tabId);
  await messenger.compose.setComposeDetails(tabId, { to: [], cc: [], bcc: [to, cc, bcc].flat() });
  await messenger.compose.sendMessage(tabId, { mode: "default" });
}

/**
 * Send each person a message of their own, the last one out of this window. `goesOn` is asked before each; where it says
 * no or one fails, the error tells who got theirs and who did not, and the draft keeps those alone.
 */
export async function oneByOne(tabId, goesOn) {
  const details = await messenger.compose.getComposeDetails(tabId);
  const people = await everybody(details);
  const attachments = await copied(tabId);
  let number = 0;
  try {
    for (; number < people.length; number += 1) {
      if (number && number % IN_A_ROW === 0) await pause(REST);
      if (!(await goesOn(people, number))) throw new Error("stop");
      if (number < people.length - 1) await sendCopy(details, people[number], attachments);
      else await sendLast(tabId, people[number]);
    }
  } catch (cause) {
    // To name those who are left after every mail would take seconds among hundreds of people.
    const left = people.slice(number);
    if (number) await messenger.compose.setComposeDetails(tabId, { to: left, cc: [], bcc: [] }).catch(() => {});
    throw Object.assign(new Error("stopped", { cause }), { delivery: { sent: people.slice(0, number), left } });
  }
}

async function sendLast(tabId, person) {
  await messenger.compose.setComposeDetails(tabId, { to: [person], cc: [], bcc: [] });
  await sendSurely(tabId);
}

/** Send, and fail where the server refuses: Thunderbird answers as if all were well then, and keeps the window. */
async function sendSurely(tabId) {
  await messenger.compose.sendMessage(tabId, { mode: "default" });
  for (const end = Date.now() + CLOSING; Date.now() < end; ) {
    const isOpen = await messenger.tabs.get(tabId).then(() => true, () => false);
    if (!isOpen) return;
    await pause(20);
  }
  throw new Error("refused");
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Send a copy to one person; a copy that is not sent goes, since the draft is still there. */
async function sendCopy(details, person, attachments) {
  const text = details.isPlainText ? "plainTextBody" : "body";
  const copy = { to: [person], [text]: details[text], attachments };
  for (const name of KEPT) if (details[name] !== undefined) copy[name] = details[name];
  const tab = await begun(details, copy);
  try {
    await sendSurely(tab.id);
  } catch (error) {
    await messenger.tabs.remove(tab.id).catch(() => {});
    throw error;
  }
}

/** Open the copy; that of a reply still answers the same mail. */
function begun(details, copy) {
  if (details.type === "reply" && details.relatedMessageId) {
    return messenger.compose.beginReply(details.relatedMessageId, "replyToSender", copy);
  }
  return messenger.compose.beginNew(null, copy);
}

async function everybody(details) {
  const lists = await listNames();
  const people = [];
  for (const field of ["to", "cc", "bcc"]) people.push(...(await expanded(details[field], lists)));
  const distinct = new Map(people.map((person) => [person.email.toLowerCase(), written(person)]));
  return [...distinct.values()];
}

function written({ name, email }) {
  return name && name !== email ? `"${name.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}" <${email}>` : email;
}

async function copied(tabId) {
  const attached = await messenger.compose.listAttachments(tabId);
  return Promise.all(
    attached.map(async ({ id, name }) => ({ name, file: await messenger.compose.getAttachmentFile(id) })),
  );
}

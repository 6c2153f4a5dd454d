/* Two ways to send without showing people to one another. */
import { expanded, listNames } from "./recipients.js";

const KEPT = ["identityId", "subject", "isPlainText", "priority", "returnReceipt", "replyTo", "customHeaders", "deliveryFormat"];

/** Move everybody to Bcc, then send. */
export async function toBcc(tabId) {
  const { to, cc, bcc } = await messenger.compose.getComposeDetails(tabId);
  await messenger.compose.setComposeDetails(tabId, { to: [], cc: [], bcc: [to, cc, bcc].flat() });
  await messenger.compose.sendMessage(tabId, { mode: "default" });
}

/**
 * Send each person a message of their own. The last one goes out of this window; where one fails, the window keeps
 * those who have not got theirs yet.
 */
export async function oneByOne(tabId) {
  const details = await messenger.compose.getComposeDetails(tabId);
  const people = await everybody(details);
  const attachments = await copied(tabId);
  for (const [number, person] of people.entries()) {
    await messenger.compose.setComposeDetails(tabId, { to: people.slice(number), cc: [], bcc: [] });
    if (number === people.length - 1) await messenger.compose.sendMessage(tabId, { mode: "default" });
    else await sendCopy(details, person, attachments);
  }
}

async function sendCopy(details, person, attachments) {
  const text = details.isPlainText ? "plainTextBody" : "body";
  const copy = { to: [person], [text]: details[text], attachments };
  for (const name of KEPT) if (details[name] !== undefined) copy[name] = details[name];
  const tab = await begun(details, copy);
  try {
    await messenger.compose.sendMessage(tab.id, { mode: "default" });
  } catch (error) {
    throw new Error(messenger.i18n.getMessage("stoppedAt", [person]), { cause: error });
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

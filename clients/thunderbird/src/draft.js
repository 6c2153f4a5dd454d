/* A compose window as the host reads it; PROTOCOL.md describes the shape. */
import { bounded } from "./bounded.js";
import { expanded, listNames } from "./recipients.js";

const MOST_ATTACHED = 24 * 1024 * 1024;
const FIELDS = ["to", "cc", "bcc"];

/** Give the head of a draft: senders and recipients, lists expanded. */
export async function headOf(details) {
  const lists = await listNames();
  const draft = { from: details.from, replyTo: details.replyTo, subject: details.subject, type: details.type };
  for (const field of FIELDS) draft[field] = await expanded(details[field], lists);
  return draft;
}

/** Give the whole draft; an attachment that could not be read in time comes without its bytes, and with the reason. */
export async function draftOf(tabId, details, milliseconds) {
  const text = details.isPlainText ? "plainTextBody" : "body";
  const [head, attachments] = await Promise.all([headOf(details), filesOf(tabId, milliseconds)]);
  return { ...head, isPlainText: details.isPlainText, [text]: details[text], attachments };
}

async function filesOf(tabId, milliseconds) {
  let room = MOST_ATTACHED;
  const end = Date.now() + milliseconds;
  const files = [];
  for (const { id, name, size } of await messenger.compose.listAttachments(tabId)) {
    room -= size;
    if (room < 0) files.push({ name, size, why: "it is too large to be read while you wait" });
    else files.push({ name, size, ...(await bytesOf(id, end - Date.now())) });
  }
  return files;
}

async function bytesOf(id, milliseconds) {
  try {
    return await bounded(async () => {
      const file = await messenger.compose.getAttachmentFile(id);
      return { type: file.type, data: await base64Of(file) };
    }, Math.max(milliseconds, 0));
  } catch (error) {
    return { why: error.name === "Slow" ? "it could not be read in time" : "the mail program could not open it" };
  }
}

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Give a name for exactly this draft, for the word of a person about it. */
export async function markOf(draft) {
  const data = new TextEncoder().encode(JSON.stringify({ ...draft, type: "" }));
  const hash = await crypto.subtle.digest("SHA-256", data);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

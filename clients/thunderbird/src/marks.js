/*
 * The places of findings in the text that is being written. They are painted over it by a script in the editor
 * (compose/marks.js), so that what is sent stays as it is; an editor that takes no script shows none.
 */
import { bounded } from "./bounded.js";

const STYLE = "/compose/marks.css";
const SCRIPT = "/compose/marks.js";
const PATIENCE = 2000;

/** Highlight [{value, level}], in place of what was highlighted before; gives how many places were found. */
export function mark(tabId, values) {
  return inEditor(tabId, (given) => globalThis.leakcheckMarks.mark(given), [values]);
}

/** Take all highlights away. */
export function unmark(tabId) {
  return mark(tabId, []);
}

/** Select a value in the editor and scroll to it; false where it does not stand there any more. */
export function select(tabId, value) {
  return inEditor(tabId, (given) => globalThis.leakcheckMarks.select(given), [value]);
}

async function inEditor(tabId, func, args) {
  const target = { tabId };
  const work = async () => {
    await messenger.scripting.insertCSS({ target, files: [STYLE] });
    await messenger.scripting.executeScript({ target, files: [SCRIPT] });
    const [{ result }] = await messenger.scripting.executeScript({ target, func, args });
    return result;
  };
  try {
    return await bounded(work, PATIENCE);
  } catch (error) {
    console.error("leakcheck: no marks:", error?.name ?? "error");
    return false;
  }
}

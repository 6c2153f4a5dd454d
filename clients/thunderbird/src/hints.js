/* The counter in the compose window: how many people will see one another, told while they are added. */
import { bounded } from "./bounded.js";
import { isDelivering } from "./delivery.js";
import { headOf } from "./draft.js";
import { forHost, loadSettings } from "./settings.js";

const PAUSE = 80;
const AWAY = 500; // nobody writes, and each look costs Thunderbird 10 ms
const AFTER_FAILURE = 5000;
const AFTER_SLOWNESS = 30_000;
const PATIENCE = 6000;
const DETAILS = 2000;
const COLOURS = { note: "#3b7ddd", warning: "#b35c00", error: "#c92a2a" };

/**
 * Thunderbird tells nobody that a recipient was added, so open compose windows are looked at, one after the other.
 * Only what changed goes to the host, one question at a time; its open port keeps this page awake meanwhile.
 */
export class Hints {
  #host;
  #last = new Map();
  #resting = new Map();
  #running = false;
  #again = false;
  #pause = PAUSE;

  constructor(host) {
    this.#host = host;
  }

  async watch(tab) {
    if (tab.type === "messageCompose") await this.begin();
  }

  async begin() {
    this.#again = true; // a window that opens while the last one closes
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#again) {
        this.#again = false;
        if (!(await loadSettings()).hint) return;
        while (await this.#round()) await new Promise((resolve) => setTimeout(resolve, this.#pause));
      }
    } finally {
      this.#running = false;
      this.#last.clear();
      this.#resting.clear();
    }
  }

  /** Look at every compose window; false when there is none. */
  async #round() {
    const windows = await messenger.windows.getAll({ windowTypes: ["messageCompose"], populate: true });
    const tabs = windows.flatMap((window) => window.tabs);
    this.#pause = windows.some((window) => window.focused) && !isDelivering() ? PAUSE : AWAY;
    if (tabs.length) this.#host.stay();
    if (isDelivering()) return true;
    for (const { id } of tabs.filter((tab) => Date.now() >= (this.#resting.get(tab.id) ?? 0))) {
      await bounded(() => this.#look(id), PATIENCE).catch((error) => this.#failed(id, error));
    }
    return !!tabs.length;
  }

  async #look(tabId) {
    const begun = Date.now();
    // Of a window that is being closed Thunderbird may never tell the details.
    const details = await bounded(() => messenger.compose.getComposeDetails(tabId), DETAILS);
    this.#pause = Math.max(this.#pause, 1.5 * (Date.now() - begun)); // what is slow to read is read less often
    const now = JSON.stringify([details.from, details.to, details.cc, details.bcc]);
    if (this.#last.get(tabId) === now) return;
    this.#last.set(tabId, now);
    const request = { draft: await headOf(details), settings: forHost(await loadSettings()) };
    await show(tabId, await this.#host.ask("hint", request, 4000));
  }

  /** A window that was closed meanwhile is no failure; a host that fails is asked again, and not all the time. */
  async #failed(tabId, error) {
    this.#last.delete(tabId);
    if (error.name === "Slow") this.#resting.set(tabId, Date.now() + AFTER_SLOWNESS); // huge, or being closed
    if (!error.code) return;
    this.#pause = AFTER_FAILURE;
    await show(tabId, { people: 0, unexpanded: 0, failure: error.code }).catch(() => {});
  }
}

async function show(tabId, hint) {
  const { title, text, color } = said(hint);
  const { setBadgeText, setBadgeBackgroundColor, setLabel, setTitle } = messenger.composeAction;
  await Promise.all([ // at once: each takes Thunderbird 10 ms
    setBadgeBackgroundColor({ tabId, color }),
    setBadgeText({ tabId, text }),
    setLabel({ tabId, label: text ? title : "leakcheck" }),
    setTitle({ tabId, title }),
  ]);
}

/** Give the words, the badge and the colour of the button; a check that fails matters most, then an unknown list. */
function said({ people, level, unexpanded, failure }) {
  const say = messenger.i18n.getMessage;
  const color = COLOURS[level] ?? COLOURS.note;
  if (failure) return { title: say("hostFails"), text: "!", color: COLOURS.warning };
  if (unexpanded) return { title: say("unknownList"), text: people ? String(people) : "?", color: COLOURS.warning };
  if (people) return { title: say("seeOneAnother", [String(people)]), text: String(people), color };
  return { title: say("checkNow"), text: "", color };
}

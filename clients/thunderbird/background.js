/* Where Thunderbird's events come in. Every listener is registered at once, so that each can wake this page. */
import { PATIENCE, bounded, guarded } from "./src/bounded.js";
import { act } from "./src/actions.js";
import { tellOfLastTime } from "./src/delivery.js";
import { forget } from "./src/held.js";
import { decide, review } from "./src/guard.js";
import { Hints } from "./src/hints.js";
import { Host } from "./src/host.js";
const host = new Host(() => messenger.runtime.connectNative("leakcheck"));
const hints = new Hints(host);

// Whatever happens inside, the answer comes in time: a compose window that waits is locked.
messenger.compose.onBeforeSend.addListener((tab, details) =>
  bounded(() => decide(host, tab, details), PATIENCE + 500).catch(() => ({ cancel: true })),
);
messenger.composeAction.onClicked.addListener(guarded((tab) => review(host, tab)));
messenger.tabs.onCreated.addListener(guarded((tab) => hints.watch(tab)));
messenger.tabs.onRemoved.addListener(guarded((tabId) => forget(tabId)));
messenger.runtime.onStartup.addListener(guarded(tellOfLastTime));
messenger.runtime.onMessage.addListener((message) => act(host, message).catch((error) => ({ error: String(error.message) })));
guarded(() => hints.begin())();

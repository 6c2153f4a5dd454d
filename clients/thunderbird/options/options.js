/* The options page: every change is kept at once, and the host is asked whether it can work with it. */
import { loadSettings } from "../src/settings.js";
import { translate } from "../src/words.js";

const say = messenger.i18n.getMessage;
const form = document.getElementById("settings");

async function show() {
  translate(document);
  for (const [name, value] of Object.entries(await loadSettings())) {
    const field = form.elements[name];
    if (field?.type === "checkbox") field.checked = value;
    else if (field) field.value = value;
  }
  await askHost();
}

async function askHost() {
  const { version, failure } = await messenger.runtime.sendMessage({ do: "hello" });
  const status = document.getElementById("host");
  status.className = failure ? "error" : "good";
  const known = failure && say(`failure_${failure.code.replaceAll("-", "_")}`);
  status.textContent = failure ? [known, failure.message].filter(Boolean).join(" ") : say("hostAnswers", [version]);
}

form.addEventListener("change", async ({ target }) => {
  if (!target.name || !target.reportValidity()) return;
  const value = target.type === "checkbox" ? target.checked : target.value;
  await messenger.storage.local.set({ [target.name]: value });
  document.getElementById("saved").textContent = say("saved");
  await askHost();
});
form.addEventListener("submit", (event) => event.preventDefault());
show();

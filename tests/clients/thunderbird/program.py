"""A real Thunderbird with a fresh profile, driven as a person would: write, click Send, read the popup, click."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

from tests.clients.rig import free_port, until
from tests.clients.thunderbird.marionette import Marionette

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clients.rig import Sink

PREFERENCES: dict[str, object] = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server1",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server2",
    "mail.account.account2.server": "server1",
    "mail.server.server1.type": "none",
    "mail.server.server1.hostname": "Local Folders",
    "mail.server.server1.userName": "nobody",
    "mail.server.server1.name": "Local Folders",
    "mail.server.server2.type": "pop3",
    "mail.server.server2.hostname": "127.0.0.1",
    "mail.server.server2.userName": "coach",
    "mail.server.server2.login_at_startup": False,
    "mail.server.server2.check_new_mail": False,
    "mail.identity.id1.fullName": "Petra",
    "mail.identity.id1.useremail": "petra@coach.example",
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.identity.id1.fcc_folder": "mailbox://nobody@Local%20Folders/Sent",
    "mail.identity.id1.draft_folder": "mailbox://nobody@Local%20Folders/Drafts",
    "mail.identity.id1.compose_html": True,
    "mail.identity.id1.valid": True,
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.authMethod": 1,
    "mail.smtpserver.smtp1.try_ssl": 0,
    "mail.smtpserver.smtp1.type": "smtp",
    "mail.provider.suppress_dialog_on_startup": True,
    "mailnews.start_page.enabled": False,
    "mail.rights.version": 1,
    "mailnews.start_page_override.mstone": "ignore",
    "app.donation.eoy.version.viewed": 999,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "extensions.autoDisableScopes": 0,
    "extensions.enabledScopes": 15,
    "extensions.blocklist.enabled": False,
    "extensions.update.enabled": False,
    "mail.shell.checkDefaultClient": False,
    "mail.SpellCheckBeforeSend": False,
    "mail.compose.big_attachments.notify": False,
    "mailnews.tcptimeout": 15,
    "mail.chat.enabled": False,
    "mail.openpgp.enable": False,
    "browser.dom.window.dump.enabled": True,
}

OPEN = """
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const make = (name, face) => Cc[`@mozilla.org/messengercompose/${name};1`].createInstance(Ci[face]);
  const fields = make("composefields", "nsIMsgCompFields");
  for (const name of ["to", "cc", "bcc", "subject", "body"]) fields[name] = args[0][name] ?? "";
  for (const path of args[0].files ?? []) {
    const file = Cc["@mozilla.org/messengercompose/attachment;1"].createInstance(Ci.nsIMsgAttachment);
    const local = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
    local.initWithPath(path);
    file.url = Services.io.newFileURI(local).spec;
    file.name = local.leafName;
    file.size = local.fileSize;
    fields.addAttachment(file);
  }
  const params = make("composeparams", "nsIMsgComposeParams");
  params.composeFields = fields;
  params.type = Ci.nsIMsgCompType.New;
  params.format = args[0].html ? Ci.nsIMsgCompFormat.HTML : Ci.nsIMsgCompFormat.PlainText;
  params.identity = MailServices.accounts.defaultAccount.defaultIdentity;
  MailServices.compose.OpenComposeWindowWithParams(null, params);
"""

WINDOWS = """
  const kindOf = window => window.document.documentElement?.getAttribute("windowtype");
  return Array.from(Services.wm.getEnumerator(null)).map(kindOf);
"""

STATE = """
  const window = Services.wm.getMostRecentWindow("msgcompose");
  if (!window) return null;
  const { document } = window;
  const found = {};
  for (const field of ["to", "cc", "bcc"]) {
    const pills = document.querySelectorAll(`#${field}AddrContainer mail-address-pill`);
    found[field] = Array.from(pills, pill => pill.fullAddress);
  }
  const button = document.querySelector('[id^="leakcheck"][id$="composeAction-toolbarbutton"]');
  found.badge = button?.getAttribute("badge") ?? "";
  found.label = button?.getAttribute("label") ?? "";
  found.locked = window.gWindowLocked;
  found.ready = !!window.gMsgCompose;
  found.canSend = document.getElementById("button-send")?.disabled === false;
  found.subject = document.getElementById("msgSubject")?.value;
  found.files = Array.from(document.querySelectorAll("#attachmentBucket richlistitem"), one => one.attachment.name);
  return found;
"""

ANSWER = """
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const folders = MailServices.accounts.localFoldersServer.rootFolder.QueryInterface(Ci.nsIMsgLocalMailFolder);
  if (!folders.containsChildNamed("Inbox")) folders.createLocalSubfolder("Inbox");
  const folder = folders.getChildNamed("Inbox");
  const header = folder.QueryInterface(Ci.nsIMsgLocalMailFolder).addMessage(args[0]);
  const types = { reply: "ReplyAll", forward: "ForwardInline", open: "Draft" };
  const type = Ci.nsIMsgCompType[types[args[1]]];
  const identity = MailServices.accounts.defaultAccount.defaultIdentity;
  const uri = folder.getUriForMsg(header);
  await MailServices.compose.OpenComposeWindow(
    null, header, uri, type, Ci.nsIMsgCompFormat.PlainText, identity, null, null);
"""

LIST = """
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const book = MailServices.ab.directories[0];
  const make = (name, face) => Cc[`@mozilla.org/addressbook/${name};1`].createInstance(Ci[face]);
  const list = make("directoryproperty", "nsIAbDirectory");
  list.isMailList = true;
  list.dirName = args[0];
  list.description = args[2];
  const added = book.addMailList(list);
  for (const address of [...args[1], ...args[3]]) {
    const card = make("cardproperty", "nsIAbCard");
    card.displayName = address.split("@")[0];
    card.primaryEmail = address;
    added.addCard(card);
  }
"""

SET_OPTION = """
  const { extension } = WebExtensionPolicy.getByID("leakcheck@leakcheck.example");
  const { ExtensionStorageIDB } = ChromeUtils.importESModule("resource://gre/modules/ExtensionStorageIDB.sys.mjs");
  const principal = ExtensionStorageIDB.getStoragePrincipal(extension);
  const storage = await ExtensionStorageIDB.open(principal);
  await storage.set({ [args[0]]: args[1] });
"""

# What is highlighted in the editor, what is selected there, and the document, which is what will be sent.
EDITOR = """
  const { document } = Services.wm.getMostRecentWindow("msgcompose").GetCurrentEditor();
  const page = Cu.waiveXrays(document.defaultView);
  const marks = {};
  page.CSS.highlights.forEach((places, name) => {
    marks[name.replace("leakcheck-", "")] = [];
    places.forEach(range => marks[name.replace("leakcheck-", "")].push(range.toString()));
  });
  return { marks, selected: document.getSelection().toString(), html: document.documentElement.outerHTML };
"""

# Presses OK in each alert of Thunderbird's own until there is none for a while, and returns what they told.
ANSWER_ALERTS = """
  const pause = () => new Promise(resolve => Services.tm.dispatchToMainThread(() => {
    const timer = Cc["@mozilla.org/timer;1"].createInstance(Ci.nsITimer);
    timer.initWithCallback(resolve, 100, Ci.nsITimer.TYPE_ONE_SHOT);
  }));
  const told = [];
  const end = Date.now() + 20_000;
  for (let quiet = 0; quiet < args[0] && Date.now() < end; quiet += 1) {
    for (const window of Services.wm.getEnumerator(null)) {
      const dialog = window.document.querySelector("dialog");
      if (!window.location.href.includes("commonDialog") || !dialog) continue;
      quiet = 0;
      const words = window.document.getElementById("infoBody")?.textContent;
      try { dialog.acceptDialog(); told.push(words); } catch { continue; } // it is being built: again after the pause
    }
    await pause();
  }
  return told;
"""

ADD = """
  const window = Services.wm.getMostRecentWindow("msgcompose");
  const row = window.document.querySelector('.address-row[data-recipienttype="addr_to"]');
  window.addressRowAddRecipientsArray(row, args);
"""

IN_POPUP = """
  const windows = Array.from(Services.wm.getEnumerator("mail:extensionPopup")).filter(window => !window.closed);
  const window = windows.at(-1);
  if (!window) return null;
  const browser = window.document.querySelector("browser[type=content]");
  if (!browser?.messageManager || !browser.currentURI?.spec.includes("popup.html")) return null;
  const name = `test:${Math.random()}`;
  const source = `(() => {
    let found;
    try { found = (${args[0]})(content.document, content); } catch (error) { found = "ERROR " + error; }
    sendAsyncMessage("${name}", JSON.stringify(found ?? null));
  })()`;
  return new Promise(resolve => {
    browser.messageManager.addMessageListener(name, message => resolve(JSON.parse(message.data)));
    browser.messageManager.loadFrameScript("data:," + encodeURIComponent(source), false);
    window.setTimeout(() => resolve(null), 3000);
  });
"""

READ = """document => document.body?.dataset.ready ? {
  sentence: document.getElementById("sentence").textContent,
  state: document.getElementById("state").textContent,
  trouble: document.getElementById("trouble").hidden ? "" : document.getElementById("trouble").textContent,
  rules: Array.from(document.querySelectorAll("article"), one => one.dataset.rule),
  text: document.getElementById("findings").innerText,
  everything: document.getElementById("findings").textContent,
  focus: document.activeElement.id,
  buttons: Array.from(document.querySelectorAll("#choices button:not([hidden])"), one => one.id) } : null"""


class Thunderbird:
    """A running Thunderbird; `home` is what it takes for the home of its user."""

    def __init__(
        self, folder: Path, sink: Sink, *, display: str = "", preferences: dict[str, object] | None = None
    ) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.profile = folder / "profile"
        self.sink = sink
        self.display = display
        self.port = free_port()
        self.preferences = PREFERENCES | (preferences or {})
        self.process: subprocess.Popen[bytes] | None = None
        self.home.mkdir(parents=True)
        (self.profile / "extensions").mkdir(parents=True)

    def start(self) -> None:
        ports = {"mail.smtpserver.smtp1.port": self.sink.port, "marionette.port": self.port}
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in (self.preferences | ports).items())
        (self.profile / "user.js").write_text("".join(lines))
        command = ["thunderbird", "--profile", str(self.profile), "--marionette", "--remote-allow-system-access"]
        command += ["--no-remote", *([] if self.display else ["--headless"])]
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        more = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home), "MOZ_DISABLE_NONLOCAL_CONNECTIONS": "1"}
        # Two Thunderbirds of one user take each other's nsemail.eml away.
        more["TMPDIR"] = str(self.folder)
        if self.display:
            more["DISPLAY"] = self.display
        with (self.folder / "thunderbird.log").open("wb") as log:
            self.process = subprocess.Popen(command, env=kept | more, stdout=log, stderr=log, start_new_session=True)
        self.remote = Marionette(self.port)

    def stop(self) -> None:
        if self.process is None:
            return
        try:
            self.remote.call("Marionette:Quit", {"flags": ["eForceQuit"]})
            self.process.wait(20)
        except (AssertionError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.remote.close()

    def add_on_is_active(self) -> bool:
        return bool(
            self.remote.script(
                "const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');"
                "const found = await AddonManager.getAddonByID(args[0]);"
                "return !!found?.isActive && WebExtensionPolicy.getByID(args[0])?.extension?.backgroundState != null",
                "leakcheck@leakcheck.example",
            )
        )

    def compose(self, **fields: Any) -> None:
        """Open a compose window with to, cc, bcc, subject, body, html, files; waits until it can send."""
        before = self.windows("msgcompose")
        self.remote.script(OPEN, fields)
        self.wait(lambda: self.windows("msgcompose") > before)
        self.wait(lambda: (state := self.draft()) and state["ready"] and state["canSend"])

    def draft(self) -> dict[str, Any] | None:
        """Return what the newest compose window shows."""
        return self.remote.script(STATE)

    def editor(self) -> dict[str, Any]:
        """Return highlights by level, the selected text and the HTML of the text that is being written."""
        found: dict[str, Any] = self.remote.script(EDITOR)
        return found

    def answer(self, kind: str, message: str) -> None:
        """Open a compose window that answers ("reply") or forwards a mail, or goes on with a draft ("open")."""
        self.remote.script(ANSWER, message, kind)
        self.wait(lambda: (state := self.draft()) and state["ready"] and (kind == "forward" or state["canSend"]))

    def add_list(self, name: str, members: list[str], description: str = "", lists: tuple[str, ...] = ()) -> None:
        """Put a mailing list into the address book; `lists` are lists that stand there and become members."""
        self.remote.script(LIST, name, members, description, list(lists))

    def set_option(self, name: str, value: str) -> None:
        """Set what the options page would set."""
        self.remote.script(SET_OPTION, name, value)

    def add_to(self, *people: str) -> None:
        """Add recipients to the newest compose window; one that is still being filled forgets them."""

        def are_there() -> bool:
            missing = [person for person in people if person not in self.draft()["to"]]
            if missing:
                self.remote.script(ADD, *missing)
            return not missing

        self.wait(are_there)

    def set_offline(self, offline: bool) -> None:  # noqa: FBT001 - a state
        self.remote.script("Services.io.offline = args[0]", offline)

    def send(self) -> None:
        """Click the button, as a person would."""
        self.remote.script(
            "Services.wm.getMostRecentWindow('msgcompose').document.getElementById('button-send').click()"
        )

    def in_popup(self, function: str) -> Any:
        return self.remote.script(IN_POPUP, function)

    def popup(self) -> dict[str, Any]:
        """Wait for the popup and return what it shows."""
        return self.wait(lambda: self.in_popup(READ))

    def click(self, button: str) -> None:
        self.in_popup(f"document => document.getElementById('{button}').click()")

    def give_reason(self, reason: str) -> None:
        self.click("anyway")
        self.in_popup(
            f"document => {{ document.getElementById('reason').value = {json.dumps(reason)};"
            "document.getElementById('send').click(); }"
        )

    def answer_alerts(self, quiet: float = 2) -> list[str]:
        """Press OK in what Thunderbird itself tells, until it is quiet for so many seconds; return what it told."""
        told: list[str] = self.remote.script(ANSWER_ALERTS, quiet * 10)
        return told

    def windows(self, kind: str) -> int:
        return int(self.remote.script(WINDOWS).count(kind))

    def close_all(self) -> None:
        """Close every compose window and popup without a question."""
        self.remote.script(
            "for (const kind of ['mail:extensionPopup', 'msgcompose']) {"
            "for (const window of Services.wm.getEnumerator(kind)) {"
            "window.gContentChanged = false; if (window.gMsgCompose) { window.gMsgCompose.bodyModified = false; }"
            "window.close(); } }"
        )
        self.wait(lambda: not self.windows("msgcompose") and not self.windows("mail:extensionPopup"))

    def wait(self, found: Any, seconds: float = 30) -> Any:
        for _ in until(seconds):
            if value := found():
                return value
        raise AssertionError(f"it did not happen in time; windows: {self.remote.script(WINDOWS)}, {self.draft()}")

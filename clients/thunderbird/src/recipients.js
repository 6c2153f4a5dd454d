/* Who really gets the mail: Thunderbird replaces a mailing list by its members only after the check. */

const DEEPEST = 10;
// What nobody can read in two ways: an address, or a name without signs of its own and an address.
const PLAIN = /^(?:([\p{L}\p{N} '-]+) <)?([\w.+-]+@[\w.-]+)>?$/u;

/** Give the people of an address field as {name, email}; what could not be expanded has no "@" in its email. */
export async function expanded(field, lists) {
  const people = [];
  const seen = new Set();
  const take = async (entries, depth) => {
    for (const entry of entries) {
      const list = listOf(entry, lists);
      if (!list) people.push({ name: entry.name ?? "", email: entry.email ?? "" });
      else if (!seen.has(list)) {
        seen.add(list);
        const members = depth < DEEPEST ? await membersOf(list) : null;
        if (members) await take(members, depth + 1);
        else people.push({ name: list, email: list });
      }
    }
  };
  await take(await parsed(texts(field)), 0);
  return people;
}

/** Give the names of all mailing lists, folded: an entry named so becomes its members, whatever its address says. */
export async function listNames() {
  const names = new Set();
  for (const book of await messenger.addressBooks.list()) {
    for (const list of await messenger.addressBooks.mailingLists.list(book.id)) names.add(list.name.toLowerCase());
  }
  return names;
}

function texts(field) {
  return (Array.isArray(field) ? field : [field]).filter((entry) => typeof entry === "string" && entry.trim());
}

/** Read plain entries here, and all others at once; one by one where an odd one would swallow its neighbours. */
async function parsed(entries) {
  const odd = entries.filter((entry) => !plain(entry));
  const people = entries.map(plain).filter(Boolean);
  if (!odd.length) return people;
  const read = (text) => messenger.messengerUtilities.parseMailboxString(text);
  const together = await read(odd.join(", "));
  return [...people, ...(together.length >= odd.length ? together : (await Promise.all(odd.map(read))).flat())];
}

function plain(entry) {
  const found = PLAIN.exec(entry);
  return found && entry.includes("<") === entry.endsWith(">") ? { name: (found[1] ?? "").trim(), email: found[2] } : null;
}

function listOf(entry, lists) {
  const name = entry.name || entry.email || "";
  if (!(entry.email ?? "").includes("@")) return name;
  return lists.has(name.toLowerCase()) ? name : "";
}

/** Give the members of a list, or null where there is no such list or nobody on it; asked for as Thunderbird names it: `List <List>`. */
async function membersOf(name) {
  const quoted = `"${name.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  const options = { expandMailingLists: true };
  const members = await messenger.messengerUtilities.parseMailboxString(`${quoted} <${quoted}>`, options);
  if (!members.length) return null;
  const same = members.length === 1 && !(members[0].email ?? "").includes("@");
  return same && (members[0].name || members[0].email) === name ? null : members;
}

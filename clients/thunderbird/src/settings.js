/* What the options page sets; everything else stands in leakcheck.toml. */

export const DEFAULTS = { ownDomains: "", note: "", warning: "", error: "", ledger: "", whenUnchecked: "ask", hint: true };

export async function loadSettings() {
  return { ...DEFAULTS, ...(await messenger.storage.local.get(DEFAULTS)) };
}

/** Give the settings as the host reads them: what is empty is left to leakcheck.toml. */
export function forHost(settings) {
  const said = { ownDomains: settings.ownDomains.split(/[\s,;]+/).filter(Boolean), ledger: settings.ledger.trim() };
  for (const level of ["note", "warning", "error"]) {
    if (/^\d{1,6}$/.test(String(settings[level]).trim())) said[level] = Number(settings[level]);
  }
  return said;
}

/*
 * Runs in the editor of a compose window. Highlights are painted over the text (CSS Custom Highlight API): the document,
 * which is what will be sent, stays as it is.
 */
(() => {
  const LEVELS = ["note", "warning", "error"];
  const MOST_PLACES = 500;
  const MOST_TEXT = 2_000_000;
  const INLINE = new Set("A ABBR ACRONYM B BDI BDO BIG CITE CODE DEL EM FONT I INS KBD MARK Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TT U VAR WBR".split(" "));

  /** Give the text as it is seen, blanks joined, and for every character its node and offset. */
  function seen() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    const characters = [];
    const places = [];
    const add = (character, node, offset) => {
      const blank = /\s/.test(character);
      if (blank && characters.at(-1) === " ") return;
      characters.push(blank ? " " : character);
      places.push([node, offset]);
    };
    while (walker.nextNode() && characters.length < MOST_TEXT) {
      const node = walker.currentNode;
      if (node.nodeType !== Node.TEXT_NODE) {
        if (!INLINE.has(node.nodeName)) add(" ", node, 0);
      } else {
        for (let offset = 0; offset < node.data.length; offset += 1) add(node.data[offset], node, offset);
      }
    }
    return { text: characters.join(""), places };
  }

  /** Yield a range for each place where a value stands. */
  function* rangesOf(value, { text, places }) {
    const wanted = value.trim().replace(/\s+/g, " ");
    if (!wanted) return;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const [last, offset] = places[at + wanted.length - 1];
      const range = document.createRange();
      range.setStart(...places[at]);
      range.setEnd(last, offset + 1);
      yield range;
    }
  }

  /** Highlight [{value, level}] in place of what was highlighted before; gives the number of places. */
  function mark(values) {
    for (const level of LEVELS) CSS.highlights.delete(`leakcheck-${level}`);
    if (!values.length) return 0;
    const now = seen();
    let number = 0;
    for (const level of LEVELS) {
      const wanted = values.filter((one) => one.level === level);
      const ranges = wanted.flatMap(({ value }) => [...rangesOf(value, now)]).slice(0, MOST_PLACES);
      const highlight = new Highlight(...ranges);
      highlight.priority = LEVELS.indexOf(level);
      CSS.highlights.set(`leakcheck-${level}`, highlight);
      number += ranges.length;
    }
    return number;
  }

  /** Select the first place of a value and bring it into view; false where it does not stand here any more. */
  function select(value) {
    const { value: range } = rangesOf(value, seen()).next();
    if (!range) return false;
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    range.startContainer.parentElement?.scrollIntoView({ block: "center" });
    return true;
  }

  globalThis.leakcheckMarks = { mark, select };
})();

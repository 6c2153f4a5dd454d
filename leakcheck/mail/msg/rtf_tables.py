"""Words of RTF that a reader of its text must know. Sources: RTF specification 1.9.1, [MS-OXRTFEX] 2.1.3."""

from __future__ import annotations

SKIPPED = frozenset(
    b"aftnsep aftnsepc annotation atnauthor atndate atnicn atnid atnparent atnref atntime atrfend atrfstart author"
    b" blipuid bkmkend bkmkstart category colortbl comment company creatim datafield datastore doccomm factoidname"
    b" filetbl fontemb fontfile footer footerf footerl footerr ftncn ftnsep ftnsepc generator gridtbl header headerf"
    b" headerl headerr info keycode keywords latentstyles listlevel listname listoverride listoverridetable listpicture"
    b" listtable listtext manager mhtmltag nextfile nonshppict objalias objclass objdata objname objsect objtime"
    b" operator panose pgptbl pict picprop pn pnseclvl pntext pntxta pntxtb private printim revtbl revtim rsidtbl"
    b" sn sv shppict stylesheet subject tc template themedata title txe ud userprops wgrffmtfilter xe xmlnstbl".split()
)
"""Destinations that hold no text of the message. A comment's own text (\\annotation) is metadata, not body."""

STARRED = frozenset({b"htmltag", b"fldinst", b"shpinst", b"pnseclvl", b"footnote"})
"""Destinations that are worth reading although readers may skip them."""

CHARACTERS = {
    b"par": "\n", b"line": "\n", b"page": "\n", b"column": "\n", b"sect": "\n", b"row": "\n", b"softline": "\n",
    b"tab": "\t", b"cell": "\t", b"nestcell": "\t", b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c",
    b"rdblquote": "\u201d", b"bullet": "\u2022", b"endash": "\u2013", b"emdash": "\u2014", b"enspace": "\u2002",
    b"emspace": "\u2003", b"qmspace": "\u2005", b"zwj": "\u200d", b"zwnj": "\u200c", b"ltrmark": "\u200e",
    b"rtlmark": "\u200f",
}  # fmt: skip

SYMBOLS = {
    b"\\": "\\", b"{": "{", b"}": "}", b"~": "\u00a0", b"-": "\u00ad", b"_": "\u2011", b"\r": "\n", b"\n": "\n",
    b"\t": "\t",
}  # fmt: skip

CHARSETS = {
    0: 1252, 2: 1252, 77: 10000, 78: 10001, 81: 936, 82: 950, 83: 10006, 85: 10007, 128: 932, 129: 949, 130: 1361,
    134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874,
    238: 1250, 254: 437, 255: 850,
}  # fmt: skip
"""Windows character sets of fonts and their code pages; 1, the default, is the code page of the document."""

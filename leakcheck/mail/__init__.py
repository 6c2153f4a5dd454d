"""Bytes -> Draft: the only room that knows MIME, HTML, RTF and Outlook formats."""

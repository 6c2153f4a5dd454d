"""Outlook drafts: .msg and .oft files -> Draft. Imported only when such a file is met."""

from leakcheck.mail.msg.reader import read_msg

__all__ = ["read_msg"]

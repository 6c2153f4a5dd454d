"""From findings to a draft that may be sent: edits on the original bytes, checked before anything is written."""

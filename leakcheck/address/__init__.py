"""One canonical form of a mailbox for everybody."""

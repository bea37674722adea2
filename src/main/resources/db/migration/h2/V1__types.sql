-- Bytes of any length, kept outside of the row.
create domain bytes as binary large object;
-- Bytes of a few kilobytes at most, kept in the row.
create domain short_bytes as varbinary(65536);

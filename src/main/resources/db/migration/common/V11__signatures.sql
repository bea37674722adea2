-- What the LUT does to the colours at which looks are compared; null until it is found out, as for the LUTs of imported
-- model files and for those of older versions.
alter table lut add column signature short_bytes;
-- One row, for a lock: the node that has it looks at some LUTs that have no signature, and no other node looks at them.
create table description_lock (
    id smallint primary key check (id = 1)
);
insert into description_lock (id) values (1);

-- What was changed, so that a node reads that alone: a row for each LUT that was changed since this table is there. It
-- outlives its LUT, so that nodes learn of a deletion.
create table lut_change (
    lut_id  bigint primary key,
    -- library.version of the last change of the LUT, of its source, or of what models hold of it.
    version bigint not null
);
create index lut_change_version on lut_change (version);

-- How many of the changes that version counts are in lut_change. Where only version was raised, by a node of an older
-- release or by hand, every node reads the whole library once.
alter table library add column recorded bigint default 0 not null;

-- What is uploaded is kept as the very file, compressed. What older versions stored stays as it is, a lattice.
alter table source alter column lattice drop not null;
-- How the file is compressed, 'zstd'; null for a lattice.
alter table source add column compression varchar(10);
alter table source add constraint source_form check ((lattice is null) = (compression is not null));

-- The compressed file in parts: whoever writes or reads it has one of them in memory at a time.
create table source_part (
    source_id uuid    not null references source on delete cascade,
    -- From 0.
    position  integer not null,
    content   bytes   not null,
    primary key (source_id, position)
);

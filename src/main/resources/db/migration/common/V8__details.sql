-- What was promised of a LUT: mean/p99 as in 0.5/2, lossless, or none.
alter table lut add column accuracy varchar(40) default '0.5/2' not null;
-- Without a source there is nothing to keep a promise by: they come from model files that promised nothing.
update lut set accuracy = 'none' where not exists (select 1 from source where lut_id = lut.id);

-- What the network misses of a LUT; null for the bare network.
alter table embedding add column detail bytes;
alter table embedding add column detail_bytes integer default 0 not null;
alter table embedding add column detail_sha256 char(64);
-- What the embedding and its detail keep, as lut.accuracy.
alter table embedding add column accuracy varchar(40) default 'none' not null;
alter table embedding add column de76_p99 double precision default 0 not null;
alter table embedding add column de2000_p99 double precision default 0 not null;
-- They were not measured: nothing is larger than the largest.
update embedding set de76_p99 = de76_max, de2000_p99 = de2000_max;

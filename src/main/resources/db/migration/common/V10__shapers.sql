-- The curves before the lattice of a LUT, packed; null without them. domain is then that of the lattice, and so the
-- outputs of the curves.
alter table lut add column shaper bytes;

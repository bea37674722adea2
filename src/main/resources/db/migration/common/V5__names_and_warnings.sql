-- What the reader of the uploaded file passed over or took for something: a line each.
alter table lut add column warnings varchar(16000) default '' not null;

-- A number in an address is an index, whatever a file was called.
update lut
set slug = 'lut-' || slug || case
    when exists (select 1 from lut other where other.slug = 'lut-' || lut.slug) then '-' || id
    else ''
end
where replace(translate(slug, '123456789', '000000000'), '0', '') = '';

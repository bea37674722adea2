-- One row, for a lock: whoever counts admin keys before making or revoking one has it until that is done, on all nodes.
create table api_key_lock (
    id smallint primary key check (id = 1)
);
insert into api_key_lock (id) values (1);

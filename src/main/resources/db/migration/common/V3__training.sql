create table training_job (
    id                 uuid primary key,
    mode               varchar(10)              not null,
    name               varchar(200)             not null,
    state              varchar(10)              not null,
    -- JSON, as it was asked for.
    request            text                     not null,
    cancel_requested   boolean default false    not null,
    iteration          integer default 0        not null,
    iterations         integer default 0        not null,
    -- Of the whole job, measuring included.
    fraction           double precision default 0 not null,
    loss               double precision,
    delta_e76          double precision,
    samples_per_second double precision,
    eta_seconds        bigint,
    -- Slug of the model that was made or grown.
    model              varchar(100),
    error              varchar(4000),
    -- Raised by every worker that takes the job up: one that lost it in the meantime can tell.
    attempt            integer default 0        not null,
    -- How often a worker died with the job since it last came further.
    crashes            integer default 0        not null,
    worker             varchar(200),
    device             varchar(100),
    created_at         timestamp with time zone not null,
    started_at         timestamp with time zone,
    finished_at        timestamp with time zone,
    -- Raised by every change: the id of the event that tells of it.
    version            bigint default 0         not null
);
create index training_job_created on training_job (created_at);
create index training_job_state on training_job (state);

create table checkpoint (
    job_id     uuid primary key references training_job on delete cascade,
    iteration  integer                  not null,
    written_at timestamp with time zone not null,
    state      bytes                    not null
);

-- Two queues of db-scheduler, so that an encoding never waits behind a training of hours.
create table train_queue (
    task_name            varchar(100)             not null,
    task_instance        varchar(100)             not null,
    task_data            short_bytes,
    execution_time       timestamp with time zone not null,
    picked               boolean                  not null,
    picked_by            varchar(200),
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint                   not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index train_queue_time on train_queue (execution_time);
create index train_queue_heartbeat on train_queue (last_heartbeat);

create table encode_queue (
    task_name            varchar(100)             not null,
    task_instance        varchar(100)             not null,
    task_data            short_bytes,
    execution_time       timestamp with time zone not null,
    picked               boolean                  not null,
    picked_by            varchar(200),
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint                   not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index encode_queue_time on encode_queue (execution_time);
create index encode_queue_heartbeat on encode_queue (last_heartbeat);

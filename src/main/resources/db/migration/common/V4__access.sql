create table api_key (
    id         uuid primary key,
    name       varchar(200)             not null,
    -- SHA-256 of the key, which has 256 random bits itself.
    hash       char(64)                 not null unique,
    admin      boolean                  not null,
    created_at timestamp with time zone not null,
    revoked_at timestamp with time zone
);

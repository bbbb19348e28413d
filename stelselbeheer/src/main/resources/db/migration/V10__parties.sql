create table party (
    entity_id    varchar(80) primary key,
    metadata     bytea       not null,
    registration bytea       not null,
    position     bigint      not null
);
-- One row: the number of the current publication and when it came to be.
create table publication (
    only_row   boolean primary key default true check (only_row),
    number     bigint      not null,
    changed_at timestamptz not null
);
insert into publication (number, changed_at) values (1, now());

-- Each start takes a block of a million audit counters, so that no counter is used twice.
create sequence audit_block;
create table activation (
    request_id varchar(80)  not null,
    requester  varchar(20)  not null,
    operation  varchar(60)  not null,
    at         timestamptz  not null,
    primary key (requester, request_id)
);

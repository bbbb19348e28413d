-- A person's means: polymorphic data only. The BSN was used once, to activate, and is nowhere here.
create table means (
    name        varchar(100) primary key references login_account (name),
    given_names varchar(200) not null,
    pi          bytea        not null,
    pp          bytea        not null,
    level       varchar(10)  not null,
    created_at  timestamptz  not null
);
create table consent_log (
    at           timestamptz not null,
    name         varchar(100) not null,
    service_uuid varchar(64) not null,
    given        boolean     not null
);

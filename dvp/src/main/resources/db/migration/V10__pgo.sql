create table account (
    id         uuid primary key,
    login_name varchar(100) unique,
    created_at timestamptz  not null
);
-- What links a person to an account: the pseudonym of this DVP and nothing else.
create table linked_means (
    pseudonym  varchar(200) primary key,
    account_id uuid         not null references account (id) on delete cascade,
    ad         varchar(80)  not null,
    linked_at  timestamptz  not null
);
create table consent (
    id             uuid primary key,
    account_id     uuid         not null references account (id) on delete cascade,
    zorgaanbieder  varchar(60)  not null,
    gegevensdiensten varchar(200) not null,
    variant        varchar(10)  not null,
    given_at       timestamptz  not null
);
create table collected (
    id              uuid primary key,
    account_id      uuid         not null references account (id) on delete cascade,
    zorgaanbieder   varchar(60)  not null,
    gegevensdienst  varchar(30)  not null,
    query           varchar(300) not null,
    content_type    varchar(60)  not null,
    content         bytea        not null,
    collected_at    timestamptz  not null
);
create table security_event (
    at    timestamptz  not null,
    code  varchar(60)  not null,
    flow  varchar(80)  not null
);

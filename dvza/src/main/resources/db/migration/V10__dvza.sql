-- Handle of a patient at a zorgaanbieder: what tokens and consents refer to instead of a BSN.
create table patient (
    handle        uuid primary key,
    zorgaanbieder varchar(60) not null,
    bsn           varchar(9)  not null,
    unique (zorgaanbieder, bsn)
);
create table consent (
    id            uuid primary key,
    handle        uuid         not null references patient (handle),
    client_id     varchar(100) not null,
    zorgaanbieder varchar(60)  not null,
    given         boolean      not null,
    long_term     boolean      not null,
    text_version  varchar(20)  not null,
    at            timestamptz  not null
);
-- A grant is what one code gave: its access tokens and refresh tokens end together.
create table token_grant (
    id            uuid primary key,
    handle        uuid         not null,
    client_id     varchar(100) not null,
    zorgaanbieder varchar(60)  not null,
    scope         varchar(200) not null,
    revoked       boolean      not null default false,
    created_at    timestamptz  not null
);
create table refresh_token (
    hash       varchar(64) primary key,
    grant_id   uuid        not null references token_grant (id),
    used       boolean     not null default false,
    expires_at timestamptz not null
);

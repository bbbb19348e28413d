-- Accounts with a password and a one-time code; empty in services that have none.
create table login_account (
    name          varchar(100) primary key,
    password_hash varchar(100) not null,
    totp_secret   varchar(64)  not null,
    last_step     bigint       not null default 0,
    failures      int          not null default 0,
    locked_until  timestamptz  not null default 'epoch'
);

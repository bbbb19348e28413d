-- Security keys of LoA4: public material only, as the key gave it at registration.
create table security_key (
    credential_id varchar(1400) primary key,
    name          varchar(100) not null references login_account (name),
    registration  text         not null,
    counter       bigint       not null,
    created_at    timestamptz  not null
);
create index security_key_name on security_key (name);

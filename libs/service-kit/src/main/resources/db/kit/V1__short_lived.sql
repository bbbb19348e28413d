-- Protocol state that ends by itself: pending requests, artifacts, codes, sessions. In the database so that any replica can go on.
create table short_lived (
    kind       varchar(32)  not null,
    key        varchar(128) not null,
    value      bytea        not null,
    expires_at timestamptz  not null,
    primary key (kind, key)
);
create index short_lived_expiry on short_lived (expires_at);

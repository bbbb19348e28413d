-- The key set version of the first closing key that a service provider got. It gets that key with every later delivery too, so that
-- its pseudonyms stay what they are when its certificate, and with that its key set version, is another (bsnk.md 2.7).
create table closing_key (
    oin             varchar(20) primary key,
    key_set_version bigint not null
);

-- The masters of a scheme key set: whichever replica comes first makes them, the others take what is there.
create table scheme_keys (
    version bigint primary key,
    masters text not null
);

-- What somebody registered after the network began is not undone by what it begins with, and a party that the scheme operator took out
-- is not brought back by that party itself.
alter table party add column by_hand boolean not null default false;
alter table withdrawn add column by_operator boolean not null default false;

-- A refresh token whose answer was lost may be presented once more by the same client, shortly after (medmij.md 2.4). What it gave
-- then takes the place of what was lost, which is used without ever having been presented.
alter table refresh_token add column used_at timestamptz;
alter table refresh_token add column used_by varchar(43);
alter table refresh_token add column replaces varchar(64) references refresh_token (hash);
create index refresh_token_replaces on refresh_token (replaces);

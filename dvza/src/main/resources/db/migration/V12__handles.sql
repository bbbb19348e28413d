-- Handles follow from a key and the BSN, so that no BSN is kept: neither of a patient nor of somebody who turned out not to be one.
create table handle_key (
    one boolean primary key default true check (one),
    key bytea not null
);
-- What was given under the handles of before ends: its holder asks for consent again.
delete from refresh_token;
delete from token_grant;
alter table consent drop constraint consent_handle_fkey;
drop table patient;

-- A lasting consent: the refresh token, sealed with a key that is not in this database, until it is withdrawn.
alter table consent add column sealed_token bytea;
alter table consent add column withdrawn_at timestamptz;

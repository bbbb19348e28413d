-- Wrong codes with the right password, apart: a login that asks no code does not forget them.
alter table login_account add column code_failures int not null default 0;

-- What a means is known by inside this AD, where service providers get a pseudonym of this AD itself: random, and never handed out.
alter table means add column internal_pseudonym bytea;

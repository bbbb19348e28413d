-- Parties that were taken out by hand: the ones a network starts with stay away until somebody adds them again.
create table withdrawn (
    entity_id varchar(80) primary key
);

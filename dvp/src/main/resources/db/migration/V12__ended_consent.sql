-- A zorgaanbieder can end a lasting consent by itself. One that is withdrawn keeps its sealed token until the zorgaanbieder was told.
alter table consent add column ended_at timestamptz;

-- Whose conversation a direct room is: SHA-256 of the sorted ids of its members. The same people meet in one room only.
alter table room add column direct_key varchar(64);

create unique index room_direct_key on room (direct_key);

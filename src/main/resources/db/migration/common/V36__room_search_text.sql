-- By what a room is found: name and description as people type them.
alter table room add column search_text varchar(1700) default '' not null;

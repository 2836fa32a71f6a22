-- In which language somebody is spoken to, by the name of its constant; null for the one that the browser asks for.
alter table users add column language varchar(16);

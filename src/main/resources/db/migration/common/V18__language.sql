-- The tag of the language in which somebody is spoken to; null for the one that the browser asks for.
alter table users add column language varchar(16);

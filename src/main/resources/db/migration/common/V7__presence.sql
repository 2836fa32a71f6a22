alter table users add column shows_typing boolean not null default true;

-- Where somebody wants to be written to, once they have shown that they read what arrives there. The key is in every letter, for
-- ending them without signing in.
create table mail_address (
    user_id bigint primary key,
    address varchar(254) not null,
    confirmed boolean not null,
    wanted boolean not null,
    refusals integer not null,
    code_hash varchar(64) not null,
    code_expires_at bigint not null,
    unsubscribe_key varchar(43) not null,
    unique (unsubscribe_key),
    foreign key (user_id) references users (id)
) ${table_options};

-- The next letter of each person, and what is to be in it: a part of the log of each room. An item stays when it was told, empty:
-- then its first seq is behind its last one, and nothing before that is told again.
create table mail_outbox (
    user_id bigint primary key,
    attempts integer not null,
    due_at bigint not null,
    foreign key (user_id) references mail_address (user_id) on delete cascade
) ${table_options};

create index mail_outbox_due on mail_outbox (due_at);

create table mail_item (
    user_id bigint not null,
    room_id bigint not null,
    first_seq bigint not null,
    last_seq bigint not null,
    primary key (user_id, room_id),
    foreign key (user_id) references mail_address (user_id) on delete cascade,
    foreign key (room_id) references room (id)
) ${table_options};

create index mail_item_room on mail_item (room_id);

-- One row: whoever stores it first has made the key pair by which push services know this server.
create table push_key (
    id integer primary key,
    public_key varchar(87) not null,
    private_key varchar(43) not null,
    created_at bigint not null,
    check (id = 1)
) ${table_options};

-- A subscription ends with the sign-in of its browser, whatever ends that: the database sees to it. An endpoint is longer than
-- an index may be, so its SHA-256 keeps it unique.
create table push_subscription (
    id ${identity},
    user_id bigint not null,
    endpoint_hash varchar(64) not null,
    endpoint varchar(1000) not null,
    p256dh varchar(87) not null,
    auth varchar(22) not null,
    session_hash varchar(64),
    series_hash varchar(64),
    refusals integer not null,
    created_at bigint not null,
    unique (endpoint_hash),
    foreign key (user_id) references users (id),
    foreign key (session_hash) references web_session (id_hash) on update cascade on delete cascade,
    foreign key (series_hash) references remembered_sign_in (series_hash) on update cascade on delete cascade
) ${table_options};

create index push_subscription_user on push_subscription (user_id, id);
create index push_subscription_session on push_subscription (session_hash);
create index push_subscription_series on push_subscription (series_hash);

-- Up to which message of a room it was decided who is told. What was said before there were notifications is old.
create table notification_cursor (
    room_id bigint primary key,
    seq bigint not null,
    foreign key (room_id) references room (id)
) ${table_options};

insert into notification_cursor select id, last_seq from room;

-- What a browser is to be told of a room, or was told and may have to take back: the newest message counts.
create table push_outbox (
    subscription_id bigint not null,
    room_id bigint not null,
    seq bigint not null,
    state varchar(10) not null,
    shown boolean not null,
    attempts integer not null,
    due_at bigint not null,
    primary key (subscription_id, room_id),
    foreign key (subscription_id) references push_subscription (id) on delete cascade,
    foreign key (room_id) references room (id)
) ${table_options};

create index push_outbox_due on push_outbox (state, due_at);
create index push_outbox_room on push_outbox (room_id);

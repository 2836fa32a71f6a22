create table room (
    id ${identity},
    name varchar(80) not null,
    description varchar(400) not null,
    kind varchar(10) not null,
    last_seq bigint not null,
    last_change bigint not null,
    last_posted_at bigint,
    member_count bigint not null,
    created_at bigint not null,
    created_by bigint not null,
    archived_at bigint,
    archived_by bigint,
    foreign key (created_by) references users (id),
    foreign key (archived_by) references users (id)
) ${table_options};

create index room_kind on room (kind, name);

create table membership (
    room_id bigint not null,
    user_id bigint not null,
    role varchar(10) not null,
    involvement varchar(10) not null,
    favourite boolean not null,
    last_read_seq bigint not null,
    joined_at bigint not null,
    primary key (room_id, user_id),
    foreign key (room_id) references room (id),
    foreign key (user_id) references users (id)
) ${table_options};

create index membership_user on membership (user_id);

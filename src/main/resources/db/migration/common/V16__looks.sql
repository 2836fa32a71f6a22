-- A picture for each person who has one: small, square, JPEG. Its version is in the address that pages show, so that browsers may
-- keep it.
alter table users add column picture varchar(16);

-- A few words about now, beside the name.
alter table users add column status varchar(80) not null default '';

create table user_picture (
    user_id bigint primary key,
    version varchar(16) not null,
    content ${blob} not null,
    foreign key (user_id) references users (id)
) ${table_options};

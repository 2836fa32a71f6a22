create table users (
    id ${identity},
    username varchar(32) not null,
    username_key varchar(32) not null,
    name varchar(60) not null,
    password_hash varchar(200) not null,
    role varchar(16) not null,
    bio varchar(200) not null,
    theme varchar(16) not null,
    density varchar(16) not null,
    active boolean not null,
    created_at bigint not null,
    unique (username),
    unique (username_key)
) ${table_options};

-- Hashes are SHA-256 in hexadecimal: who reads the table cannot use what is in it.
create table web_session (
    id_hash varchar(64) primary key,
    user_id bigint,
    series_hash varchar(64),
    address varchar(45),
    browser varchar(200),
    attributes ${blob},
    created_at bigint not null,
    last_access_at bigint not null,
    expires_at bigint not null,
    foreign key (user_id) references users (id)
) ${table_options};

create index web_session_user on web_session (user_id);
create index web_session_expires on web_session (expires_at);

create table remembered_sign_in (
    series_hash varchar(64) primary key,
    user_id bigint not null,
    token_hash varchar(64) not null,
    previous_hash varchar(64),
    rotated_at bigint not null,
    created_at bigint not null,
    expires_at bigint not null,
    foreign key (user_id) references users (id)
) ${table_options};

create index remembered_sign_in_user on remembered_sign_in (user_id);
create index remembered_sign_in_expires on remembered_sign_in (expires_at);

-- The times of the last wrong passwords for one account from one address: a row that changes only from the state that was
-- read, so that attempts at the same moment on several nodes are all counted.
create table sign_in_failure (
    subject_hash varchar(64) primary key,
    times varchar(200) not null,
    expires_at bigint not null
) ${table_options};

create index sign_in_failure_expires on sign_in_failure (expires_at);

create table sign_up (
    id integer primary key,
    mode varchar(16) not null,
    invitation_hash varchar(64),
    check (id = 1)
) ${table_options};

insert into sign_up (id, mode) values (1, 'OPEN');

-- One row: whoever fills completed_at first made the first administrator.
create table first_run (
    id integer primary key,
    completed_at bigint,
    check (id = 1)
) ${table_options};

insert into first_run (id) values (1);

CREATE TABLE block (
    user_id bigint not null,
    blocked_id bigint not null,
    created_at bigint not null,
    primary key (user_id, blocked_id),
    foreign key (user_id) references users (id),
    foreign key (blocked_id) references users (id)
);
INSERT INTO "block" VALUES(3,4,1796065913384);
CREATE TABLE draft (
    room_id bigint not null,
    user_id bigint not null,
    body text not null,
    updated_at bigint not null,
    primary key (room_id, user_id),
    foreign key (room_id) references room (id),
    foreign key (user_id) references users (id)
);
INSERT INTO "draft" VALUES(2,4,'what I did not say yet',1796065913323);
CREATE TABLE first_run (
    id integer primary key,
    completed_at bigint,
    check (id = 1)
);
INSERT INTO "first_run" VALUES(1,1796065874409);
CREATE TABLE "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
INSERT INTO "flyway_schema_history" VALUES(1,'1','account','SQL','V1__account.sql',749058096,'','2026-11-30 19:09:41.993',8,1);
INSERT INTO "flyway_schema_history" VALUES(2,'2','room','SQL','V2__room.sql',1815754318,'','2026-11-30 19:09:42.016',9,1);
INSERT INTO "flyway_schema_history" VALUES(3,'3','message','SQL','V3__message.sql',-2001703992,'','2026-11-30 19:09:42.037',5,1);
INSERT INTO "flyway_schema_history" VALUES(4,'4','invitation end','SQL','V4__invitation_end.sql',147429155,'','2026-11-30 19:09:42.052',4,1);
INSERT INTO "flyway_schema_history" VALUES(5,'5','mention','SQL','V5__mention.sql',60132878,'','2026-11-30 19:09:42.065',1,1);
INSERT INTO "flyway_schema_history" VALUES(6,'6','direct room','SQL','V6__direct_room.sql',-752615485,'','2026-11-30 19:09:42.085',1,1);
INSERT INTO "flyway_schema_history" VALUES(7,'7','presence','SQL','V7__presence.sql',2003761457,'','2026-11-30 19:09:42.112',9,1);
INSERT INTO "flyway_schema_history" VALUES(8,'8','search key','SQL','V8__search_key.sql',-15508987,'','2026-11-30 19:09:42.134',0,1);
INSERT INTO "flyway_schema_history" VALUES(9,'9','search key of everybody','JDBC','app.parley.account.SearchKeyMigration',NULL,'','2026-11-30 19:09:42.155',4,1);
INSERT INTO "flyway_schema_history" VALUES(10,'10','block','SQL','V10__block.sql',-806392820,'','2026-11-30 19:09:42.172',9,1);
INSERT INTO "flyway_schema_history" VALUES(11,'11','receipt','SQL','V11__receipt.sql',644584279,'','2026-11-30 19:09:42.191',5,1);
INSERT INTO "flyway_schema_history" VALUES(12,'12','draft','SQL','V12__draft.sql',-589932136,'','2026-11-30 19:09:42.227',1,1);
INSERT INTO "flyway_schema_history" VALUES(13,'13','notification','SQL','V13__notification.sql',-504940926,'','2026-11-30 19:09:42.245',2,1);
INSERT INTO "flyway_schema_history" VALUES(14,'14','quiet hours','SQL','V14__quiet_hours.sql',-573659469,'','2026-11-30 19:09:42.251',1,1);
INSERT INTO "flyway_schema_history" VALUES(15,'15','mail','SQL','V15__mail.sql',-255047062,'','2026-11-30 19:09:42.257',1,1);
INSERT INTO "flyway_schema_history" VALUES(16,'16','looks','SQL','V16__looks.sql',-1396641445,'','2026-11-30 19:09:42.265',1,1);
INSERT INTO "flyway_schema_history" VALUES(17,'17','many','SQL','V17__many.sql',-1983696810,'','2026-11-30 19:09:42.270',1,1);
INSERT INTO "flyway_schema_history" VALUES(18,'18','language','SQL','V18__language.sql',2074890460,'','2026-11-30 19:09:42.278',1,1);
INSERT INTO "flyway_schema_history" VALUES(19,'19','announcement','SQL','V19__announcement.sql',-195141964,'','2026-11-30 19:09:42.283',1,1);
INSERT INTO "flyway_schema_history" VALUES(20,'20','do not disturb','SQL','V20__do_not_disturb.sql',-730081858,'','2026-11-30 19:09:42.288',1,1);
CREATE TABLE mail_address (
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
);
INSERT INTO "mail_address" VALUES(2,'bo@harbour.example',1,1,0,'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',1795000000000,'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk');
CREATE TABLE mail_item (
    user_id bigint not null,
    room_id bigint not null,
    first_seq bigint not null,
    last_seq bigint not null,
    primary key (user_id, room_id),
    foreign key (user_id) references mail_address (user_id) on delete cascade,
    foreign key (room_id) references room (id)
);
INSERT INTO "mail_item" VALUES(2,2,9,9);
CREATE TABLE mail_outbox (
    user_id bigint primary key,
    attempts integer not null,
    due_at bigint not null,
    foreign key (user_id) references mail_address (user_id) on delete cascade
);
INSERT INTO "mail_outbox" VALUES(2,0,4102444800000);
CREATE TABLE membership (
    room_id bigint not null,
    user_id bigint not null,
    role varchar(10) not null,
    involvement varchar(10) not null,
    favourite boolean not null,
    last_read_seq bigint not null,
    joined_at bigint not null, last_read_at bigint, joined_seq bigint not null default 0,
    primary key (room_id, user_id),
    foreign key (room_id) references room (id),
    foreign key (user_id) references users (id)
);
INSERT INTO "membership" VALUES(1,1,'OWNER','MENTIONS',0,0,1796065875297,NULL,0);
INSERT INTO "membership" VALUES(1,2,'MEMBER','MENTIONS',0,0,1796065903360,NULL,0);
INSERT INTO "membership" VALUES(1,3,'MEMBER','MENTIONS',0,0,1796065905208,NULL,0);
INSERT INTO "membership" VALUES(1,4,'MEMBER','MENTIONS',0,0,1796065906104,NULL,0);
INSERT INTO "membership" VALUES(2,2,'OWNER','MENTIONS',0,0,1796065906897,NULL,0);
INSERT INTO "membership" VALUES(2,1,'MEMBER','MENTIONS',0,6,1796065907046,1796065912654,0);
INSERT INTO "membership" VALUES(2,3,'MODERATOR','MENTIONS',0,3,1796065907582,1796065912811,0);
INSERT INTO "membership" VALUES(2,4,'MEMBER','EVERYTHING',1,0,1796065907919,NULL,0);
INSERT INTO "membership" VALUES(3,1,'OWNER','MENTIONS',0,0,1796065908166,NULL,0);
INSERT INTO "membership" VALUES(3,2,'MEMBER','MENTIONS',0,0,1796065908346,NULL,0);
INSERT INTO "membership" VALUES(4,1,'MEMBER','EVERYTHING',0,0,1796065913050,NULL,0);
INSERT INTO "membership" VALUES(4,2,'MEMBER','EVERYTHING',0,0,1796065913075,NULL,0);
INSERT INTO "membership" VALUES(5,4,'OWNER','MENTIONS',0,0,1796065920003,NULL,0);
CREATE TABLE mention (
    user_id bigint not null,
    message_id bigint not null,
    primary key (user_id, message_id),
    foreign key (message_id) references message (id)
);
INSERT INTO "mention" VALUES(1,2147483650);
INSERT INTO "mention" VALUES(0,2147483654);
INSERT INTO "mention" VALUES(2,2147483657);
INSERT INTO "mention" VALUES(4,2147483658);
CREATE TABLE message (
    id integer primary key,
    room_id bigint not null,
    seq bigint not null,
    change_no bigint not null,
    author_id bigint not null,
    client_id varchar(36) not null,
    body text not null,
    reply_to bigint,
    created_at bigint not null,
    edited_at bigint,
    deleted_at bigint,
    deleted_by bigint,
    unique (room_id, author_id, client_id),
    foreign key (room_id) references room (id),
    foreign key (author_id) references users (id),
    foreign key (deleted_by) references users (id)
);
INSERT INTO "message" VALUES(2147483649,2,1,1,2,'4a37d295-074f-4a55-b921-a7f602ee5518','The tide turns at **six**.',NULL,1796065908709,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483650,2,2,2,2,'5bab71cb-aba0-4f0f-8827-3bbab6b2ce85','@ada can you look at the rope?',NULL,1796065909796,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483651,2,3,3,2,'f140c7e5-ffeb-4245-9847-e3f8cf1cf39c','Grüße aus dem Hafen 🦊 こんにちは',NULL,1796065910216,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483652,2,4,9,2,'797cda88-1761-457e-b8ee-837ca085875f','no mistake any more',NULL,1796065910426,1796065911674,NULL,NULL);
INSERT INTO "message" VALUES(2147483653,2,5,10,2,'e082b88e-d5ad-4e27-99df-a0199ffd2230','',NULL,1796065910624,NULL,1796065911894,2);
INSERT INTO "message" VALUES(2147483654,2,6,6,2,'8dc1f55b-43b5-43a3-8ec2-80785dd39047','@all the ferry is late',NULL,1796065910868,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483655,2,7,7,2,'f5cb302a-f313-43d5-876f-f705e0a0d16c','| a | b |
|---|---|
| 1 | 2 |',NULL,1796065911031,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483656,2,8,8,2,'df7e598c-0957-4cb3-b34e-c973fa0a94d0','last of the first day',NULL,1796065911303,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483657,2,9,11,1,'0f498170-4a81-4fb4-82c9-b70f253b84eb','I looked, it holds. @bo',NULL,1796065911988,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483658,2,10,12,3,'42068567-6b85-4dbd-b36b-54baa242815c','Thanks, @zoe knows why',NULL,1796065912242,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483659,2,11,13,4,'b356a67c-43f2-42bf-b5d9-51f6ff9c7049','> it holds

It does.',NULL,1796065912375,NULL,NULL,NULL);
INSERT INTO "message" VALUES(3221225473,3,1,1,1,'c5b6abdb-6d9a-4d35-9275-50cd84eb8a86','Only between us: `tar` is **black**',NULL,1796065912452,NULL,NULL,NULL);
INSERT INTO "message" VALUES(4294967297,4,1,1,1,'c25331b2-03db-45d3-9cae-17ea4dc147e9','a word between us',NULL,1796065913225,NULL,NULL,NULL);
INSERT INTO "message" VALUES(4294967298,4,2,2,2,'e48170d6-341c-428f-ba87-014ff5865f35','heard',NULL,1796065913275,NULL,NULL,NULL);
INSERT INTO "message" VALUES(5368709121,5,1,1,4,'61c06ffe-7c22-4a43-900f-a376beb10740','it was here',NULL,1796065920129,NULL,NULL,NULL);
CREATE TABLE notification_cursor (
    room_id bigint primary key,
    seq bigint not null,
    foreign key (room_id) references room (id)
);
INSERT INTO "notification_cursor" VALUES(2,11);
INSERT INTO "notification_cursor" VALUES(3,1);
INSERT INTO "notification_cursor" VALUES(4,2);
INSERT INTO "notification_cursor" VALUES(5,1);
CREATE TABLE push_key (
    id integer primary key,
    public_key varchar(87) not null,
    private_key varchar(43) not null,
    created_at bigint not null,
    check (id = 1)
);
INSERT INTO "push_key" VALUES(1,'BNgQ3cnjM-En1na2cl-SoCLML9HxUGwTMx0zm8zQ6MX-Fv_hvlWq2MxKzlgGM1OpaROD4zHTBYFKvdSi1NYh5iA','0Yq0aKoMOLMgGu881Zu-WD9gi8Ss-aHZFGEvo4VYM2o',1796065871483);
CREATE TABLE push_outbox (
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
);
INSERT INTO "push_outbox" VALUES(1,2,11,'WAITING',0,0,4102444800000);
CREATE TABLE push_subscription (
    id integer primary key autoincrement,
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
);
INSERT INTO "push_subscription" VALUES(1,2,'abababababababababababababababababababababababababababababababab','https://push.invalid/of-bo','BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB','aaaaaaaaaaaaaaaaaaaaaa',NULL,NULL,0,1795000000000);
CREATE TABLE quiet_hours (
    user_id bigint primary key,
    from_minute integer not null,
    to_minute integer not null,
    foreign key (user_id) references users (id) on delete cascade
);
INSERT INTO "quiet_hours" VALUES(4,1320,420);
CREATE TABLE receipt (
    id integer primary key,
    enabled boolean not null
);
INSERT INTO "receipt" VALUES(1,1);
CREATE TABLE remembered_sign_in (
    series_hash varchar(64) primary key,
    user_id bigint not null,
    token_hash varchar(64) not null,
    previous_hash varchar(64),
    rotated_at bigint not null,
    created_at bigint not null,
    expires_at bigint not null,
    foreign key (user_id) references users (id)
);
INSERT INTO "remembered_sign_in" VALUES('a3ed9bb4f541cea4cda700adaa0dd31b837981e167d002e0335f16dc57145154',3,'5c39895c935b33a766709dd5e49ed5238a4baf409a7cfe8e50f941df4fd423cc',NULL,1796065915856,1796065915856,1798657915856);
CREATE TABLE room (
    id integer primary key autoincrement,
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
    archived_by bigint, direct_key varchar(64), owners_call_many boolean not null default false, announcement boolean not null default false,
    foreign key (created_by) references users (id),
    foreign key (archived_by) references users (id)
);
INSERT INTO "room" VALUES(1,'Lobby','Everybody meets here.','OPEN',0,0,NULL,4,1796065874991,1,NULL,NULL,NULL,0,0);
INSERT INTO "room" VALUES(2,'Harbour','Where we land','OPEN',11,13,1796065912375,4,1796065906885,2,NULL,NULL,NULL,0,0);
INSERT INTO "room" VALUES(3,'Chandlery','','CLOSED',1,1,1796065912452,2,1796065908109,1,NULL,NULL,NULL,0,0);
INSERT INTO "room" VALUES(4,'','','DIRECT',2,2,1796065913275,2,1796065913027,1,NULL,NULL,'17f8af97ad4a7f7639a4c9171d5185cbafb85462877a4746c21bdb0a4f940ca0',0,0);
INSERT INTO "room" VALUES(5,'Old pier','','OPEN',1,1,1796065920129,1,1796065919998,4,1796065920281,4,NULL,0,0);
CREATE TABLE search_key (
    user_id bigint not null,
    search_key varchar(100) not null,
    primary key (user_id, search_key),
    foreign key (user_id) references users (id) on delete cascade
);
INSERT INTO "search_key" VALUES(1,'ada');
INSERT INTO "search_key" VALUES(2,'bo bergstrom');
INSERT INTO "search_key" VALUES(2,'bergstrom');
INSERT INTO "search_key" VALUES(2,'bo');
INSERT INTO "search_key" VALUES(3,'cy');
INSERT INTO "search_key" VALUES(4,'zoe');
INSERT INTO "search_key" VALUES(4,'zoe angstrom');
INSERT INTO "search_key" VALUES(4,'angstrom');
CREATE TABLE sign_in_failure (
    subject_hash varchar(64) primary key,
    times varchar(200) not null,
    expires_at bigint not null
);
INSERT INTO "sign_in_failure" VALUES('efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef','1796065160000',4102444800000);
CREATE TABLE sign_up (
    id integer primary key,
    mode varchar(16) not null,
    invitation_hash varchar(64), invitation_expires_at bigint,
    check (id = 1)
);
INSERT INTO "sign_up" VALUES(1,'OPEN','42aa927ade02887064e5e0543e16150a4b4f85d111bee1ba5f31d2d913aa6bd7',1796670718169);
CREATE TABLE user_picture (
    user_id bigint primary key,
    version varchar(16) not null,
    content blob not null,
    foreign key (user_id) references users (id)
);
INSERT INTO "user_picture" VALUES(2,'ede1dfab8487a676',X'FFD8FFE000104A46494600010200000100010000FFDB0043000503040404030504040405050506070C08070707070F0A0B090C110F1212110F111013161C1713141A1510111821181A1C1D1F1F1F13172224221E241C1E1F1EFFDB0043010505050706070E08080E1E1411141E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1E1EFFC00011080100010003012200021101031101FFC4001F0000010501010101010100000000000000000102030405060708090A0BFFC400B5100002010303020403050504040000017D01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A3435363738393A434445464748494A535455565758595A636465666768696A737475767778797A838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5F6F7F8F9FAFFC4001F0100030101010101010101010000000000000102030405060708090A0BFFC400B51100020102040403040705040400010277000102031104052131061241510761711322328108144291A1B1C109233352F0156272D10A162434E125F11718191A262728292A35363738393A434445464748494A535455565758595A636465666768696A737475767778797A82838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE2E3E4E5E6E7E8E9EAF2F3F4F5F6F7F8F9FAFFDA000C03010002110311003F00F8CA8A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A0028A28A00FFFD9');
CREATE TABLE users (
    id integer primary key autoincrement,
    username varchar(32) not null,
    username_key varchar(32) not null,
    name varchar(60) not null,
    password_hash varchar(200) not null,
    role varchar(16) not null,
    bio varchar(200) not null,
    theme varchar(16) not null,
    density varchar(16) not null,
    active boolean not null,
    created_at bigint not null, shows_typing boolean not null default true, shows_reads boolean not null default true, time_zone varchar(64), picture varchar(16), status varchar(80) not null default '', language varchar(16), do_not_disturb_until bigint,
    unique (username),
    unique (username_key)
);
INSERT INTO "users" VALUES(1,'ada','ada','ada','{argon2}$argon2id$v=19$m=19456,t=2,p=1$6q3irZni/xt+rm20g91TJQ$Qkah+wL1VMrKP9nVQN4E54jvSNaIUHW7R564LvNRW0I','ADMINISTRATOR','','SYSTEM','COMFORTABLE',1,1796065874412,1,1,NULL,NULL,'','ENGLISH',NULL);
INSERT INTO "users" VALUES(2,'bo','bo','Bo Bergström','{argon2}$argon2id$v=19$m=19456,t=2,p=1$M+EeoF7FZkyip1C8TTTi9A$PItMpAiUZP/WYecAFeYUoUd1IzqreQLD2i0Vt5OY47M','MEMBER','','SYSTEM','COMFORTABLE',1,1796065903304,1,1,NULL,'ede1dfab8487a676','','ENGLISH',NULL);
INSERT INTO "users" VALUES(3,'cy','cy','Cy','{argon2}$argon2id$v=19$m=19456,t=2,p=1$0sXxYeBuW/UlbvpTIeiaYA$IFOKa0g9/H2TMCvDrEkmVzzI1HSDAQ7ssmprlVVL8c8','MEMBER','','SYSTEM','COMFORTABLE',1,1796065905131,1,1,NULL,NULL,'','ENGLISH',4102444800000);
INSERT INTO "users" VALUES(4,'zoe','zoe','Zoë Ångström','{argon2}$argon2id$v=19$m=19456,t=2,p=1$HzfpIPSZShDv2t/wu0w7xQ$1wRISOudD12/Amlptm5rvZ+f/h4LRK5r3Db/I4O0Obw','MEMBER','sails','DARK','COMFORTABLE',1,1796065905954,1,1,NULL,NULL,'at sea','GERMAN',NULL);
CREATE TABLE web_session (
    id_hash varchar(64) primary key,
    user_id bigint,
    series_hash varchar(64),
    address varchar(45),
    browser varchar(200),
    attributes blob,
    created_at bigint not null,
    last_access_at bigint not null,
    expires_at bigint not null,
    foreign key (user_id) references users (id)
);
INSERT INTO "web_session" VALUES('62d44317510dde8d825e4f6e73ef93eeca74d02a1605bd5da3f9aeb1552772e6',1,NULL,'127.0.0.1','Java-http-client/25.0.3',NULL,1796065900107,1796065900134,1797275500134);
INSERT INTO "web_session" VALUES('78650f23725cf29c6b5be130171579805efe3a88da9b1c621ac1b83bfcc03960',2,NULL,'127.0.0.1','Java-http-client/25.0.3',X'ACED0005737200116A6176612E7574696C2E486173684D61700507DAC1C31660D103000246000A6C6F6164466163746F724900097468726573686F6C6478703F40000000000001770800000002000000017400496F72672E737072696E676672616D65776F726B2E7765622E736572766C65742E737570706F72742E53657373696F6E466C6173684D61704D616E616765722E464C4153485F4D415053737200296A6176612E7574696C2E636F6E63757272656E742E436F70794F6E577269746541727261794C697374785D9FD546AB90C30300007870770400000001737200286F72672E737072696E676672616D65776F726B2E7765622E736572766C65742E466C6173684D61703A3487C188B3C9E20200034A000E65787069726174696F6E54696D654C001374617267657452657175657374506172616D737400284C6F72672F737072696E676672616D65776F726B2F7574696C2F4D756C746956616C75654D61703B4C001174617267657452657175657374506174687400124C6A6176612F6C616E672F537472696E673B7871007E00003F40000000000001770800000002000000017400066E6F746963657400097765622E736176656478000001A22DE1C29A7372002C6F72672E737072696E676672616D65776F726B2E7574696C2E4C696E6B65644D756C746956616C75654D617034C04E5C106CC0FB0200007872002D6F72672E737072696E676672616D65776F726B2E7574696C2E4D756C746956616C75654D617041646170746572143D4D27CF263B210200014C00097461726765744D617074000F4C6A6176612F7574696C2F4D61703B7870737200176A6176612E7574696C2E4C696E6B6564486173684D617034C04E5C106CC0FB0200015A000B6163636573734F726465727871007E00003F400000000000047708000000040000000078007400082F70726F66696C657878',1796065903714,1796065918871,1797275518871);
INSERT INTO "web_session" VALUES('a76ce2d18b2db1dda630a780038a61e8786d5e1dbced696e4654b678e9a62213',3,NULL,'127.0.0.1','Java-http-client/25.0.3',NULL,1796065905264,1796065905264,1797275505264);
INSERT INTO "web_session" VALUES('2bbb875253a1e9c0c77a6c33ffce8f172af09107ce8427c3e7cc65a4a3bce222',4,NULL,'127.0.0.1','Java-http-client/25.0.3',X'ACED0005737200116A6176612E7574696C2E486173684D61700507DAC1C31660D103000246000A6C6F6164466163746F724900097468726573686F6C6478703F40000000000001770800000002000000017400496F72672E737072696E676672616D65776F726B2E7765622E736572766C65742E737570706F72742E53657373696F6E466C6173684D61704D616E616765722E464C4153485F4D415053737200296A6176612E7574696C2E636F6E63757272656E742E436F70794F6E577269746541727261794C697374785D9FD546AB90C30300007870770400000001737200286F72672E737072696E676672616D65776F726B2E7765622E736572766C65742E466C6173684D61703A3487C188B3C9E20200034A000E65787069726174696F6E54696D654C001374617267657452657175657374506172616D737400284C6F72672F737072696E676672616D65776F726B2F7574696C2F4D756C746956616C75654D61703B4C001174617267657452657175657374506174687400124C6A6176612F6C616E672F537472696E673B7871007E00003F40000000000001770800000002000000017400066E6F746963657400097765622E736176656478000001A22DE1AD847372002C6F72672E737072696E676672616D65776F726B2E7574696C2E4C696E6B65644D756C746956616C75654D617034C04E5C106CC0FB0200007872002D6F72672E737072696E676672616D65776F726B2E7574696C2E4D756C746956616C75654D617041646170746572143D4D27CF263B210200014C00097461726765744D617074000F4C6A6176612F7574696C2F4D61703B7870737200176A6176612E7574696C2E4C696E6B6564486173684D617034C04E5C106CC0FB0200015A000B6163636573734F726465727871007E00003F400000000000047708000000040000000078007400082F70726F66696C657878',1796065906170,1796065914246,1797275514246);
INSERT INTO "web_session" VALUES('e4369c0354ecb07cee65b076a180261ab56c7ac10e39bf686bc72af2b2d17d44',3,'a3ed9bb4f541cea4cda700adaa0dd31b837981e167d002e0335f16dc57145154','127.0.0.1','Java-http-client/25.0.3',NULL,1796065915875,1796065915875,1797275515875);
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
CREATE INDEX web_session_user on web_session (user_id);
CREATE INDEX web_session_expires on web_session (expires_at);
CREATE INDEX remembered_sign_in_user on remembered_sign_in (user_id);
CREATE INDEX remembered_sign_in_expires on remembered_sign_in (expires_at);
CREATE INDEX sign_in_failure_expires on sign_in_failure (expires_at);
CREATE INDEX room_kind on room (kind, name);
CREATE INDEX membership_user on membership (user_id);
CREATE INDEX message_change on message (room_id, change_no);
CREATE INDEX mention_message on mention (message_id);
CREATE UNIQUE INDEX room_direct_key on room (direct_key);
CREATE INDEX search_key_key on search_key (search_key, user_id);
CREATE INDEX block_blocked on block (blocked_id);
CREATE INDEX push_subscription_user on push_subscription (user_id, id);
CREATE INDEX push_subscription_session on push_subscription (session_hash);
CREATE INDEX push_subscription_series on push_subscription (series_hash);
CREATE INDEX push_outbox_due on push_outbox (state, due_at);
CREATE INDEX push_outbox_room on push_outbox (room_id);
CREATE INDEX mail_outbox_due on mail_outbox (due_at);
CREATE INDEX mail_item_room on mail_item (room_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('users',4);
INSERT INTO "sqlite_sequence" VALUES('room',5);
INSERT INTO "sqlite_sequence" VALUES('push_subscription',1);

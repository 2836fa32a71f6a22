CREATE TABLE block (
    user_id bigint not null,
    blocked_id bigint not null,
    created_at bigint not null,
    primary key (user_id, blocked_id),
    foreign key (user_id) references users (id),
    foreign key (blocked_id) references users (id)
);
INSERT INTO "block" VALUES(3,4,1796065072605);
CREATE TABLE draft (
    room_id bigint not null,
    user_id bigint not null,
    body text not null,
    updated_at bigint not null,
    primary key (room_id, user_id),
    foreign key (room_id) references room (id),
    foreign key (user_id) references users (id)
);
INSERT INTO "draft" VALUES(2,4,'what I did not say yet',1796065072375);
CREATE TABLE first_run (
    id integer primary key,
    completed_at bigint,
    check (id = 1)
);
INSERT INTO "first_run" VALUES(1,1796065033696);
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
INSERT INTO "flyway_schema_history" VALUES(1,'1','account','SQL','V1__account.sql',749058096,'','2026-11-30 18:56:05.455',7,1);
INSERT INTO "flyway_schema_history" VALUES(2,'2','room','SQL','V2__room.sql',1815754318,'','2026-11-30 18:56:05.511',1,1);
INSERT INTO "flyway_schema_history" VALUES(3,'3','message','SQL','V3__message.sql',-2001703992,'','2026-11-30 18:56:05.525',0,1);
INSERT INTO "flyway_schema_history" VALUES(4,'4','invitation end','SQL','V4__invitation_end.sql',147429155,'','2026-11-30 18:56:05.563',15,1);
INSERT INTO "flyway_schema_history" VALUES(5,'5','mention','SQL','V5__mention.sql',60132878,'','2026-11-30 18:56:05.583',0,1);
INSERT INTO "flyway_schema_history" VALUES(6,'6','direct room','SQL','V6__direct_room.sql',-752615485,'','2026-11-30 18:56:05.599',1,1);
INSERT INTO "flyway_schema_history" VALUES(7,'7','presence','SQL','V7__presence.sql',2003761457,'','2026-11-30 18:56:05.618',1,1);
INSERT INTO "flyway_schema_history" VALUES(8,'8','search key','SQL','V8__search_key.sql',-15508987,'','2026-11-30 18:56:05.633',0,1);
INSERT INTO "flyway_schema_history" VALUES(9,'9','search key of everybody','JDBC','app.parley.account.SearchKeyMigration',NULL,'','2026-11-30 18:56:05.643',2,1);
INSERT INTO "flyway_schema_history" VALUES(10,'10','block','SQL','V10__block.sql',-806392820,'','2026-11-30 18:56:05.663',1,1);
INSERT INTO "flyway_schema_history" VALUES(11,'11','receipt','SQL','V11__receipt.sql',-506147340,'','2026-11-30 18:56:05.676',1,1);
INSERT INTO "flyway_schema_history" VALUES(12,'12','draft','SQL','V12__draft.sql',-589932136,'','2026-11-30 18:56:05.684',0,1);
INSERT INTO "flyway_schema_history" VALUES(13,'13','notification','SQL','V13__notification.sql',-504940926,'','2026-11-30 18:56:05.699',5,1);
CREATE TABLE membership (
    room_id bigint not null,
    user_id bigint not null,
    role varchar(10) not null,
    involvement varchar(10) not null,
    favourite boolean not null,
    last_read_seq bigint not null,
    joined_at bigint not null, last_read_at bigint,
    primary key (room_id, user_id),
    foreign key (room_id) references room (id),
    foreign key (user_id) references users (id)
);
INSERT INTO "membership" VALUES(1,1,'OWNER','MENTIONS',0,0,1796065035206,NULL);
INSERT INTO "membership" VALUES(1,2,'MEMBER','MENTIONS',0,0,1796065059555,NULL);
INSERT INTO "membership" VALUES(1,3,'MEMBER','MENTIONS',0,0,1796065060755,NULL);
INSERT INTO "membership" VALUES(1,4,'MEMBER','MENTIONS',0,0,1796065061949,NULL);
INSERT INTO "membership" VALUES(2,2,'OWNER','MENTIONS',0,0,1796065062697,NULL);
INSERT INTO "membership" VALUES(2,1,'MEMBER','MENTIONS',0,6,1796065063244,1796065070529);
INSERT INTO "membership" VALUES(2,3,'MEMBER','MENTIONS',0,3,1796065063897,1796065070628);
INSERT INTO "membership" VALUES(2,4,'MEMBER','EVERYTHING',1,0,1796065064294,NULL);
INSERT INTO "membership" VALUES(3,1,'OWNER','MENTIONS',0,0,1796065064983,NULL);
INSERT INTO "membership" VALUES(3,2,'MEMBER','MENTIONS',0,0,1796065065036,NULL);
INSERT INTO "membership" VALUES(4,1,'MEMBER','EVERYTHING',0,0,1796065070846,NULL);
INSERT INTO "membership" VALUES(4,2,'MEMBER','EVERYTHING',0,0,1796065070855,NULL);
INSERT INTO "membership" VALUES(5,4,'OWNER','MENTIONS',0,0,1796065078135,NULL);
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
INSERT INTO "message" VALUES(2147483649,2,1,1,2,'c051615a-3d67-4371-9614-82ad972e59ca','The tide turns at **six**.',NULL,1796065065189,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483650,2,2,2,2,'886bb958-58b3-41e2-af40-d4e07400a5dd','@ada can you look at the rope?',NULL,1796065066973,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483651,2,3,3,2,'609a5900-6d88-4e5b-b632-a034bc38390d','Grüße aus dem Hafen 🦊 こんにちは',NULL,1796065067969,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483652,2,4,9,2,'fdf312af-3606-42b5-9541-49fd6858c8a9','no mistake any more',NULL,1796065068085,1796065069417,NULL,NULL);
INSERT INTO "message" VALUES(2147483653,2,5,10,2,'102edea4-06ef-4d53-ac14-634cfce12d04','',NULL,1796065068453,NULL,1796065069691,2);
INSERT INTO "message" VALUES(2147483654,2,6,6,2,'171b59f4-e226-495f-b5ba-f44a7154e3c6','@all the ferry is late',NULL,1796065068573,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483655,2,7,7,2,'eff25095-194d-4f77-b707-ca83699c60fe','| a | b |
|---|---|
| 1 | 2 |',NULL,1796065068974,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483656,2,8,8,2,'3b377f64-be06-4592-91ce-3d2a84fa7224','last of the first day',NULL,1796065069134,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483657,2,9,11,1,'86ba6495-2ade-4889-8924-02de8ed0a38e','I looked, it holds. @bo',NULL,1796065069801,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483658,2,10,12,3,'881af4ea-6f9d-4987-bea3-715b38e8cf33','Thanks, @zoe knows why',NULL,1796065070016,NULL,NULL,NULL);
INSERT INTO "message" VALUES(2147483659,2,11,13,4,'3b0d45e1-1402-4dda-885d-e2d4b5a30649','> it holds

It does.',NULL,1796065070255,NULL,NULL,NULL);
INSERT INTO "message" VALUES(3221225473,3,1,1,1,'bee0eb03-ddb3-4a57-9ca4-4b10a3707d55','Only between us: `tar` is **black**',NULL,1796065070382,NULL,NULL,NULL);
INSERT INTO "message" VALUES(4294967297,4,1,1,1,'e89b148a-d840-42f7-828d-85d9c423d944','a word between us',NULL,1796065071442,NULL,NULL,NULL);
INSERT INTO "message" VALUES(4294967298,4,2,2,2,'0ffd6df4-6869-4a85-9d94-7125f53298ab','heard',NULL,1796065071967,NULL,NULL,NULL);
INSERT INTO "message" VALUES(5368709121,5,1,1,4,'4a7a14e2-59f6-4589-a35d-e9f9fbf3fc51','it was here',NULL,1796065078168,NULL,NULL,NULL);
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
INSERT INTO "push_key" VALUES(1,'BCGeuitqZjCcBYHC8RaFIWpM8qKPae12pW_RNIRuYt_ISEdhL9Vkqa_dR6KP_RuoAG2H6cEuCcVoYgiESwmR_Ro','Vp6uxjT2iw96VyfgBZf-sm3uVT2YATPPCtgWP7b3bVE',1796065031545);
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
INSERT INTO "remembered_sign_in" VALUES('5db1ff301973c5197e46caef2846f02cbaf1716d56d79440d10ff76d60e11b9b',3,'94c8de8db03189828d58a635ee4a85fe87190e19d3f6f7ebdee66fbe56a896f3',NULL,1796065076203,1796065076203,1798657076203);
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
    archived_by bigint, direct_key varchar(64),
    foreign key (created_by) references users (id),
    foreign key (archived_by) references users (id)
);
INSERT INTO "room" VALUES(1,'Lobby','Everybody meets here.','OPEN',0,0,NULL,4,1796065034914,1,NULL,NULL,NULL);
INSERT INTO "room" VALUES(2,'Harbour','Where we land','OPEN',11,13,1796065070255,4,1796065062639,2,NULL,NULL,NULL);
INSERT INTO "room" VALUES(3,'Chandlery','','CLOSED',1,1,1796065070382,2,1796065064962,1,NULL,NULL,NULL);
INSERT INTO "room" VALUES(4,'','','DIRECT',2,2,1796065071967,2,1796065070842,1,NULL,NULL,'17f8af97ad4a7f7639a4c9171d5185cbafb85462877a4746c21bdb0a4f940ca0');
INSERT INTO "room" VALUES(5,'Old pier','','OPEN',1,1,1796065078168,1,1796065078131,4,1796065078336,4,NULL);
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
INSERT INTO "sign_up" VALUES(1,'OPEN','07a1b18df0ac75dbeacfbc02c338ac0444b80a09940aa9853b47371ad65b3e34',1796669877305);
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
    created_at bigint not null, shows_typing boolean not null default true, shows_reads boolean not null default true,
    unique (username),
    unique (username_key)
);
INSERT INTO "users" VALUES(1,'ada','ada','ada','{argon2}$argon2id$v=19$m=19456,t=2,p=1$upuDr2WEEMs5I/PSKft6/w$20eg/rfwSlQ1VX2aknzEoRFal4rHd2lCD/2hRV9z9hE','ADMINISTRATOR','','SYSTEM','COMFORTABLE',1,1796065033708,1,1);
INSERT INTO "users" VALUES(2,'bo','bo','Bo Bergström','{argon2}$argon2id$v=19$m=19456,t=2,p=1$qwdUWHZ1awTgGV2O829ETw$dNC5SpN6Zvgxx1q+xzVQ8ZFog5gMI6BUwN4sjh2UF4g','MEMBER','','SYSTEM','COMFORTABLE',1,1796065059397,1,1);
INSERT INTO "users" VALUES(3,'cy','cy','Cy','{argon2}$argon2id$v=19$m=19456,t=2,p=1$zCpKwZTSWFWALVb5vE8LzQ$aItGOFobfZgeGUJnt7IODdpeXBDkjRhF3BHtFs5mUsc','MEMBER','','SYSTEM','COMFORTABLE',1,1796065060750,1,1);
INSERT INTO "users" VALUES(4,'zoe','zoe','Zoë Ångström','{argon2}$argon2id$v=19$m=19456,t=2,p=1$jf3xYNyvtPjEFSYoQoLmCg$i+81hsE79BwFUn6raARlWIFJPdRMoBFD90wDTRFDkx0','MEMBER','sails','DARK','COMFORTABLE',1,1796065061931,1,1);
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
INSERT INTO "web_session" VALUES('a3b77be993ddba0c1c17158b256ac9be7b45c7133b3ab5defb9a7bc819bd0f20',1,NULL,'127.0.0.1','Java-http-client/25.0.3',NULL,1796065056672,1796065056675,1797274656675);
INSERT INTO "web_session" VALUES('1c774142f5e3767e26567154c2f4e90d0b9994f9fd59997726f9f81757138bb6',2,NULL,'127.0.0.1','Java-http-client/25.0.3',NULL,1796065059875,1796065059875,1797274659875);
INSERT INTO "web_session" VALUES('0dca8325fa73cd7fbec38e94a9e13fc52c49cec3d4d61d2ebf9e2085e2c60504',3,NULL,'127.0.0.1','Java-http-client/25.0.3',NULL,1796065060763,1796065060763,1797274660763);
INSERT INTO "web_session" VALUES('3a3d05b1fbba9cbed445ef6c3a507960befc3bf0eb35202091f322913a2bc0d2',4,NULL,'127.0.0.1','Java-http-client/25.0.3',X'ACED0005737200116A6176612E7574696C2E486173684D61700507DAC1C31660D103000246000A6C6F6164466163746F724900097468726573686F6C6478703F40000000000001770800000002000000017400496F72672E737072696E676672616D65776F726B2E7765622E736572766C65742E737570706F72742E53657373696F6E466C6173684D61704D616E616765722E464C4153485F4D415053737200296A6176612E7574696C2E636F6E63757272656E742E436F70794F6E577269746541727261794C697374785D9FD546AB90C30300007870770400000001737200286F72672E737072696E676672616D65776F726B2E7765622E736572766C65742E466C6173684D61703A3487C188B3C9E20200034A000E65787069726174696F6E54696D654C001374617267657452657175657374506172616D737400284C6F72672F737072696E676672616D65776F726B2F7574696C2F4D756C746956616C75654D61703B4C001174617267657452657175657374506174687400124C6A6176612F6C616E672F537472696E673B7871007E00003F40000000000001770800000002000000017400066E6F7469636574000653617665642E78000001A22DD4DBA67372002C6F72672E737072696E676672616D65776F726B2E7574696C2E4C696E6B65644D756C746956616C75654D617034C04E5C106CC0FB0200007872002D6F72672E737072696E676672616D65776F726B2E7574696C2E4D756C746956616C75654D617041646170746572143D4D27CF263B210200014C00097461726765744D617074000F4C6A6176612F7574696C2F4D61703B7870737200176A6176612E7574696C2E4C696E6B6564486173684D617034C04E5C106CC0FB0200015A000B6163636573734F726465727871007E00003F400000000000047708000000040000000078007400082F70726F66696C657878',1796065061967,1796065073849,1797274673849);
INSERT INTO "web_session" VALUES('0c58275e979c0fa9e8f4b19d5b9a40aee286734ca69e9c5fd22b1c15ece5e013',3,'5db1ff301973c5197e46caef2846f02cbaf1716d56d79440d10ff76d60e11b9b','127.0.0.1','Java-http-client/25.0.3',NULL,1796065076230,1796065076230,1797274676230);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('users',4);
INSERT INTO "sqlite_sequence" VALUES('room',5);
INSERT INTO "sqlite_sequence" VALUES('push_subscription',1);

CREATE TABLE `block` (
  `user_id` bigint(20) NOT NULL,
  `blocked_id` bigint(20) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`user_id`,`blocked_id`),
  KEY `block_blocked` (`blocked_id`),
  CONSTRAINT `block_ibfk_1` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`),
  CONSTRAINT `block_ibfk_2` FOREIGN KEY (`blocked_id`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `block` VALUES (3,4,1796065160553);
CREATE TABLE `draft` (
  `room_id` bigint(20) NOT NULL,
  `user_id` bigint(20) NOT NULL,
  `body` mediumtext NOT NULL,
  `updated_at` bigint(20) NOT NULL,
  PRIMARY KEY (`room_id`,`user_id`),
  KEY `user_id` (`user_id`),
  CONSTRAINT `draft_ibfk_1` FOREIGN KEY (`room_id`) REFERENCES `room` (`id`),
  CONSTRAINT `draft_ibfk_2` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `draft` VALUES (2,4,'what I did not say yet',1796065160457);
CREATE TABLE `first_run` (
  `id` int(11) NOT NULL,
  `completed_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `first_run` VALUES (1,1796065147665);
CREATE TABLE `flyway_schema_history` (
  `installed_rank` int(11) NOT NULL,
  `version` varchar(50) DEFAULT NULL,
  `description` varchar(200) NOT NULL,
  `type` varchar(20) NOT NULL,
  `script` varchar(1000) NOT NULL,
  `checksum` int(11) DEFAULT NULL,
  `installed_by` varchar(100) NOT NULL,
  `installed_on` timestamp NOT NULL DEFAULT current_timestamp(),
  `execution_time` int(11) NOT NULL,
  `success` tinyint(1) NOT NULL,
  PRIMARY KEY (`installed_rank`),
  KEY `flyway_schema_history_s_idx` (`success`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
INSERT INTO `flyway_schema_history` VALUES (1,'1','account','SQL','V1__account.sql',749058096,'root','2026-11-30 18:58:45',714,1);
INSERT INTO `flyway_schema_history` VALUES (2,'2','room','SQL','V2__room.sql',1815754318,'root','2026-11-30 18:58:45',332,1);
INSERT INTO `flyway_schema_history` VALUES (3,'3','message','SQL','V3__message.sql',-2001703992,'root','2026-11-30 18:58:45',261,1);
INSERT INTO `flyway_schema_history` VALUES (4,'4','invitation end','SQL','V4__invitation_end.sql',147429155,'root','2026-11-30 18:58:45',61,1);
INSERT INTO `flyway_schema_history` VALUES (5,'5','mention','SQL','V5__mention.sql',60132878,'root','2026-11-30 18:58:45',41,1);
INSERT INTO `flyway_schema_history` VALUES (6,'6','direct room','SQL','V6__direct_room.sql',-752615485,'root','2026-11-30 18:58:46',130,1);
INSERT INTO `flyway_schema_history` VALUES (7,'7','presence','SQL','V7__presence.sql',2003761457,'root','2026-11-30 18:58:46',50,1);
INSERT INTO `flyway_schema_history` VALUES (8,'8','search key','SQL','V8__search_key.sql',-15508987,'root','2026-11-30 18:58:46',99,1);
INSERT INTO `flyway_schema_history` VALUES (9,'9','search key of everybody','JDBC','app.parley.account.SearchKeyMigration',NULL,'root','2026-11-30 18:58:46',2,1);
INSERT INTO `flyway_schema_history` VALUES (10,'10','block','SQL','V10__block.sql',-806392820,'root','2026-11-30 18:58:46',86,1);
INSERT INTO `flyway_schema_history` VALUES (11,'11','receipt','SQL','V11__receipt.sql',-506147340,'root','2026-11-30 18:58:46',101,1);
INSERT INTO `flyway_schema_history` VALUES (12,'12','draft','SQL','V12__draft.sql',-589932136,'root','2026-11-30 18:58:46',35,1);
INSERT INTO `flyway_schema_history` VALUES (13,'13','notification','SQL','V13__notification.sql',-504940926,'root','2026-11-30 18:58:46',406,1);
CREATE TABLE `membership` (
  `room_id` bigint(20) NOT NULL,
  `user_id` bigint(20) NOT NULL,
  `role` varchar(10) NOT NULL,
  `involvement` varchar(10) NOT NULL,
  `favourite` tinyint(1) NOT NULL,
  `last_read_seq` bigint(20) NOT NULL,
  `joined_at` bigint(20) NOT NULL,
  `last_read_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`room_id`,`user_id`),
  KEY `membership_user` (`user_id`),
  CONSTRAINT `membership_ibfk_1` FOREIGN KEY (`room_id`) REFERENCES `room` (`id`),
  CONSTRAINT `membership_ibfk_2` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `membership` VALUES (1,1,'OWNER','MENTIONS',0,0,1796065147820,NULL);
INSERT INTO `membership` VALUES (1,2,'MEMBER','MENTIONS',0,0,1796065155862,NULL);
INSERT INTO `membership` VALUES (1,3,'MEMBER','MENTIONS',0,0,1796065156371,NULL);
INSERT INTO `membership` VALUES (1,4,'MEMBER','MENTIONS',0,0,1796065156598,NULL);
INSERT INTO `membership` VALUES (2,1,'MEMBER','MENTIONS',0,6,1796065157138,1796065159586);
INSERT INTO `membership` VALUES (2,2,'OWNER','MENTIONS',0,0,1796065156911,NULL);
INSERT INTO `membership` VALUES (2,3,'MEMBER','MENTIONS',0,3,1796065157288,1796065159629);
INSERT INTO `membership` VALUES (2,4,'MEMBER','EVERYTHING',1,0,1796065157576,NULL);
INSERT INTO `membership` VALUES (3,1,'OWNER','MENTIONS',0,0,1796065157731,NULL);
INSERT INTO `membership` VALUES (3,2,'MEMBER','MENTIONS',0,0,1796065157962,NULL);
INSERT INTO `membership` VALUES (4,1,'MEMBER','EVERYTHING',0,0,1796065159791,NULL);
INSERT INTO `membership` VALUES (4,2,'MEMBER','EVERYTHING',0,0,1796065159852,NULL);
INSERT INTO `membership` VALUES (5,4,'OWNER','MENTIONS',0,0,1796065162732,NULL);
CREATE TABLE `mention` (
  `user_id` bigint(20) NOT NULL,
  `message_id` bigint(20) NOT NULL,
  PRIMARY KEY (`user_id`,`message_id`),
  KEY `mention_message` (`message_id`),
  CONSTRAINT `mention_ibfk_1` FOREIGN KEY (`message_id`) REFERENCES `message` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `mention` VALUES (0,2147483654);
INSERT INTO `mention` VALUES (1,2147483650);
INSERT INTO `mention` VALUES (2,2147483657);
INSERT INTO `mention` VALUES (4,2147483658);
CREATE TABLE `message` (
  `id` bigint(20) NOT NULL,
  `room_id` bigint(20) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `change_no` bigint(20) NOT NULL,
  `author_id` bigint(20) NOT NULL,
  `client_id` varchar(36) NOT NULL,
  `body` mediumtext NOT NULL,
  `reply_to` bigint(20) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `edited_at` bigint(20) DEFAULT NULL,
  `deleted_at` bigint(20) DEFAULT NULL,
  `deleted_by` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `room_id` (`room_id`,`author_id`,`client_id`),
  KEY `author_id` (`author_id`),
  KEY `deleted_by` (`deleted_by`),
  KEY `message_change` (`room_id`,`change_no`),
  CONSTRAINT `message_ibfk_1` FOREIGN KEY (`room_id`) REFERENCES `room` (`id`),
  CONSTRAINT `message_ibfk_2` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`),
  CONSTRAINT `message_ibfk_3` FOREIGN KEY (`deleted_by`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `message` VALUES (2147483649,2,1,1,2,'94120ae7-db70-4386-81e0-021c4f7af0f6','The tide turns at **six**.',NULL,1796065158145,NULL,NULL,NULL);
INSERT INTO `message` VALUES (2147483650,2,2,2,2,'2a56c87f-da1b-4ecb-a7f8-0748c481599d','@ada can you look at the rope?',NULL,1796065158612,NULL,NULL,NULL);
INSERT INTO `message` VALUES (2147483651,2,3,3,2,'622c77e2-0526-49b0-a7a1-9eac5409618e','Grüße aus dem Hafen 🦊 こんにちは',NULL,1796065158757,NULL,NULL,NULL);
INSERT INTO `message` VALUES (2147483652,2,4,9,2,'317c4f20-fc7b-4a75-815a-690a816cce72','no mistake any more',NULL,1796065158841,1796065159270,NULL,NULL);
INSERT INTO `message` VALUES (2147483653,2,5,10,2,'54d485b7-15e2-4a9e-95a3-2c423baba71e','',NULL,1796065158910,NULL,1796065159330,2);
INSERT INTO `message` VALUES (2147483654,2,6,6,2,'0f8755cf-989e-4cb1-91c5-94254e8043aa','@all the ferry is late',NULL,1796065158942,NULL,NULL,NULL);
INSERT INTO `message` VALUES (2147483655,2,7,7,2,'4fe7b776-5a17-4521-a8d0-70e56e79bf97','| a | b |\n|---|---|\n| 1 | 2 |',NULL,1796065159042,NULL,NULL,NULL);
INSERT INTO `message` VALUES (2147483656,2,8,8,2,'17a1e9ce-3696-4bb6-a8f1-038ed1d1f429','last of the first day',NULL,1796065159164,NULL,NULL,NULL);
INSERT INTO `message` VALUES (2147483657,2,9,11,1,'10331f6d-2713-4d6b-b272-8d5fd337741d','I looked, it holds. @bo',NULL,1796065159354,NULL,NULL,NULL);
INSERT INTO `message` VALUES (2147483658,2,10,12,3,'76f0ff7c-df68-45dd-8509-a1d57c95b620','Thanks, @zoe knows why',NULL,1796065159402,NULL,NULL,NULL);
INSERT INTO `message` VALUES (2147483659,2,11,13,4,'a70cb28c-e626-4bfa-b613-486894e6a2ed','> it holds\n\nIt does.',NULL,1796065159480,NULL,NULL,NULL);
INSERT INTO `message` VALUES (3221225473,3,1,1,1,'098e3130-3432-4d95-ae34-e76418f766f7','Only between us: `tar` is **black**',NULL,1796065159554,NULL,NULL,NULL);
INSERT INTO `message` VALUES (4294967297,4,1,1,1,'42578c40-799d-4f03-8c6d-4f292fc9767c','a word between us',NULL,1796065159933,NULL,NULL,NULL);
INSERT INTO `message` VALUES (4294967298,4,2,2,2,'7eccaf2c-b5fa-4e0b-97db-a84f5acbd237','heard',NULL,1796065160071,NULL,NULL,NULL);
INSERT INTO `message` VALUES (5368709121,5,1,1,4,'8c5cfa27-af2b-4b78-96db-f184d23d61f8','it was here',NULL,1796065162843,NULL,NULL,NULL);
CREATE TABLE `notification_cursor` (
  `room_id` bigint(20) NOT NULL,
  `seq` bigint(20) NOT NULL,
  PRIMARY KEY (`room_id`),
  CONSTRAINT `notification_cursor_ibfk_1` FOREIGN KEY (`room_id`) REFERENCES `room` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `notification_cursor` VALUES (2,11);
INSERT INTO `notification_cursor` VALUES (3,1);
INSERT INTO `notification_cursor` VALUES (4,2);
INSERT INTO `notification_cursor` VALUES (5,1);
CREATE TABLE `push_key` (
  `id` int(11) NOT NULL,
  `public_key` varchar(87) NOT NULL,
  `private_key` varchar(43) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `push_key` VALUES (1,'BAxIoDH9yVJtCv4qaW0zOa1qSMXgy66G3xSQGb3z4HWNpGfc7tmy6Y_QXeo5Jdos55CMIfVWduH_0VS1zXC9ymI','Bg1mOh-8A6ZQ86d17MsNdmn2scwovjWAGIXxco3kCF0',1796065147007);
CREATE TABLE `push_outbox` (
  `subscription_id` bigint(20) NOT NULL,
  `room_id` bigint(20) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `state` varchar(10) NOT NULL,
  `shown` tinyint(1) NOT NULL,
  `attempts` int(11) NOT NULL,
  `due_at` bigint(20) NOT NULL,
  PRIMARY KEY (`subscription_id`,`room_id`),
  KEY `push_outbox_due` (`state`,`due_at`),
  KEY `push_outbox_room` (`room_id`),
  CONSTRAINT `push_outbox_ibfk_1` FOREIGN KEY (`subscription_id`) REFERENCES `push_subscription` (`id`) ON DELETE CASCADE,
  CONSTRAINT `push_outbox_ibfk_2` FOREIGN KEY (`room_id`) REFERENCES `room` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `push_outbox` VALUES (1,2,11,'WAITING',0,0,4102444800000);
CREATE TABLE `push_subscription` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `user_id` bigint(20) NOT NULL,
  `endpoint_hash` varchar(64) NOT NULL,
  `endpoint` varchar(1000) NOT NULL,
  `p256dh` varchar(87) NOT NULL,
  `auth` varchar(22) NOT NULL,
  `session_hash` varchar(64) DEFAULT NULL,
  `series_hash` varchar(64) DEFAULT NULL,
  `refusals` int(11) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `endpoint_hash` (`endpoint_hash`),
  KEY `push_subscription_user` (`user_id`,`id`),
  KEY `push_subscription_session` (`session_hash`),
  KEY `push_subscription_series` (`series_hash`),
  CONSTRAINT `push_subscription_ibfk_1` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`),
  CONSTRAINT `push_subscription_ibfk_2` FOREIGN KEY (`session_hash`) REFERENCES `web_session` (`id_hash`) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT `push_subscription_ibfk_3` FOREIGN KEY (`series_hash`) REFERENCES `remembered_sign_in` (`series_hash`) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `push_subscription` VALUES (1,2,'abababababababababababababababababababababababababababababababab','https://push.invalid/of-bo','BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB','aaaaaaaaaaaaaaaaaaaaaa',NULL,NULL,0,1795000000000);
CREATE TABLE `receipt` (
  `id` int(11) NOT NULL,
  `enabled` tinyint(1) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `receipt` VALUES (1,1);
CREATE TABLE `remembered_sign_in` (
  `series_hash` varchar(64) NOT NULL,
  `user_id` bigint(20) NOT NULL,
  `token_hash` varchar(64) NOT NULL,
  `previous_hash` varchar(64) DEFAULT NULL,
  `rotated_at` bigint(20) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  PRIMARY KEY (`series_hash`),
  KEY `remembered_sign_in_user` (`user_id`),
  KEY `remembered_sign_in_expires` (`expires_at`),
  CONSTRAINT `remembered_sign_in_ibfk_1` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `remembered_sign_in` VALUES ('e3d2168724c180f762b4b33ae4a82a64a55161ecc516cd46e5eea62721742ede',3,'46abf39a3be4a12aeaad4284202910ef24b32c256fc97b8b48f6e4f1bcf268f6',NULL,1796065161258,1796065161258,1798657161258);
CREATE TABLE `room` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(80) NOT NULL,
  `description` varchar(400) NOT NULL,
  `kind` varchar(10) NOT NULL,
  `last_seq` bigint(20) NOT NULL,
  `last_change` bigint(20) NOT NULL,
  `last_posted_at` bigint(20) DEFAULT NULL,
  `member_count` bigint(20) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `archived_at` bigint(20) DEFAULT NULL,
  `archived_by` bigint(20) DEFAULT NULL,
  `direct_key` varchar(64) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `room_direct_key` (`direct_key`),
  KEY `created_by` (`created_by`),
  KEY `archived_by` (`archived_by`),
  KEY `room_kind` (`kind`,`name`),
  CONSTRAINT `room_ibfk_1` FOREIGN KEY (`created_by`) REFERENCES `users` (`id`),
  CONSTRAINT `room_ibfk_2` FOREIGN KEY (`archived_by`) REFERENCES `users` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=6 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `room` VALUES (1,'Lobby','Everybody meets here.','OPEN',0,0,NULL,4,1796065147761,1,NULL,NULL,NULL);
INSERT INTO `room` VALUES (2,'Harbour','Where we land','OPEN',11,13,1796065159480,4,1796065156892,2,NULL,NULL,NULL);
INSERT INTO `room` VALUES (3,'Chandlery','','CLOSED',1,1,1796065159554,2,1796065157712,1,NULL,NULL,NULL);
INSERT INTO `room` VALUES (4,'','','DIRECT',2,2,1796065160071,2,1796065159773,1,NULL,NULL,'17f8af97ad4a7f7639a4c9171d5185cbafb85462877a4746c21bdb0a4f940ca0');
INSERT INTO `room` VALUES (5,'Old pier','','OPEN',1,1,1796065162843,1,1796065162698,4,1796065162961,4,NULL);
CREATE TABLE `search_key` (
  `user_id` bigint(20) NOT NULL,
  `search_key` varchar(100) NOT NULL,
  PRIMARY KEY (`user_id`,`search_key`),
  KEY `search_key_key` (`search_key`,`user_id`),
  CONSTRAINT `search_key_ibfk_1` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `search_key` VALUES (1,'ada');
INSERT INTO `search_key` VALUES (2,'bergstrom');
INSERT INTO `search_key` VALUES (2,'bo');
INSERT INTO `search_key` VALUES (2,'bo bergstrom');
INSERT INTO `search_key` VALUES (3,'cy');
INSERT INTO `search_key` VALUES (4,'angstrom');
INSERT INTO `search_key` VALUES (4,'zoe');
INSERT INTO `search_key` VALUES (4,'zoe angstrom');
CREATE TABLE `sign_in_failure` (
  `subject_hash` varchar(64) NOT NULL,
  `times` varchar(200) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  PRIMARY KEY (`subject_hash`),
  KEY `sign_in_failure_expires` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `sign_in_failure` VALUES ('efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef','1796065160000',4102444800000);
CREATE TABLE `sign_up` (
  `id` int(11) NOT NULL,
  `mode` varchar(16) NOT NULL,
  `invitation_hash` varchar(64) DEFAULT NULL,
  `invitation_expires_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `sign_up` VALUES (1,'OPEN','df9c27baf4f68cfc3f63bfcb1c91fd5e91809f69103f74369cdc698ca5c7017f',1796669962196);
CREATE TABLE `users` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `username` varchar(32) NOT NULL,
  `username_key` varchar(32) NOT NULL,
  `name` varchar(60) NOT NULL,
  `password_hash` varchar(200) NOT NULL,
  `role` varchar(16) NOT NULL,
  `bio` varchar(200) NOT NULL,
  `theme` varchar(16) NOT NULL,
  `density` varchar(16) NOT NULL,
  `active` tinyint(1) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `shows_typing` tinyint(1) NOT NULL DEFAULT 1,
  `shows_reads` tinyint(1) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `username` (`username`),
  UNIQUE KEY `username_key` (`username_key`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `users` VALUES (1,'ada','ada','ada','{argon2}$argon2id$v=19$m=19456,t=2,p=1$/IjB1T2otR3lBvZ+P8lyVg$9tdRid2r2Cy2zWf2lU+nA+lmIIIm1wQODLhu0teyp8Y','ADMINISTRATOR','','SYSTEM','COMFORTABLE',1,1796065147668,1,1);
INSERT INTO `users` VALUES (2,'bo','bo','Bo Bergström','{argon2}$argon2id$v=19$m=19456,t=2,p=1$c3E/83K9jDgqoK0PBIbkng$HK6l3eBmJT+o/TI+tg/biRQgqlyGhM/XDGHx+Qqwd+4','MEMBER','','SYSTEM','COMFORTABLE',1,1796065155844,1,1);
INSERT INTO `users` VALUES (3,'cy','cy','Cy','{argon2}$argon2id$v=19$m=19456,t=2,p=1$fqSaKpMWEalrjHC++QIjuQ$sVJeDINtu7eab+BOK8ziP7+N6FuEPDYxSDxRuZiobAo','MEMBER','','SYSTEM','COMFORTABLE',1,1796065156356,1,1);
INSERT INTO `users` VALUES (4,'zoe','zoe','Zoë Ångström','{argon2}$argon2id$v=19$m=19456,t=2,p=1$BKQ73FAjDmafiNrvJRG0dA$sEmZdhjXJP28YzI/xFmh19kvHnMFl7GFMcHm9zpk2JI','MEMBER','sails','DARK','COMFORTABLE',1,1796065156589,1,1);
CREATE TABLE `web_session` (
  `id_hash` varchar(64) NOT NULL,
  `user_id` bigint(20) DEFAULT NULL,
  `series_hash` varchar(64) DEFAULT NULL,
  `address` varchar(45) DEFAULT NULL,
  `browser` varchar(200) DEFAULT NULL,
  `attributes` mediumblob DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `last_access_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id_hash`),
  KEY `web_session_user` (`user_id`),
  KEY `web_session_expires` (`expires_at`),
  CONSTRAINT `web_session_ibfk_1` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `web_session` VALUES ('02a3699274fea957213fa8c29479411af363e3b950c3bb43482e0437f5847873',3,'e3d2168724c180f762b4b33ae4a82a64a55161ecc516cd46e5eea62721742ede','127.0.0.1','Java-http-client/25.0.3',NULL,1796065161315,1796065161315,1797274761315);
INSERT INTO `web_session` VALUES ('03a9d55e025440b754a23d95ebd84c346a02c5a38fb016d55c66615fe01eee96',1,NULL,'127.0.0.1','Java-http-client/25.0.3',NULL,1796065155055,1796065155058,1797274755058);
INSERT INTO `web_session` VALUES ('37beeb4d3e489110fb02c93b5b8ead7853fd5c185a4acd506816ce913edfea69',4,NULL,'127.0.0.1','Java-http-client/25.0.3',0xACED0005737200116A6176612E7574696C2E486173684D61700507DAC1C31660D103000246000A6C6F6164466163746F724900097468726573686F6C6478703F40000000000001770800000002000000017400496F72672E737072696E676672616D65776F726B2E7765622E736572766C65742E737570706F72742E53657373696F6E466C6173684D61704D616E616765722E464C4153485F4D415053737200296A6176612E7574696C2E636F6E63757272656E742E436F70794F6E577269746541727261794C697374785D9FD546AB90C30300007870770400000001737200286F72672E737072696E676672616D65776F726B2E7765622E736572766C65742E466C6173684D61703A3487C188B3C9E20200034A000E65787069726174696F6E54696D654C001374617267657452657175657374506172616D737400284C6F72672F737072696E676672616D65776F726B2F7574696C2F4D756C746956616C75654D61703B4C001174617267657452657175657374506174687400124C6A6176612F6C616E672F537472696E673B7871007E00003F40000000000001770800000002000000017400066E6F7469636574000653617665642E78000001A22DD62D737372002C6F72672E737072696E676672616D65776F726B2E7574696C2E4C696E6B65644D756C746956616C75654D617034C04E5C106CC0FB0200007872002D6F72672E737072696E676672616D65776F726B2E7574696C2E4D756C746956616C75654D617041646170746572143D4D27CF263B210200014C00097461726765744D617074000F4C6A6176612F7574696C2F4D61703B7870737200176A6176612E7574696C2E4C696E6B6564486173684D617034C04E5C106CC0FB0200015A000B6163636573734F726465727871007E00003F400000000000047708000000040000000078007400082F70726F66696C657878,1796065156610,1796065160731,1797274760731);
INSERT INTO `web_session` VALUES ('7e82711f53b97652a2ac4bf9ffb6e6836af05aeddc86a0fd592bc2af6f980828',3,NULL,'127.0.0.1','Java-http-client/25.0.3',NULL,1796065156397,1796065156397,1797274756397);
INSERT INTO `web_session` VALUES ('f47d2ae1c30fcc9b12d5aeaa0f68e641adbfd7d5a4e9216796fb2fa820d13fa1',2,NULL,'127.0.0.1','Java-http-client/25.0.3',NULL,1796065155909,1796065155910,1797274755910);

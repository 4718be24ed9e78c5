PRAGMA application_id = 1298232404;
PRAGMA user_version = 7;
BEGIN TRANSACTION;
CREATE TABLE change (
                id INTEGER NOT NULL PRIMARY KEY,
                trial_id INTEGER NOT NULL REFERENCES trial (id),
                date DATE NOT NULL,
                version INTEGER NOT NULL,
                at TEXT NOT NULL,
                source TEXT NOT NULL,
                field TEXT NOT NULL,
                old TEXT NOT NULL,
                new TEXT NOT NULL
            );
INSERT INTO "change" VALUES(1,1,'2027-01-05',2,'2027-01-07T08:00:00+00:00','form','score pain','5.0','6.0');
CREATE TABLE draft (
                trial_id INTEGER NOT NULL REFERENCES trial (id),
                date DATE NOT NULL,
                answers TEXT NOT NULL,
                PRIMARY KEY (trial_id, date)
            );
INSERT INTO "draft" VALUES(1,'2027-01-06','{"pain": 3}');
CREATE TABLE entry (
                trial_id INTEGER NOT NULL REFERENCES trial (id),
                date DATE NOT NULL,
                condition TEXT CHECK (condition IN ('mat', 'no_mat')),
                used_mat BOOLEAN CHECK (used_mat IN (0, 1)),
                minutes FLOAT,
                rescue_medication BOOLEAN CHECK (rescue_medication IN (0, 1)),
                note TEXT NOT NULL,
                recorded_at TEXT,
                changed_at TEXT,
                version INTEGER NOT NULL, skin_harm BOOLEAN CHECK (skin_harm IN (0, 1)),
                PRIMARY KEY (trial_id, date)
            );
INSERT INTO "entry" VALUES(1,'2027-01-04','mat',1,12.5,0,'slept badly','2027-01-04T21:00:00+01:00',NULL,1,0);
INSERT INTO "entry" VALUES(1,'2027-01-05','no_mat',NULL,NULL,NULL,'','2027-01-05T21:00:00+01:00','2027-01-07T08:00:00+00:00',2,NULL);
CREATE TABLE follow_up (
                trial_id INTEGER NOT NULL PRIMARY KEY REFERENCES trial (id),
                at TEXT NOT NULL,
                still_used TEXT CHECK (still_used IN ('yes', 'no', 'sometimes')),
                note TEXT NOT NULL
            );
INSERT INTO "follow_up" VALUES(1,'2027-04-01T20:00:00+02:00','sometimes','');
CREATE TABLE peek (
                id INTEGER NOT NULL PRIMARY KEY,
                trial_id INTEGER NOT NULL REFERENCES trial (id),
                at TEXT NOT NULL
            );
INSERT INTO "peek" VALUES(1,1,'2027-01-06T08:00:00+01:00');
CREATE TABLE score (
                trial_id INTEGER NOT NULL,
                date DATE NOT NULL,
                outcome TEXT NOT NULL,
                value FLOAT NOT NULL,
                PRIMARY KEY (trial_id, date, outcome),
                FOREIGN KEY (trial_id, date) REFERENCES entry (trial_id, date) ON DELETE CASCADE
            );
INSERT INTO "score" VALUES(1,'2027-01-04','pain',4.5);
INSERT INTO "score" VALUES(1,'2027-01-05','pain',6.0);
CREATE TABLE setting (
                name TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            );
INSERT INTO "setting" VALUES('language','de');
CREATE TABLE trial (
                id INTEGER NOT NULL PRIMARY KEY,
                plan_json TEXT,
                sha256 TEXT,
                locked_at TEXT,
                CHECK ((plan_json IS NULL) = (sha256 IS NULL)),
                CHECK ((plan_json IS NULL) = (locked_at IS NULL))
            );
INSERT INTO "trial" VALUES(1,'{"amendments":[],"complaint":"Rücken","created_at":"2027-01-01T09:00:00Z","decision_rule":{"chance":0.95,"text":"helps: chance of any benefit at least the boundary of the look and mean benefit at least the smallest worthwhile effect; helps_a_little: the same chance, mean benefit below it; makes_worse: chance of harm at least the boundary; no_worthwhile_effect: none of these, and the chance of a worthwhile benefit at most 1 − boundary; unclear: otherwise; too_early: before the first look, or fewer than 4 analysed days in either condition, or fewer than 2 phases of each"},"design":{"cycles":6,"kind":"pairs","period_days":2},"expectation":null,"format_version":1,"locked_at":"2027-01-01T09:00:00Z","looks":[{"boundary":0.95,"day":24}],"outcomes":[{"better":"lower","maximum":10,"minimum":0,"name":"pain","question":"How bad was your pain today, on average?","unit":"points","worthwhile":1}],"primary":"pain","protocol":{"body_area":"","cover":"","minutes":{"goal_minutes":20,"ramp_days":5,"start_minutes":10},"no_mat_day":"same_rest","place":"bed","time_of_day":""},"safety":{"ask_first":[],"doctor_agreed":false,"stop":[]},"schedule":[{"condition":"mat","cycle":1,"date":"2027-01-04","period":1},{"condition":"mat","cycle":1,"date":"2027-01-05","period":1},{"condition":"no_mat","cycle":1,"date":"2027-01-06","period":2},{"condition":"no_mat","cycle":1,"date":"2027-01-07","period":2},{"condition":"mat","cycle":2,"date":"2027-01-08","period":3},{"condition":"mat","cycle":2,"date":"2027-01-09","period":3},{"condition":"no_mat","cycle":2,"date":"2027-01-10","period":4},{"condition":"no_mat","cycle":2,"date":"2027-01-11","period":4},{"condition":"no_mat","cycle":3,"date":"2027-01-12","period":5},{"condition":"no_mat","cycle":3,"date":"2027-01-13","period":5},{"condition":"mat","cycle":3,"date":"2027-01-14","period":6},{"condition":"mat","cycle":3,"date":"2027-01-15","period":6},{"condition":"mat","cycle":4,"date":"2027-01-16","period":7},{"condition":"mat","cycle":4,"date":"2027-01-17","period":7},{"condition":"no_mat","cycle":4,"date":"2027-01-18","period":8},{"condition":"no_mat","cycle":4,"date":"2027-01-19","period":8},{"condition":"no_mat","cycle":5,"date":"2027-01-20","period":9},{"condition":"no_mat","cycle":5,"date":"2027-01-21","period":9},{"condition":"mat","cycle":5,"date":"2027-01-22","period":10},{"condition":"mat","cycle":5,"date":"2027-01-23","period":10},{"condition":"mat","cycle":6,"date":"2027-01-24","period":11},{"condition":"mat","cycle":6,"date":"2027-01-25","period":11},{"condition":"no_mat","cycle":6,"date":"2027-01-26","period":12},{"condition":"no_mat","cycle":6,"date":"2027-01-27","period":12}],"seed":7,"simulated":false,"washout_days":0}','6bc27af2efb31ddce02f50ddef9cf78cb5984228f2c188de9d53df4420d90ec4','2027-01-01T09:00:00+00:00');
CREATE INDEX change_of_day ON change (trial_id, date);
COMMIT;

BEGIN TRANSACTION;
CREATE TABLE articles (
	"key" INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	outlet_folded TEXT, 
	published_on DATE, 
	added_at DATETIME NOT NULL, 
	CONSTRAINT pk_articles PRIMARY KEY ("key"), 
	CONSTRAINT uq_articles_id UNIQUE (id)
);
INSERT INTO "articles" VALUES(1,'13b5f8d2c48555702845092976b22f2f','oldmere courier','2019-11-08','2026-11-23 12:56:21.153240');
INSERT INTO "articles" VALUES(2,'6ec0077829091f518378bd01216ee223',NULL,NULL,'2026-11-23 12:56:21.159380');
CREATE TABLE attributions (
	"key" INTEGER NOT NULL, 
	article_key INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	stance VARCHAR NOT NULL, 
	speakers_folded TEXT NOT NULL, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_attributions PRIMARY KEY ("key"), 
	CONSTRAINT fk_attributions_article_key FOREIGN KEY(article_key) REFERENCES articles ("key"), 
	CONSTRAINT uq_attributions_article_key_position UNIQUE (article_key, position)
);
INSERT INTO "attributions" VALUES(1,1,0,'states','perpetua vane',' the lantern guard attacked toll keepers in oldmere on thursday night leaving 4 killed ');
INSERT INTO "attributions" VALUES(2,1,1,'states','perpetua vane',' we counted four of ours ');
INSERT INTO "attributions" VALUES(3,2,0,'states','ilse brandt',' the bridge will stay closed ');
CREATE TABLE claims (
	"key" INTEGER NOT NULL, 
	article_key INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	type VARCHAR NOT NULL, 
	modes VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	certainty VARCHAR NOT NULL, 
	first_on DATE, 
	last_on DATE, 
	sort_on DATE, 
	country VARCHAR, 
	place_folded TEXT, 
	participants_folded TEXT NOT NULL, 
	killed BIGINT, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_claims PRIMARY KEY ("key"), 
	CONSTRAINT fk_claims_article_key FOREIGN KEY(article_key) REFERENCES articles ("key"), 
	CONSTRAINT uq_claims_article_key_position UNIQUE (article_key, position)
);
INSERT INTO "claims" VALUES(1,1,0,'ASSAULT',' explosives ','happened','attributed','2019-11-07','2019-11-07','2019-11-07','DEU','oldmere','the lantern guard
toll keepers',4,' the lantern guard attacked toll keepers in oldmere on thursday night leaving 4 killed ');
INSERT INTO "claims" VALUES(2,1,1,'PROTEST',' demo ','happened','stated',NULL,NULL,'2019-11-08',NULL,NULL,'weavers
the guildhall',NULL,' weavers marched past the guildhall ');
INSERT INTO "claims" VALUES(3,2,0,'AID','  ','happened','stated',NULL,NULL,NULL,NULL,NULL,'zoë''s kitchen
nine families',NULL,' zoë s kitchen fed nine families some time ago ');
CREATE TABLE dateline_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT dateline_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "dateline_version" VALUES('0001');
CREATE TABLE reports (
	article_key INTEGER NOT NULL, 
	report JSON NOT NULL, 
	CONSTRAINT pk_reports PRIMARY KEY (article_key), 
	CONSTRAINT fk_reports_article_key FOREIGN KEY(article_key) REFERENCES articles ("key")
);
INSERT INTO "reports" VALUES(1,'{"schema":"dateline.report/1","article":{"id":"13b5f8d2c48555702845092976b22f2f","url":"https://courier.example/1","outlet":"Oldmere Courier","title":"Night of the lanterns","bylines":[],"language":"en","published":"2019-11-08T06:30:00+01:00","header":{"place":null,"date":null,"agency":null,"evidence":[]},"text":"Report number 1. The Lantern Guard attacked toll keepers in Oldmere on Thursday night leaving 4 killed according to Perpetua Vane.\n\nWeavers marched past the guildhall.\n\n“We counted four of ours,” said Perpetua Vane as told by Radio Fen.\n\n","furniture":[],"source":{"kind":"file","ref":"made-1.txt","retrieved_at":"2021-03-05T08:00:00+00:00"}},"entities":[{"id":"e1","kind":"armed-group","name":"The Lantern Guard","mentions":[[17,34]],"roles":[],"country":null,"sector":null,"place":null},{"id":"e2","kind":"population","name":"toll keepers","mentions":[[44,56]],"roles":[],"country":null,"sector":null,"place":null},{"id":"e3","kind":"place","name":"Oldmere","mentions":[[60,67]],"roles":[],"country":null,"sector":null,"place":null},{"id":"e4","kind":"person","name":"Perpetua Vane","mentions":[[116,129],[201,214]],"roles":[],"country":null,"sector":null,"place":null},{"id":"e5","kind":"armed-group","name":"Weavers","mentions":[[132,139]],"roles":[],"country":null,"sector":null,"place":null},{"id":"e6","kind":"population","name":"the guildhall","mentions":[[153,166]],"roles":[],"country":null,"sector":null,"place":null},{"id":"e7","kind":"outlet","name":"Radio Fen","mentions":[[226,235]],"roles":[],"country":null,"sector":null,"place":null}],"attributions":[{"id":"a1","speakers":["e4"],"speaker_spans":[[116,129]],"cue":[[103,115]],"content":[[17,102]],"form":"indirect","stance":"states","relayed_by":[],"score":0.9},{"id":"a2","speakers":["e4"],"speaker_spans":[[201,214]],"cue":[[196,200]],"content":[[170,193]],"form":"direct","stance":"states","relayed_by":["e7"],"score":0.9}],"claims":[{"id":"c1","type":"ASSAULT","modes":["explosives"],"contexts":["terrorism"],"acled":"Remote explosive/landmine/IED","muc":"BOMBING","trigger":[[35,43]],"actors":[{"entity":"e1","span":[17,34]}],"recipients":[{"entity":"e2","span":[44,56]}],"targets":[],"instruments":[],"toll":[{"kind":"killed","low":4,"best":4,"high":null,"of":null,"said_by":[],"evidence":[[86,102]]}],"when":{"start":"2019-11-07","end":"2019-11-07","precision":1,"evidence":[[68,85]]},"where":{"entity":"e3","name":"Oldmere","country":"DEU","lat":null,"lon":null,"precision":1,"evidence":[[60,67]]},"status":"happened","certainty":"attributed","said_by":["a1"],"score":0.9,"evidence":[[17,102]]},{"id":"c2","type":"PROTEST","modes":["demo"],"contexts":[],"acled":"Peaceful protest","muc":null,"trigger":[[140,152]],"actors":[{"entity":"e5","span":[132,139]}],"recipients":[{"entity":"e6","span":[153,166]}],"targets":[],"instruments":[],"toll":[],"when":null,"where":null,"status":"happened","certainty":"stated","said_by":[],"score":0.4,"evidence":[[132,166]]}],"ties":[],"warnings":[]}');
INSERT INTO "reports" VALUES(2,'{"schema":"dateline.report/1","article":{"id":"6ec0077829091f518378bd01216ee223","url":null,"outlet":null,"title":null,"bylines":[],"language":"en","published":null,"header":{"place":null,"date":null,"agency":null,"evidence":[]},"text":"Report number 2. Zoë’s kitchen fed nine families some time ago.\n\n“The bridge will stay closed,” said Ilse Brandt.\n\n","furniture":[],"source":{"kind":"file","ref":"made-2.txt","retrieved_at":"2021-03-05T08:00:00+00:00"}},"entities":[{"id":"e1","kind":"armed-group","name":"Zoë’s kitchen","mentions":[[17,30]],"roles":[],"country":null,"sector":null,"place":null},{"id":"e2","kind":"population","name":"nine families","mentions":[[35,48]],"roles":[],"country":null,"sector":null,"place":null},{"id":"e3","kind":"person","name":"Ilse Brandt","mentions":[[101,112]],"roles":[],"country":null,"sector":null,"place":null}],"attributions":[{"id":"a1","speakers":["e3"],"speaker_spans":[[101,112]],"cue":[[96,100]],"content":[[66,93]],"form":"direct","stance":"states","relayed_by":[],"score":0.9}],"claims":[{"id":"c1","type":"AID","modes":[],"contexts":[],"acled":null,"muc":null,"trigger":[[31,34]],"actors":[{"entity":"e1","span":[17,30]}],"recipients":[{"entity":"e2","span":[35,48]}],"targets":[],"instruments":[],"toll":[],"when":{"start":null,"end":null,"precision":null,"evidence":[[49,62]]},"where":null,"status":"happened","certainty":"stated","said_by":[],"score":0.9,"evidence":[[17,62]]}],"ties":[],"warnings":[]}');
CREATE INDEX ix_articles_published_on ON articles (published_on);
CREATE INDEX ix_claims_sort_on_article_key ON claims (sort_on, article_key);
CREATE INDEX ix_claims_type_sort_on_article_key ON claims (type, sort_on, article_key);
CREATE INDEX ix_claims_country_sort_on_article_key ON claims (country, sort_on, article_key);
CREATE INDEX ix_claims_killed ON claims (killed);
COMMIT;

-- A bit of everything that an SQLite database can have.
CREATE TABLE "User" ( -- people
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL COLLATE NOCASE,
    'odd' VARCHAR (10) DEFAULT -1,
    "total" INT GENERATED ALWAYS AS (id + 1) STORED,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "positive" CHECK ("id" >= 0),
    CHECK (id <> 3),
    UNIQUE (email, odd)
);
CREATE TABLE pairs (a INT, b TEXT, c BLOB, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE exact (id INTEGER PRIMARY KEY, v REAL CHECK (v > 0)) STRICT;
CREATE TABLE "Post" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL DEFAULT 'it''s',
    "authorId" INTEGER NOT NULL,
    "editorId" INTEGER REFERENCES "User" ("id"),
    CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE INDEX "by lower(email)" ON "User"(lower("email") DESC, "odd") WHERE "id" > 3;
CREATE INDEX "Post_title_idx" ON "Post"("title" COLLATE NOCASE);
CREATE VIEW people AS
    SELECT "id", "email" FROM "User";
CREATE VIEW authors (id, posts) AS SELECT p.id, count(*) FROM people p JOIN "Post" ON "authorId" = p.id GROUP BY p.id;
CREATE TRIGGER touched AFTER UPDATE ON "Post" BEGIN UPDATE "User" SET "at" = CURRENT_TIMESTAMP WHERE "id" = NEW."authorId"; SELECT 'BEGIN; END'; END;
CREATE TRIGGER made INSTEAD OF INSERT ON people BEGIN INSERT INTO "User" ("email") VALUES (NEW."email"); END;
CREATE VIRTUAL TABLE f USING fts5(a, b);

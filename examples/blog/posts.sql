INSERT INTO "User" ("email", "name") VALUES ('ada@example.org', 'Ada'), ('grace@example.org', 'Grace');
INSERT INTO "Post" ("title", "slug", "authorId") VALUES
  ('Hello', 'hello', 1),
  ('On engines', 'on-engines', 1),
  ('Hello', 'hello', 2);

-- Two posts have the same slug: the later one gets its number appended.
UPDATE "Post" SET "slug" = "slug" || '-' || "id"
WHERE EXISTS (SELECT 1 FROM "Post" AS earlier WHERE earlier."slug" = "Post"."slug" AND earlier."id" < "Post"."id");

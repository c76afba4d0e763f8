/* psl/validate/fields.c */
#include "psl/judging.h"

static void types_of_products(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Json\nb Json[]\nc Decimal\nd String[]\n}\n", ""},
        {"mysql", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Json\nb Json[]\nc Decimal\nd String[]\n}\n",
         "E b Json[] ; E b Json[] ; E d String[]"},
        {"sqlite", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Json\nb Json[]\nc Decimal\nd String[]\n}\n",
         "E b Json[] ; E b Json[] ; E d String[]"},
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Json\nb Json[]\nc Decimal\nd String[]\n}\n",
         "E a Json ; E b Json[] ; E b Json[] ; E b Json[] ; E d String[]"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Json\nb Json[]\nc Decimal\nd String[]\n}\n",
         "E c Decimal"},
        {"cockroachdb", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Json\nb Json[]\nc Decimal\nd String[]\n}\n",
         "E b Json[]"},
    };
    judge(*state, cases, COUNT(cases));
}

static void names_of_defaults(void **state)
{
    static const Judged cases[] = {
        {"sqlserver", NULL, "model A {\nid Int @id @default(1, map: \"d\")\n}\n", ""},
        {"postgresql", NULL, "model A {\nid Int @id @default(1, map: \"d\")\n}\n",
         "E @default(1, map: \"d\")"},
        {"sqlserver", NULL,
         "model A {\nid Int @id @default(1, map: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\")\n}\n",
         "E @default(1, map: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\")"},
    };
    judge(*state, cases, COUNT(cases));
}

static void unsupported_types_that_are_supported(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\na Unsupported(\"Text\")\nb Unsupported(\"text\")\nc Unsupported(\"VarChar(3)\")\nd Unsupported(\"VarChar(x)\")\n}\n",
         "E a Unsupported(\"Text\") ; E c Unsupported(\"VarChar(3)\")"},
        {"sqlite", NULL, "model A {\nid Int @id\na Unsupported(\"Text\")\n}\n", ""},
        {"sqlserver", NULL, "model A {\nid Int @id\na Unsupported(\"NVarChar(Max)\")\n}\n",
         "E a Unsupported(\"NVarChar(Max)\")"},
    };
    judge(*state, cases, COUNT(cases));
}

static void native_types(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\na Int @db.Foo\nb Int @foo.Integer\nc Int @db.Text\nd String @db.VarChar(1, 2)\n}\n",
         "E @db.Foo ; E @foo.Integer ; E @db.Text ; E @db.VarChar(1, 2)"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(types_of_products),
        TEST(names_of_defaults),
        TEST(unsupported_types_that_are_supported),
        TEST(native_types),
    };
    return RUN_TESTS(tests);
}

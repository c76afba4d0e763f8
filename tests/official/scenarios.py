"""The list of scenarios, and what several of them begin with."""
import dataclasses
import re
import typing

ALL = []
VERSIONS, DATABASES = (6, 7), ("sqlite", "postgresql")


@dataclasses.dataclass
class Scenario:
    title: str
    run: typing.Callable
    versions: tuple
    databases: tuple

    def pairs(self, everything, number):
        """The versions and databases that it runs with: each of both; or all combinations of them."""
        if everything:
            return [(version, database) for version in self.versions for database in self.databases]
        count = max(len(self.versions), len(self.databases))
        shift = number % 2  # so that all combinations come up
        return [(self.versions[i % len(self.versions)], self.databases[(i + shift) % len(self.databases)]) for i in range(count)]


def scenario(versions=VERSIONS, databases=DATABASES):
    """Adds a function to the list. The first line of its docstring is the title."""
    def add(function):
        ALL.append(Scenario(function.__doc__.split("\n")[0], function, versions, databases))
        return function
    return add


USER = """model User {
  id    Int    @id @default(autoincrement())
  email String @unique
}
"""
USER_AND_NAME = USER.replace("@unique\n", "@unique\n  name  String?\n")
USER_AND_POST = USER + """
model Post {
  id    String @id
  title String
}
"""
CREATE_USER = {
    "sqlite": """-- CreateTable
CREATE TABLE "User" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
""",
    "postgresql": """-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
""",
}
CREATE_POST = {
    "sqlite": """-- CreateTable
CREATE TABLE "Post" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL
);
""",
    "postgresql": """-- CreateTable
CREATE TABLE "Post" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);
""",
}
ADD_NAME = {"sqlite": '-- AlterTable\nALTER TABLE "User" ADD COLUMN "name" TEXT;\n',
            "postgresql": '-- AlterTable\nALTER TABLE "User" ADD COLUMN     "name" TEXT;\n'}



def as_described(script):
    """What is read from a PostgreSQL database names its namespace, and the order of an index is always told."""
    script = re.sub(r'(TABLE|ON) "', r'\1 "public"."', script) if "CONSTRAINT" in script else script
    return re.sub(r'(ON .*\("\w+")\)', r"\1 ASC)", script)


FIRST, SECOND, THIRD = "20240101000000_init", "20240102000000_posts", "20240103000000_more"


def deployed(project):
    """A project whose database has one migration, the schema of which is the present one."""
    project.database.create()
    project.schema(USER)
    project.migration(FIRST, CREATE_USER[project.provider])
    project.applied(FIRST, CREATE_USER[project.provider])

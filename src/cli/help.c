#include "cli/help.h"

#include <string.h>

enum { NAME_WIDTH = 19, OPTION_WIDTH = 28 };

void help_overview(FILE *out, Text group)
{
    if (group.length == 0)
        fputs("dunlin checks the schema of a Prisma project and runs its migrations.\n\n", out);
    fprintf(out, "Usage: dunlin %.*s%sCOMMAND [OPTIONS]\n\nCommands:\n", TEXT_ARG(group),
            group.length ? " " : "");
    for (size_t i = 0; i < command_count; i++) {
        Text rest = text_from(commands[i]->name);
        Text first = text_cut(&rest, ' ');
        if (group.length == 0 || text_equal(first, group))
            fprintf(out, "  %-*s %s\n", NAME_WIDTH, commands[i]->name, commands[i]->summary);
    }
    fputs("\ndunlin COMMAND --help tells more about a command.\n", out);
    if (group.length == 0)
        fputs("\nExamples:\n"
              "  dunlin migrate status\n"
              "  dunlin migrate deploy --wait 30s\n"
              "  dunlin migrate deploy --schema apps/api/prisma/schema.prisma\n",
              out);
}

static void print_option(FILE *out, const Option *option)
{
    char left[64];
    char letter[8] = "    ";
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, option->name, option->value ? " " : "",
             option->value ? option->value : "");
    fprintf(out, "  %-*s ", OPTION_WIDTH, left);
    if (strlen(left) > OPTION_WIDTH)
        fprintf(out, "\n  %-*s ", OPTION_WIDTH, "");
    /* A help text of several lines is indented as a block. */
    Text rest = text_from(option->help);
    for (Text line = text_cut(&rest, '\n'); line.data; line = text_cut(&rest, '\n')) {
        bool first = line.data == option->help;
        fprintf(out, "%*s%.*s\n", first ? 0 : OPTION_WIDTH + 3, "", TEXT_ARG(line));
    }
}

void help_command(FILE *out, const Command *command)
{
    fprintf(out, "%s\n\nUsage: dunlin %s [OPTIONS]\n\n%s\n\nOptions:\n", command->summary,
            command->name, command->description);
    for (const Option *option = command->options; option->name; option++)
        if (option->help)
            print_option(out, option);
    fprintf(out, "\nExamples:\n%s", command->examples);
}

#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

static bool is_dumb(const Environment *environment)
{
    const Text *term = environment_get(environment, "TERM");
    return term && text_is(*term, "dumb");
}

bool terminal_has_colors(const Environment *environment, int descriptor)
{
    const Text *forced = environment_get(environment, "FORCE_COLOR");
    if (environment_has(environment, "NO_COLOR"))
        return false;
    if (forced)
        return !text_is(*forced, "0") && !text_is(*forced, "false");
    return isatty(descriptor) && !is_dumb(environment);
}

size_t terminal_width(const Environment *environment, int descriptor)
{
    enum { DEFAULT = 120 };
    struct winsize size;
    int64_t columns;
    if (isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const Text *said = environment_get(environment, "COLUMNS");
    return said && text_to_int64(*said, &columns) && columns > 0 ? (size_t)columns : DEFAULT;
}

/* The variables that CI systems set, as Prisma knows them. */
static const char *const ci_variables[] = {
    "CI",
    "CONTINUOUS_INTEGRATION",
    "BUILD_NUMBER",
    "RUN_ID",
    "AGOLA_GIT_REF",
    "AC_APPCIRCLE",
    "APPVEYOR",
    "CODEBUILD",
    "TF_BUILD",
    "bamboo_planKey",
    "BITBUCKET_COMMIT",
    "BITRISE_IO",
    "BUDDY_WORKSPACE_ID",
    "BUILDKITE",
    "CIRCLECI",
    "CIRRUS_CI",
    "CF_BUILD_ID",
    "CM_BUILD_ID",
    "CI_NAME",
    "DRONE",
    "DSARI",
    "EARTHLY_CI",
    "EAS_BUILD",
    "GERRIT_PROJECT",
    "GITEA_ACTIONS",
    "GITHUB_ACTIONS",
    "GITLAB_CI",
    "GOCD",
    "BUILDER_OUTPUT",
    "HARNESS_BUILD_ID",
    "JENKINS_URL",
    "BUILD_ID",
    "LAYERCI",
    "MAGNUM",
    "NETLIFY",
    "NEVERCODE",
    "PROW_JOB_ID",
    "RELEASE_BUILD_ID",
    "RENDER",
    "SAILCI",
    "HUDSON",
    "SCREWDRIVER",
    "SEMAPHORE",
    "SOURCEHUT",
    "STRIDER",
    "TASK_ID",
    "TEAMCITY_VERSION",
    "TRAVIS",
    "VELA",
    "NOW_BUILDER",
    "APPCENTER_BUILD_ID",
    "CI_XCODE_PROJECT",
    "XCS",
};

bool terminal_can_prompt(const Environment *environment)
{
    for (size_t i = 0; i < sizeof ci_variables / sizeof *ci_variables; i++)
        if (environment_has(environment, ci_variables[i]))
            return false;
    return isatty(STDIN_FILENO) && !is_dumb(environment);
}

#include "desk.h"

#include "dialect/sql_rules.h"
#include "history/dev_reasons.h"

DevRequest desk_request(const Desk *desk)
{
    return (DevRequest){desk->database, desk->folder, desk->replay, &desk->describe};
}

void desk_look(Desk *desk)
{
    Scene *scene = desk->scene;
    if (desk->replay)
        assert_succeeds(replay_end(desk->replay, &scene->error), &scene->error);
    desk->folder = place_folder(scene);
    desk->describe = (DescribeRequest){.rules = &sql_rules_sqlite, .version = PRISMA_6};
    desk->replay_request = (ReplayRequest){
        .shadow = {.dialect = &dialect_sqlite},
        .describe = desk->describe,
        .folder = desk->folder,
    };
    desk->replay = replay_begin(scene->arena, &desk->replay_request);
    DevRequest request = desk_request(desk);
    assert_succeeds(dev_diagnose(scene->arena, &request, &desk->found, &scene->error),
                    &scene->error);
}

Desk *desk_two_applied(Scene *scene)
{
    AppliedMigrations applied;
    Desk *desk = NEW(scene->arena, Desk); /* the replay points into it */
    *desk = (Desk){.scene = scene, .database = place_open(scene, "dev")};
    place_write(scene, "1_a", "CREATE TABLE a (id INTEGER PRIMARY KEY);");
    place_write(scene, "2_b", "CREATE TABLE b (id INTEGER PRIMARY KEY, x TEXT);");
    assert_succeeds(place_apply(scene, desk->database, &applied), &scene->error);
    desk_look(desk);
    return desk;
}

void desk_leave(Desk *desk)
{
    assert_succeeds(replay_end(desk->replay, &desk->scene->error), &desk->scene->error);
    database_close(desk->database);
}

void assert_reasons(Desk *desk, const char *letters)
{
    static const char letter_of[] = {'F', 'E', 'D', 'M', 'V'};
    DevReasons reasons = dev_reasons(desk->scene->arena, desk->folder, &desk->found);
    Buffer out = BUFFER(desk->scene->arena);
    for (list_each(const DevReason, reason, &reasons))
        buffer_add_char(&out, letter_of[reason->kind]);
    assert_text(buffer_text(&out), letters);
    assert_int_equal(dev_needs_reset(&desk->found), reasons.count > 0);
}

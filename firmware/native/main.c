#include "check.h"

int checks, failures;
const char *running = "";

int main(void) {
    test_codec();
    test_ring();
    test_settings();
    test_store();
    test_inputs();
    test_signal();
    test_trip_log();
    test_watches();
    test_guard();
    test_guard_feet();
    test_guard_over_the_line();
    test_self_test();
    test_scan_plan();
    test_rig();
    test_rig_commands();
    test_vectors();
#ifdef PAWPRESS_FAIL_A_CHECK
    CHECK(!"a failure on purpose");
#endif
    printf("%d checks, %d failed\n", checks, failures);
    return failures != 0;
}

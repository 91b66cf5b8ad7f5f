/* Enough of a test runner: CHECK says what failed and where, and the program's status is the number of failures. */
#ifndef PAWPRESS_CHECK_H
#define PAWPRESS_CHECK_H

#include <stdio.h>

extern int checks, failures;
extern const char *running; /* what is being tried, for the message */

#define CHECK(condition)                                                                         \
    do {                                                                                         \
        checks++;                                                                                \
        if (!(condition)) {                                                                      \
            failures++;                                                                          \
            fprintf(stderr, "%s:%d: %s: not so: %s\n", __FILE__, __LINE__, running, #condition); \
        }                                                                                        \
    } while (0)

#define CHECK_EQUAL(left, right)                                                                          \
    do {                                                                                                  \
        long long left_ = (long long)(left), right_ = (long long)(right);                                 \
        checks++;                                                                                         \
        if (left_ != right_) {                                                                            \
            failures++;                                                                                   \
            fprintf(stderr, "%s:%d: %s: %s is %lld, expected %lld\n", __FILE__, __LINE__, running, #left, \
                    left_, right_);                                                                       \
        }                                                                                                 \
    } while (0)

void test_codec(void);
void test_guard(void);
void test_guard_feet(void);
void test_guard_over_the_line(void);
void test_inputs(void);
void test_self_test(void);
void test_settings(void);
void test_signal(void);
void test_store(void);
void test_ring(void);
void test_scan_plan(void);
void test_rig(void);
void test_rig_commands(void);
void test_trip_log(void);
void test_vectors(void);
void test_watches(void);

#endif

// The rest of a group of pads, followed from window to window while nobody presses.
#include "ranks.h"

#define WINDOWS 4

// Level and noise of the rest, and what follows from them; `core/kernel/followed_rest.py` writes it. Forces are in newtons.
typedef struct {
    double onset_n, onset_sigmas;  // by which a press is above the rest at least: so much, and so many sigmas
    double quiet_n, quiet_sigmas;  // a window is no rest if its middle 80 % spread over more than both
    double rise_n;                 // by which the rest rises at most from one window to the next
    double level_n, sigma_n, onset_level_n;
    double medians_n[WINDOWS], sigmas_n[WINDOWS];  // of the last windows
    u32 windows;                                   // that were rest, ever
    u32 follows;                                   // whether the level moves at all
} Rest;

// Forces of a window, with room for as many and for a byte of each and 15 more.
typedef struct {
    const double *force_n;
    u32 n;
    double *scratch;
    u8 *codes;
    double least_n, most_n;
} Window;

static Window window_of(const double *force_n, u32 n, double *scratch, u8 *codes) {
    Window window = {force_n, n, scratch, codes, 0.0, 0.0};
    range(force_n, n, &window.least_n, &window.most_n);
    return window;
}

// Whether forces lie within a width but for the lowest and the highest tenth; the middle one of them in order of size, of
// two the larger, goes to `middle_n`.
static u32 is_quiet(Window window, double widest_n, double *middle_n) {
    const double *force_n = window.force_n, width_n = window.most_n - window.least_n;
    const u32 n = window.n;
    *middle_n = window.least_n;
    if (width_n == 0.0) return 1;
    code(force_n, n, window.least_n, window.most_n, window.codes);
    *middle_n = coded_rank(force_n, window.codes, n, n / 2, window.scratch);
    if (width_n <= widest_n) return 1;
    const double low_n = coded_rank(force_n, window.codes, n, n / 10, window.scratch);
    const double high_n = coded_rank(force_n, window.codes, n, n - 1 - n / 10, window.scratch);
    return !(high_n - low_n > widest_n);
}

// Return the median of the last few.
static double median(const double *last, u32 n) {
    double x[WINDOWS];
    for (u32 i = 0; i < n; i++) {
        u32 j = i;
        for (; j > 0 && x[j - 1] > last[i]; j--) x[j] = x[j - 1];
        x[j] = last[i];
    }
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

static void set_onset_level(Rest *rest) {
    const double noise_n = rest->onset_sigmas * rest->sigma_n;
    rest->onset_level_n = rest->level_n + (noise_n > rest->onset_n ? noise_n : rest->onset_n);
}

// Follow a window, if it is quiet; return whether it was.
static u32 follow(Rest *rest, Window window) {
    const double noise_n = rest->quiet_sigmas * rest->sigma_n;
    double middle_n;
    if (!is_quiet(window, noise_n > rest->quiet_n ? noise_n : rest->quiet_n, &middle_n)) return 0;
    const double mean_n = sum(window.force_n, window.n) / window.n, highest_n = rest->level_n + rest->rise_n;
    const u32 newest = rest->windows % WINDOWS, first = !rest->windows++;
    const u32 known = rest->windows < WINDOWS ? rest->windows : WINDOWS;
    rest->medians_n[newest] = middle_n;
    rest->sigmas_n[newest] = __builtin_sqrt(sum_of_squares(window.force_n, window.n, mean_n) / window.n);
    middle_n = median(rest->medians_n, known);
    rest->level_n = !first && middle_n > highest_n ? highest_n : middle_n;
    rest->sigma_n = median(rest->sigmas_n, known);
    set_onset_level(rest);
    return 1;
}

// Begin with what is known beforehand.
EXPORT(begin_rest) void begin_rest(Rest *rest) { set_onset_level(rest); }

// Follow forces at which nobody pressed in one window, if they are quiet; return whether they were.
EXPORT(follow_rest) u32 follow_rest(Rest *rest, const double *force_n, u32 n, double *scratch, u8 *codes) {
    return follow(rest, window_of(force_n, n, scratch, codes));
}

// Follow windows of `size` forces up to the first one that reaches above the onset level; return how many forces are in
// front of it. The last window may be unfinished.
EXPORT(sleep_through)
u32 sleep_through(Rest *rest, const double *force_n, u32 n, u32 size, double *scratch, u8 *codes) {
    for (u32 at = 0; at < n; at += size) {
        const Window window = window_of(force_n + at, n - at < size ? n - at : size, scratch, codes);
        if (window.most_n > rest->onset_level_n) return at;
        if (window.n == size && rest->follows) follow(rest, window);
    }
    return n;
}

// Rows of a text table of nothing but numbers. A number whose digits fit in 53 bits and whose power of ten is exact is
// one correctly rounded operation away from what it means; any other is left to the caller.
#include "kernel.h"

#define NOT_NUMBERS (-1)
#define NOT_EXACT (-2)
#define EXACT_DIGITS 19
#define EXACT_INTEGER (1ull << 53)
#define EXACT_POWER 22
#define LONGEST_EXPONENT 9999

static const double POWER_OF_TEN[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

typedef struct {
    const unsigned char *at, *end;
    unsigned char delimiter;  // 0 for blanks
} Text;

static int is_blank(const Text *text, unsigned char letter) {
    return (letter == ' ' || letter == '\t' || letter == '\r') && letter != text->delimiter;
}

static void skip_blanks(Text *text) {
    while (text->at < text->end && is_blank(text, *text->at)) text->at++;
}

static int digit(const Text *text) {
    return text->at < text->end && *text->at >= '0' && *text->at <= '9';
}

static int sign(Text *text) {
    int negative = text->at < text->end && *text->at == '-';
    if (negative || (text->at < text->end && *text->at == '+')) text->at++;
    return negative;
}

// Take digits into the mantissa; return how many there were.
static int digits(Text *text, u64 *mantissa, int *significant) {
    int count = 0;
    for (; digit(text); text->at++, count++) {
        if (*mantissa || *text->at != '0') (*significant)++;
        if (*significant <= EXACT_DIGITS) *mantissa = 10 * *mantissa + (*text->at - '0');
    }
    return count;
}

static int exponent(Text *text, int *power) {
    if (text->at >= text->end || (*text->at | 32) != 'e') return 1;
    text->at++;
    int negative = sign(text), value = 0, count = 0;
    for (; digit(text); text->at++, count++)
        if (value < LONGEST_EXPONENT) value = 10 * value + (*text->at - '0');
    *power += negative ? -value : value;
    return count > 0;
}

static int number(Text *text, double *out) {
    int significant = 0, power = 0, negative = sign(text);
    u64 mantissa = 0;
    int count = digits(text, &mantissa, &significant);
    if (text->at < text->end && *text->at == '.') {
        text->at++;
        int decimals = digits(text, &mantissa, &significant);
        power = -decimals, count += decimals;
    }
    if (!count || !exponent(text, &power)) return NOT_NUMBERS;
    if (significant > EXACT_DIGITS || mantissa > EXACT_INTEGER) return NOT_EXACT;
    if (mantissa && (power > EXACT_POWER || power < -EXACT_POWER)) return NOT_EXACT;
    double value = (double)mantissa;
    if (mantissa) value = power < 0 ? value / POWER_OF_TEN[-power] : value * POWER_OF_TEN[power];
    *out = negative ? -value : value;
    return 0;
}

// Read one row of as many numbers; 1 for a row, 0 for an empty line, else what is wrong.
static int row(Text *text, u32 columns, double *out) {
    skip_blanks(text);
    if (text->at < text->end && *text->at == '\n') return text->at++, 0;
    if (text->at == text->end) return 0;
    for (u32 column = 0; column < columns; column++) {
        if (column && text->delimiter) {
            if (text->at == text->end || *text->at++ != text->delimiter) return NOT_NUMBERS;
            skip_blanks(text);
        }
        const unsigned char *begins = text->at;
        int wrong = number(text, &out[column]);
        if (wrong) return wrong;
        const unsigned char *ends = text->at;
        skip_blanks(text);
        int parted = text->at > ends || text->at == text->end || *text->at == '\n' || *text->at == text->delimiter;
        if (!parted || begins == ends) return NOT_NUMBERS;
    }
    if (text->at == text->end) return 1;
    return *text->at++ == '\n' ? 1 : NOT_NUMBERS;
}

// Whole lines to rows of numbers, `out` of shape (rows, columns). Returns how many rows, or what is wrong.
EXPORT(table_rows) int table_rows(const unsigned char *lines, u32 size, u32 delimiter, u32 columns, double *out) {
    Text text = {lines, lines + size, (unsigned char)delimiter};
    int rows = 0;
    while (text.at < text.end) {
        int found = row(&text, columns, out + (u64)rows * columns);
        if (found < 0) return found;
        rows += found;
    }
    return rows;
}

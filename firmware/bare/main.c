/* The sketch without the Arduino core: what the Arduino IDE wraps around setup() and loop(), and nothing else. */
#include "../pawpress/src/app/app.h"

int main(void) {
    app_setup();
    for (;;) app_loop();
}

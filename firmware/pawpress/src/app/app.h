/* What happens at the start and in every round. */
#ifndef PAWPRESS_APP_H
#define PAWPRESS_APP_H

#ifdef __cplusplus
extern "C" {
#endif

void app_setup(void);
void app_loop(void);

#ifdef __cplusplus
}
#endif

#endif

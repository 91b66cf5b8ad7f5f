/* Arduino Mega 2560, pads on A0 to A7. Compiled only: nobody has run it yet. */
#ifndef PAWPRESS_BOARD_MEGA_H
#define PAWPRESS_BOARD_MEGA_H

#define BOARD_ID PP_BOARD_MEGA
#define BOARD_PADS 8

#define BOARD_UART_RX_VECTOR USART0_RX_vect
#define BOARD_UART_UDRE_VECTOR USART0_UDRE_vect

#define BOARD_LED_DDR DDRB /* D13 */
#define BOARD_LED_PORT PORTB
#define BOARD_LED_BIT 7

#define BOARD_PROBE_DDR DDRH /* D8 */
#define BOARD_PROBE_PIN PINH
#define BOARD_PROBE_BIT 5

#endif

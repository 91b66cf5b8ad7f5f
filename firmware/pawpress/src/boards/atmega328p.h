/* What the Uno and the Nano share. */
#ifndef PAWPRESS_ATMEGA328P_H
#define PAWPRESS_ATMEGA328P_H

#define BOARD_UART_RX_VECTOR USART_RX_vect
#define BOARD_UART_UDRE_VECTOR USART_UDRE_vect

#define BOARD_LED_DDR DDRB /* D13 */
#define BOARD_LED_PORT PORTB
#define BOARD_LED_BIT 5

#define BOARD_PROBE_DDR DDRB /* D8 */
#define BOARD_PROBE_PIN PINB
#define BOARD_PROBE_BIT 0

#endif

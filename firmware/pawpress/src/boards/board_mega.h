/* Arduino Mega 2560, pads on A0 to A7. Compiled only: nobody has run it yet. */
#ifndef PAWPRESS_BOARD_MEGA_H
#define PAWPRESS_BOARD_MEGA_H

#define BOARD_ID PP_BOARD_MEGA
#define BOARD_PADS 8

#define BOARD_UART_RX_VECTOR USART0_RX_vect
#define BOARD_UART_UDRE_VECTOR USART0_UDRE_vect

#define BOARD_ADC_GROUND 0x1Fu
#define BOARD_ADC_BANDGAP 0x1Eu

#define BOARD_STOP_LOOP_PORT PORTE /* D2 */
#define BOARD_STOP_LOOP_PIN PINE
#define BOARD_STOP_LOOP_BIT 4

#define BOARD_BUZZER_DDR DDRH /* D9: OC2B of Timer2 (on the smaller boards that is D3) */
#define BOARD_BUZZER_PORT PORTH
#define BOARD_BUZZER_BIT 6

#define BOARD_PROBE_DDR DDRH /* D8 */
#define BOARD_PROBE_PIN PINH
#define BOARD_PROBE_BIT 5

#define BOARD_TRIP_LED_DDR DDRE /* D3 */
#define BOARD_TRIP_LED_PORT PORTE
#define BOARD_TRIP_LED_BIT 5

#define BOARD_SPOT_BUTTON_PORT PORTB /* D10 */
#define BOARD_SPOT_BUTTON_PIN PINB
#define BOARD_SPOT_BUTTON_BIT 4

#define BOARD_LED_DDR DDRB /* D13 */
#define BOARD_LED_PORT PORTB
#define BOARD_LED_BIT 7

#endif

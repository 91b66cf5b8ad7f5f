/* What the Uno and the Nano share. */
#ifndef PAWPRESS_ATMEGA328P_H
#define PAWPRESS_ATMEGA328P_H

#define BOARD_UART_RX_VECTOR USART_RX_vect
#define BOARD_UART_UDRE_VECTOR USART_UDRE_vect

#define BOARD_ADC_GROUND 0x0Fu
#define BOARD_ADC_BANDGAP 0x0Eu

#define BOARD_STOP_LOOP_PORT PORTD /* D2: to ground through the loop, which is closed at rest */
#define BOARD_STOP_LOOP_PIN PIND
#define BOARD_STOP_LOOP_BIT 2

#define BOARD_BUZZER_DDR DDRD /* D3: OC2B of Timer2, which makes the tone */
#define BOARD_BUZZER_PORT PORTD
#define BOARD_BUZZER_BIT 3

#define BOARD_SELECT_DDR DDRD /* D4 to D7: S0 to S3 of a 74HC4067 */
#define BOARD_SELECT_OUT PORTD
#define BOARD_SELECT_SHIFT 4

#define BOARD_PROBE_DDR DDRB /* D8 */
#define BOARD_PROBE_PIN PINB
#define BOARD_PROBE_BIT 0

#define BOARD_TRIP_LED_DDR DDRB /* D9 */
#define BOARD_TRIP_LED_PORT PORTB
#define BOARD_TRIP_LED_BIT 1

#define BOARD_SPOT_BUTTON_PORT PORTB /* D10: to ground while held */
#define BOARD_SPOT_BUTTON_PIN PINB
#define BOARD_SPOT_BUTTON_BIT 2

#define BOARD_LED_DDR DDRB /* D13 */
#define BOARD_LED_PORT PORTB
#define BOARD_LED_BIT 5

#endif

"""What the words in the name of a column say it holds, in the languages that loggers and laboratories use.

All words are in small letters and without accents; each stands under one meaning. Where a name holds words of several
meanings, the first meaning in `MEANINGS` decides: `load_cell_temp` is a temperature, `ground_force_px` a position.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

Meaning = Literal[
    "derived",
    "status",
    "temperature",
    "supply",
    "torque",
    "position",
    "turning rate",
    "acceleration",
    "magnetic field",
    "speed",
    "body signal",
    "time",
    "counts",
    "force",
    "counter",
    "axis",
]


def without_accents(text: str) -> str:
    """Return a text as the words below are kept: without accents, letters of composed scripts taken apart."""
    plain = unicodedata.normalize("NFKD", text.replace("\u00df", "ss"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _words(text: str) -> frozenset[str]:
    return frozenset(without_accents(text).split())


MEANINGS: dict[Meaning, frozenset[str]] = {
    "time": _words(
        "time times timestamp timestamps t clock elapsed zeit zeitstempel uhrzeit temps tiempo tempo"
        " tijd tid aika czas"
        " cas zaman stamp datetime date datum created created_at timecode tmillis время 时间 時間 時刻 时刻 시간"
    ),
    "derived": _words(
        "delta diff difference change deriv derivative slope rate rfd std sd stdev variance error err residual target"
        " peak max min maximum minimum setpoint goal threshold limit offset tare baseline reference"
        " expected predicted command cmd uncertainty"
        " stiffness impulse power energy work soll sollwert differenz cible objectif objetivo 目标 目標"
    ),
    "status": _words(
        "status state flag flags marker trigger trig event label id mode quality valid checksum crc phase button led"
        " rssi channel ok version rep set trial step stage lat lon latitude longitude gps altitude"
        " humidity checksum sync"
        " zustand ereignis etat estado stato код состояние"
    ),
    "temperature": _words(
        "temp temperature temperatur temperatura temperature tmp thermo celsius fahrenheit темп температура 温度 온도"
    ),
    "supply": _words(
        "battery batt bat vbat akku batterie bateria batteria vcc vdd vin supply voltage volt volts spannung tensao"
        " vout voltaje voltaggio napeti napiecie spanning напряжение"
        " current strom ampere mah power soc 電圧 电压 전압 电池"
    ),
    "torque": _words(
        "torque moment moments momento momenti drehmoment couple coppia mx my mz tx ty tz tau tq tqx tqy tqz mom"
        " момент トルク 扭矩 力矩"
    ),
    "position": _words(
        "pos position positions posizione posicion weg displacement disp distance distanz abstand dist deplacement"
        " desplazamiento spostamento stroke extension elongation hub height hoehe hohe depth cop copx"
        " copy cpx cpy copxy"
        " px py pz ap ml angle winkel angolo angulo orientation quaternion roll pitch yaw qx qy qz qw rx"
        " ry rz euler joint"
        " encoder travel width length laenge lange cor centre center 位置 変位 位移 角度 перемещение угол"
    ),
    "turning rate": _words(
        "gyro gyr gyrox gyroy gyroz gyroscope gx gy gz rot rotation angular omega wx wy wz turn rotationrate drehrate"
    ),
    "acceleration": _words(
        "acc accel accelerometer acceleration accx accy accz accelx accely accelz ax ay az beschleunigung aceleracion"
        " accelerazione aceleracao versnelling imu lin linear 加速度 ускорение"
    ),
    "magnetic field": _words("mag magnet magnetic magnetometer magx magy magz compass heading"),
    "speed": _words("speed velocity vel geschwindigkeit vitesse velocidad velocita vx vy vz rpm 速度 скорость"),
    "body signal": _words("emg ecg ekg eeg hr bpm heart heartrate pulse pulsrate spo2 ppg resp breathing eda gsr"),
    "counts": _words(
        "raw adc counts analog analogue fsr sensor sensorvalue analogread rohwert rohdaten digits"
        " unscaled hx711 a0 a1 a2 a3"
        " a4 a5 reading readings brut crudo grezzo bruto ain fsrs 原始"
    ),
    "force": _words(
        "force forces f fx fy fz fr fres fn ft frz fxy grf vgrf grfz grfx grfy load loads loadcell"
        " weight weights mass"
        " thrust grip pull push wrench lbs kg kraft krafte kraefte gewicht last bodenreaktionskraft"
        " charge poids effort"
        " fuerza peso carga forza forze carico forca kracht voima sila kuvvet tryk сила вес нагрузка усилие"
        " 力 重量 荷重 压力 負荷 힘 무게 하중"
    ),
    "counter": _words(
        "index idx sample samples frame frames subframe sub row rows n no nr number num unnamed count"
        " counter seq sequence packet"
        " item record point scan measurement zeile bild messung numero numer muestra echantillon ligne"
        " fila line номер 番号"
    ),
    "axis": _words("x y z"),
}  # fmt: skip
"""Words by meaning, in the order in which meanings decide."""

VOLTAGES = _words(
    "voltage volt volts vout spannung tensao voltaje voltaggio napeti napiecie spanning напряжение 電圧 电压 전압"
)
"""Words of supplies that may be what a sensor puts out: judged by its shape where there is nothing better."""

NOT_A_FORCE = {
    "derived": "is worked out from a reading, or set, and is not one",
    "status": "says a state",
    "temperature": "is a temperature",
    "supply": "is a voltage or a current",
    "torque": "is a torque",
    "position": "is a position or an angle",
    "turning rate": "is a turning rate",
    "acceleration": "is an acceleration",
    "magnetic field": "is a magnetic field",
    "speed": "is a speed",
    "body signal": "is a signal of the body",
    "time": "is another clock",
    "counter": "counts",
    "axis": "names an axis, and nothing that is measured along it",
}
"""Meanings that are not a pad, and what is reported about such a column."""

SUMS = _words(
    "sum sums total totals gesamt summe tot net resultant resultante resultierende magnitude mag norm suma somma"
)
MEANS = _words("mean average avg mittel mittelwert moyenne media")
SMOOTHED = _words(
    "filtered filter filt smoothed smooth smth ema lowpass lp lpf avg average mean rolling moving median kalman"
    " gefiltert geglattet filtre filtree lisse filtrado filtrada suavizado filtrato mittel mittelwert"
)
"""Words of columns that are another one without its tremble."""
